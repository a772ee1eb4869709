import { modern } from './doubles/messages';
import { RecordedResponse } from './doubles/recorded-response';
import { TestServer } from './doubles/test-server';
import { serveHttp } from '../../../../../src/mcp/server/endpoint';
import { ANONYMOUS } from '../../../../../src/mcp/server/principal';

describe('a large message', () => {
	const size = { 'content-length': String(1024 * 1024) };
	const call = { ...modern('tools/call', { name: 'qualify', arguments: {} }) };
	const large = { ...call, headers: { ...call.headers, ...size } };

	/** Turns of the event loop that begin while the message is served. */
	async function turnsDuring(work: Promise<unknown>): Promise<number> {
		let turns = 0;
		let over = false;
		const count = () => {
			turns += 1;
			if (!over) setImmediate(count);
		};
		setImmediate(count);
		await work;
		over = true;
		return turns;
	}

	it('lets everything else in the process go on between its limits, its check and its record', async () => {
		const server = new TestServer();
		expect(await turnsDuring(server.send(large))).toBeGreaterThanOrEqual(3);
		expect(server.started).toHaveLength(1);
		expect(await turnsDuring(server.send(call))).toBeLessThanOrEqual(1);
	});

	it('whose client goes away meanwhile starts nothing, and leaves its place and its record', async () => {
		const server = new TestServer();
		const response = new RecordedResponse();
		const served = serveHttp(large, response, server.runtime, {
			repeat: server.clock.repeat,
			authenticate: async () => await Promise.resolve(ANONYMOUS),
			report: (error) => server.reported.push(error),
		});
		while (server.policy.underWay === 0) await new Promise(setImmediate);
		response.leave();
		await served;
		expect(server.started).toEqual([]);
		expect(server.policy.underWay).toBe(0);
		expect(server.policy.outcomes).toEqual(['cancelled']);
	});
});
