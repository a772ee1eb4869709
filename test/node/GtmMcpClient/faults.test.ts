import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { clientRuntime } from '../../../src/mcp/client/runtime';
import { type FaultPeer, startFaultPeer } from '../../peers/fault-peer/fault-peer';
import { type Fault, always, first, redirect, status } from '../../peers/fault-peer/faults';
import { READ_TOOL, UNSAFE_TOOL } from '../../peers/fault-peer/tools';
import { type ClientNode, runClientNode, tool } from './run-client';

let peer: FaultPeer;

beforeEach(async () => {
	peer = await startFaultPeer();
});

afterEach(async () => {
	await clientRuntime().close();
	await peer.close();
});

interface Called extends Omit<ClientNode, 'parameters'> {
	tool: string;
	options?: IDataObject;
	parameters?: INodeParameters;
}

/** Calls a tool for each item with the item as its arguments, and tells what was done. */
async function call({ tool: name, options = {}, parameters = {}, ...node }: Called) {
	return await runClientNode({
		items: [{ id: '1' }],
		...node,
		parameters: {
			serverUrl: peer.url,
			...tool(name),
			json: '={{ JSON.stringify($json) }}',
			options: { includeReport: true, timeout: 1, ...options },
			...parameters,
		},
	});
}

const calls = () => peer.received('tools/call').length;
const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `${index}` }));

interface Report {
	attempts: number;
	endpoint: string;
	waitedMs: number;
	warnings: string[];
}
const reportOf = ({ json }: { json: IDataObject }) => json._mcp as unknown as Report;

/** What becomes of a call of a tool that only reads, and of one that may write. */
interface Outcome {
	fault: Fault;
	/** Part of the error's message. */
	says: string;
	readAttempts: number;
	unsafe: 'fails' | 'goes again';
}

const outcomes: Record<string, Outcome> = {
	'the connection breaks before the tool runs': {
		fault: { kind: 'reset', tool: 'not run' },
		says: 'the connection was closed',
		readAttempts: 2,
		unsafe: 'fails',
	},
	'the connection breaks once the tool has run': {
		fault: { kind: 'reset', tool: 'done' },
		says: 'the connection was closed',
		readAttempts: 2,
		unsafe: 'fails',
	},
	'the server is killed in mid-stream': {
		fault: { kind: 'cut stream' },
		says: 'closed the connection before it responded',
		readAttempts: 2,
		unsafe: 'fails',
	},
	'the server has a fault': {
		fault: status(500, {}, 'stack trace'),
		says: 'HTTP 500',
		readAttempts: 2,
		unsafe: 'fails',
	},
	'the server is busy': {
		fault: status(429, { 'retry-after': '1' }),
		says: 'HTTP 429',
		readAttempts: 2,
		unsafe: 'goes again',
	},
	'the server is being restarted': {
		fault: status(503, { 'retry-after': '0' }),
		says: 'HTTP 503',
		readAttempts: 2,
		unsafe: 'goes again',
	},
	'the answer does not come in time': {
		fault: { kind: 'silence' },
		says: 'did not answer within 1 seconds',
		// It may still be at work on the first.
		readAttempts: 1,
		unsafe: 'fails',
	},
};

describe.each(Object.entries(outcomes))('when %s', (_what, outcome) => {
	const { fault, says, readAttempts, unsafe } = outcome;

	const reads = readAttempts > 1 ? 'is asked again' : 'is not asked a second time';
	it(`a tool that only reads ${reads}, and the node reports it`, async () => {
		peer.plan(first('tools/call', fault));
		const finished = await call({ tool: READ_TOOL });
		if (readAttempts === 1) {
			expect(finished.error?.message).toContain(says);
			expect(calls()).toBe(1);
			return;
		}
		expect(finished.status).toBe('success');
		const [item] = finished.output('Client');
		expect(item?.json).toMatchObject({ tool: READ_TOOL, arguments: { id: '1' } });
		expect(item && reportOf(item)).toMatchObject({ attempts: readAttempts, endpoint: peer.url });
		expect(calls()).toBe(readAttempts);
	});

	it(`a tool that may write ${unsafe}, and runs once at most`, async () => {
		peer.plan(first('tools/call', fault));
		const finished = await call({ tool: UNSAFE_TOOL });
		if (unsafe === 'goes again') {
			expect(finished.status).toBe('success');
			expect(peer.effects).toHaveLength(1);
			return;
		}
		expect(finished.status).toBe('error');
		expect(finished.error?.message).toContain(says);
		expect(finished.error?.description).toEqual(expect.stringMatching(/\w+/));
		expect(calls()).toBe(1);
		expect(peer.effects.length).toBeLessThanOrEqual(1);
	});

	it('the node fails with the reason when it is never over', async () => {
		peer.plan(always('tools/call', fault));
		const finished = await call({
			tool: READ_TOOL,
			options: { attempts: 2, maxDelay: 1 },
		});
		expect(finished.status).toBe('error');
		expect(finished.error?.message).toContain(says);
		expect(calls()).toBe(readAttempts);
	});
});

describe('a fault of one item', () => {
	it('leaves the others alone, and is paired with its own', async () => {
		peer.plan((method, before) =>
			method === 'tools/call' && before === 1 ? status(500) : undefined,
		);
		const finished = await call({
			tool: UNSAFE_TOOL,
			items: ids(3),
			onError: 'continueRegularOutput',
		});
		expect(finished.status).toBe('success');
		expect(finished.output('Client')).toMatchObject([
			{ json: { arguments: { id: '0' } }, pairedItem: { item: 0 } },
			{ json: { error: expect.stringContaining('HTTP 500') }, pairedItem: { item: 1 } },
			{ json: { arguments: { id: '2' } }, pairedItem: { item: 2 } },
		]);
		expect(peer.effects.map((effect) => effect.arguments.id)).toEqual(['0', '2']);
	});
});

describe('a burst of faults', () => {
	it('of the server makes no item happen twice, with several at a time', async () => {
		peer.plan((method, before) => {
			if (method !== 'tools/call') return undefined;
			if (before % 5 === 1) return { kind: 'reset', tool: 'done' };
			return before % 5 === 3 ? status(429, { 'retry-after': '0' }) : undefined;
		});
		const finished = await call({
			tool: UNSAFE_TOOL,
			items: ids(40),
			options: { concurrency: 10, failuresToOpen: 100, attempts: 5 },
			onError: 'continueRegularOutput',
		});
		const output = finished.output('Client');
		expect(output).toHaveLength(40);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			ids(40).map((_, item) => ({ item })),
		);
		output.forEach(({ json }, index) => {
			const happened = peer.effects.filter((effect) => effect.arguments.id === `${index}`);
			expect(happened.length).toBeLessThanOrEqual(1);
			if (json.error === undefined) expect(happened).toHaveLength(1);
		});
		expect(output.some(({ json }) => json.error !== undefined)).toBe(true);
		expect(output.some(({ json }) => json.error === undefined)).toBe(true);
	});

	it('that the server answers costs the items that it is about, and no other', async () => {
		peer.plan((method, before) =>
			method === 'tools/call' && before < 6 ? status(500) : undefined,
		);
		const finished = await call({
			tool: READ_TOOL,
			items: ids(100),
			parameters: {},
			onError: 'continueRegularOutput',
		});
		const failed = finished.output('Client').filter(({ json }) => json.error !== undefined);
		expect(failed.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('HTTP 500'),
			expect.stringContaining('HTTP 500'),
		]);
		expect(finished.output('Client')).toHaveLength(100);
	});

	it('to reach the server opens the circuit: the rest is told that it is left alone', async () => {
		peer.plan(always('tools/call', status(503)));
		const finished = await call({
			tool: READ_TOOL,
			items: ids(10),
			options: { attempts: 1, failuresToOpen: 3, openSeconds: 60, totalTimeout: 30 },
			onError: 'continueRegularOutput',
		});
		const messages = finished.output('Client').map(({ json }) => json.error as string);
		expect(messages.filter((message) => message.includes('HTTP 503'))).toHaveLength(3);
		expect(
			messages.filter((message) => message.includes('failed several times in a row')),
		).toHaveLength(7);
		expect(calls()).toBe(3);
	});
});

describe('failover', () => {
	it('goes on at the second server when the first is killed under load', async () => {
		const second = await startFaultPeer({ name: 'second' });
		peer.plan((method, before) =>
			method === 'tools/call' && before >= 5 ? { kind: 'reset', tool: 'not run' } : undefined,
		);
		const finished = await call({
			tool: READ_TOOL,
			items: ids(30),
			options: { concurrency: 6, fallbackServers: { server: [{ url: second.url }] } },
		});
		expect(finished.status).toBe('success');
		const output = finished.output('Client');
		expect(output).toHaveLength(30);
		const endpoints = output.map((item) => reportOf(item).endpoint);
		expect(endpoints.filter((endpoint) => endpoint === peer.url)).toHaveLength(5);
		expect(endpoints.filter((endpoint) => endpoint === second.url)).toHaveLength(25);
		const failedOver = output.find((item) => reportOf(item).attempts === 2);
		expect(failedOver && reportOf(failedOver).warnings).toEqual([
			expect.stringContaining('the connection was closed'),
		]);
		await second.close();
	});
});

describe('an answer that must not be taken', () => {
	const refused: Array<[string, Fault, RegExp]> = [
		[
			'a web page',
			status(200, { 'content-type': 'text/html' }, '<html>'),
			/did not respond with MCP/,
		],
		[
			'invalid JSON',
			status(200, { 'content-type': 'application/json' }, '{'),
			/did not respond with MCP/,
		],
		['a redirect to another origin', redirect(307, 'http://203.0.113.1/'), /redirects to/],
		['a redirect to the cloud', redirect(307, 'http://169.254.169.254/'), /redirects to/],
		['2 MB where 1 is allowed', { kind: 'enormous', characters: 2_000_000 }, /MiB|MB|larger|big/],
	];

	it.each(refused)('%s is an error that says so', async (_what, fault, says) => {
		peer.plan(always('tools/call', fault));
		const finished = await call({
			tool: UNSAFE_TOOL,
			options: { answerSize: 1 },
		});
		expect(finished.status).toBe('error');
		expect(finished.error?.message).toMatch(says);
		expect(calls()).toBe(1);
		expect(peer.effects).toEqual([]);
	});

	it('comes from a certificate that nobody vouches for', async () => {
		const secure = await startFaultPeer({ tls: 'self-signed' });
		const finished = await call({ tool: UNSAFE_TOOL, parameters: { serverUrl: secure.url } });
		expect(finished.error?.message).toContain('its TLS certificate is self-signed');
		expect(finished.error?.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(secure.requests).toEqual([]);
		await secure.close();
	});
});

describe('a server that is down', () => {
	it('still has its list of tools, marked as stale', async () => {
		const list = async () =>
			await runClientNode({
				parameters: {
					operation: 'listTools',
					returnAll: true,
					serverUrl: peer.url,
					options: { includeReport: true, cacheSeconds: 0, attempts: 1 },
				},
			});
		expect((await list()).output('Client')).toHaveLength(3);
		peer.plan(always('*', status(503)));
		const stale = await list();
		expect(stale.status).toBe('success');
		expect(stale.output('Client').map(({ json }) => json._mcp)).toMatchObject(
			Array.from({ length: 3 }, () => ({ cached: 'stale' })),
		);
	});
});
