import { mendListing } from '../../../../../../src/mcp/client/transport/mended-listing';
import { startDualEraPeer } from '../../../../../peers/dual-era-peer';
import { completed, startScriptedPeer } from '../../../../../peers/scripted-peer';
import { TestBench } from '../access/test-access';

const untyped = { name: 'loose', inputSchema: { properties: { a: { type: 'string' } } } };
const typed = { name: 'right', inputSchema: { type: 'object' } };
const bench = new TestBench();

afterEach(async () => await bench.close());

describe('a list with a tool whose input schema has no type', () => {
	const list = { ttlMs: 0, cacheScope: 'private', tools: [untyped, typed] };

	it('is taken whole, and the tools can be called', async () => {
		const peer = await bench.start(
			startScriptedPeer(({ method }) => (method === 'tools/list' ? completed(list) : undefined)),
		);
		const { value } = await bench.access([peer.url]).listTools();
		expect(value).toMatchObject([
			{ name: 'loose', inputSchema: { type: 'object', properties: { a: { type: 'string' } } } },
			{ name: 'right' },
		]);
	});
});

describe('a message', () => {
	it('stays the same object when there is nothing to mend', () => {
		const message = { jsonrpc: '2.0' as const, id: 1, result: { tools: [typed] } };
		expect(mendListing(message)).toBe(message);
	});

	it('keeps what is no tool and no schema for the SDK to judge', () => {
		const tools = [null, 'x', {}, { name: 'a', inputSchema: null }];
		const message = { jsonrpc: '2.0' as const, id: 1, result: { tools } };
		expect(mendListing(message)).toBe(message);
	});
});

it('leaves the schemas of a real server as they are', async () => {
	const peer = await bench.start(startDualEraPeer());
	const { value } = await bench.access([peer.url]).listTools();
	expect(value.find(({ name }) => name === 'companies')?.inputSchema).toEqual({ type: 'object' });
});
