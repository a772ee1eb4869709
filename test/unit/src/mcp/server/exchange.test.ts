import { Exchanges, sendReply, type ResponsePort } from '../../../../../src/mcp/server/exchange';
import type { ToolCall } from '../../../../../src/mcp/server/tool-call';
import { toolData } from '../../../../../src/mcp/server/tool-result';

class RecordedResponse implements ResponsePort {
	writableEnded = false;
	destroyed = false;
	status?: number;
	headers: Record<string, string> = {};
	body?: string | undefined;

	writeHead(status: number, headers: Record<string, string>) {
		this.status = status;
		this.headers = headers;
	}

	end(body?: string) {
		this.body = body;
		this.writableEnded = true;
	}

	get json(): unknown {
		return JSON.parse(this.body ?? 'null');
	}
}

/** A clock that stands until it is moved. */
class Timers {
	private readonly tasks = new Map<number, () => void>();
	private next = 0;

	schedule = (milliseconds: number, task: () => void) => {
		const id = this.next++;
		this.delays.push(milliseconds);
		this.tasks.set(id, task);
		return () => this.tasks.delete(id);
	};

	readonly delays: number[] = [];

	get waiting() {
		return this.tasks.size;
	}

	elapse() {
		for (const task of [...this.tasks.values()]) task();
	}
}

const info = { name: 'Acme', version: '1' };
const call: ToolCall = {
	requestId: 'r1',
	era: 'legacy',
	tool: 'qualify',
	arguments: {},
	principal: { kind: 'apiKey', label: 'Dana' },
};

function setUp() {
	const timers = new Timers();
	let count = 0;
	return { timers, exchanges: new Exchanges(timers.schedule, () => `x${++count}`) };
}

describe('an exchange', () => {
	it('is answered with the result under the id of the request', () => {
		const { exchanges, timers } = setUp();
		const response = new RecordedResponse();
		const id = exchanges.begin(call, info, response, 1000);
		expect(exchanges.settle(id, toolData({ score: 80 }))).toBe(true);
		expect(response.status).toBe(200);
		expect(response.headers).toEqual({
			'Content-Type': 'application/json',
			'Content-Length': String(Buffer.byteLength(response.body ?? '')),
		});
		expect(response.json).toEqual({
			jsonrpc: '2.0',
			id: 'r1',
			result: {
				content: [{ type: 'text', text: '{"score":80}' }],
				structuredContent: { score: 80 },
			},
		});
		expect({ open: exchanges.size, timers: timers.waiting }).toEqual({ open: 0, timers: 0 });
	});

	it('of the modern era says so in its result', () => {
		const { exchanges } = setUp();
		const response = new RecordedResponse();
		const id = exchanges.begin({ ...call, era: 'modern' }, info, response, 1000);
		exchanges.settle(id, toolData({}));
		expect(response.json).toMatchObject({
			result: {
				resultType: 'complete',
				_meta: { 'io.modelcontextprotocol/serverInfo': info },
			},
		});
	});

	it('is answered once: a second result is dropped', () => {
		const { exchanges } = setUp();
		const response = new RecordedResponse();
		const id = exchanges.begin(call, info, response, 1000);
		exchanges.settle(id, toolData({ n: 1 }));
		expect(exchanges.settle(id, toolData({ n: 2 }))).toBe(false);
		expect(response.json).toMatchObject({ result: { structuredContent: { n: 1 } } });
	});

	it('ends when its time is up, naming the execution that may still run', () => {
		const { exchanges, timers } = setUp();
		const response = new RecordedResponse();
		const id = exchanges.begin(call, info, response, 2000);
		exchanges.bind(id, '77');
		timers.elapse();
		expect(timers.delays).toEqual([2000]);
		expect(response.json).toMatchObject({
			result: {
				isError: true,
				content: [{ text: expect.stringContaining('within 2 seconds (execution 77)') as string }],
			},
		});
		expect(exchanges.settle(id, toolData({}))).toBe(false);
	});

	it('ends when its time is up before an execution began', () => {
		const { exchanges, timers } = setUp();
		const response = new RecordedResponse();
		exchanges.begin(call, info, response, 2000);
		timers.elapse();
		expect(response.body).toContain('it has not started yet');
	});

	it('whose client has gone is closed without a word', () => {
		const { exchanges } = setUp();
		const response = new RecordedResponse();
		const id = exchanges.begin(call, info, response, 1000);
		response.destroyed = true;
		expect(exchanges.settle(id, toolData({}))).toBe(true);
		expect(response.body).toBeUndefined();
	});
});

describe('an answer without a body', () => {
	it('has only its status and headers', () => {
		const response = new RecordedResponse();
		sendReply(response, { status: 202, headers: { Allow: 'POST' } });
		expect(response).toMatchObject({ status: 202, headers: { Allow: 'POST' }, body: undefined });
	});
});
