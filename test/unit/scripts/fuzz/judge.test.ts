import type { Attack } from '../../../../scripts/fuzz/attack';
import type { Outcome } from '../../../../scripts/fuzz/exchange';
import { judge, type Door } from '../../../../scripts/fuzz/judge';

const attack: Attack = {
	kind: 'mutated body',
	head: 'POST /fuzz HTTP/1.1',
	body: Buffer.from('{}'),
	delivery: 'whole',
	due: 'answer',
	id: 7,
};

const answer = (body: string, status = 400, type = 'application/json'): Outcome => ({
	end: 'answered',
	status,
	headers: new Map([['content-type', type]]),
	body,
	raw: body,
	milliseconds: 1,
});

const rpc = (rest: object, id: unknown = 7) => JSON.stringify({ jsonrpc: '2.0', id, ...rest });
const error = { error: { code: -32600, message: 'Invalid request' } };
const secrets = [{ name: 'a stack trace', pattern: /\n\s+at \S/ }];

const problems = (outcome: Outcome, changes: Partial<Attack> = {}, door: Door = 'port') =>
	judge({ ...attack, ...changes }, outcome, { secrets, door });

describe('an answer to an attack', () => {
	it.each([
		['an error with its id', answer(rpc(error))],
		['an error without an id, where the request could not be read', answer(rpc(error, null))],
		['a result', answer(rpc({ result: {} }), 200)],
		['nothing, where nothing is due', answer('', 202)],
		[
			'a stream of events',
			answer(`event: message\ndata: ${rpc({ result: {} })}\n\n`, 200, 'text/event-stream'),
		],
	])('is in order if it is %s', (_, outcome) => {
		expect(problems(outcome)).toEqual([]);
	});

	it.each([
		['has another id', answer(rpc(error, 8)), 'the answer has another id'],
		['is no JSON', answer('{"jsonrpc"'), 'the answer is no JSON-RPC'],
		['has neither result nor error', answer(rpc({})), 'neither result nor error, or both'],
		['has an error without a code', answer(rpc({ error: {} })), 'an error without code or message'],
		['is a failure of the server', answer(rpc(error), 500), 'HTTP 500'],
		['gives a secret away', answer(rpc({ result: {} }) + '\n  at x'), 'leaks a stack trace'],
	])('that %s is found', (_, outcome, problem) => {
		expect(problems(outcome)).toContain(problem);
	});

	it('that never comes is found', () => {
		const silent: Outcome = { ...answer('', 0), end: 'silence' };
		expect(problems(silent)).toEqual(['no answer within the deadline']);
		const closed: Outcome = { ...silent, end: 'closed without an answer' };
		expect(problems(closed)).toEqual(['closed without an answer']);
		expect(problems(closed, { due: 'answer or end' })).toEqual([]);
	});

	it("may be n8n's own where n8n answers before us", () => {
		const own = answer('{"message":"not registered"}', 404);
		expect(problems(own, {}, 'webhook')).toEqual([]);
		expect(problems(own)).not.toEqual([]);
		const head = 'TRACE /mcp/fuzz HTTP/1.1';
		expect(problems(answer('', 500, 'text/html'), { head }, 'webhook')).toEqual([]);
		expect(problems(answer('', 500, 'text/html'), {}, 'webhook')).toEqual(['HTTP 500']);
	});
});
