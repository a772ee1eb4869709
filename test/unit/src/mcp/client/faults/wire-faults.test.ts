import { startRawPeer, refusingUrl } from '../../../../../peers/fault-peer/dead-port';
import { type FaultPeer, startFaultPeer } from '../../../../../peers/fault-peer/fault-peer';
import {
	type Fault,
	always,
	first,
	redirect,
	status,
} from '../../../../../peers/fault-peer/faults';
import { READ_TOOL, UNSAFE_TOOL } from '../../../../../peers/fault-peer/tools';
import { type FaultyAccess, SECRET, accessTo, failureOf, impatient } from './faulty-access';

let peer: FaultPeer;
let faulty: FaultyAccess;

beforeEach(async () => {
	peer = await startFaultPeer();
	faulty = accessTo(peer.url);
});

afterEach(async () => {
	await faulty.close();
	await peer.close();
});

const call = async (tool: string) => await faulty.access.callTool(tool, { id: '1' });
const calls = () => peer.received('tools/call').length;

/** The client may go away a moment after the error. */
async function untilGivenUp(): Promise<void> {
	const deadline = Date.now() + 2_000;
	while (peer.underWay() > 0) {
		if (Date.now() > deadline) throw new Error(`${peer.underWay()} answers are still read`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

describe('an answer that is none', () => {
	const page = '<html><title>Sign in</title></html>';
	const answers: Array<[string, Fault]> = [
		['a web page', status(200, { 'content-type': 'text/html' }, page)],
		['another content type', status(200, { 'content-type': 'text/plain' }, 'hello')],
		['invalid JSON', status(200, { 'content-type': 'application/json' }, '{"jsonrpc":')],
		['JSON of something else', status(200, { 'content-type': 'application/json' }, '{"ok":1}')],
		['nothing at all', status(200, { 'content-type': 'application/json' }, '')],
	];

	it.each(answers)(
		'%s is told as that, and an unsafe call is not sent again',
		async (_w, fault) => {
			peer.plan(always('tools/call', fault));
			const error = await failureOf(call(UNSAFE_TOOL));
			expect(error.message).toMatch(/did not respond with MCP|closed the connection before/);
			expect(error.message).not.toContain('<');
			expect(calls()).toBe(1);
		},
	);

	it.each(answers)('%s in place of the negotiation is no MCP server', async (_what, fault) => {
		peer.plan(always('*', fault));
		const error = await failureOf(faulty.access.listTools());
		expect(['connect', 'negotiate', 'list']).toContain(error.step);
		expect(error.hint).not.toBe('');
		expect(calls()).toBe(0);
	});
});

describe('an enormous answer', () => {
	const sizes = { messageBytesMax: 200_000 };

	it('is refused at the size that is allowed, and an unsafe call is not sent again', async () => {
		faulty = accessTo(peer.url, { sizes });
		peer.plan(always('tools/call', { kind: 'enormous', characters: 2_000_000 }));
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error).toMatchObject({ step: 'limit', retryable: false });
		expect(calls()).toBe(1);
	});

	it('is taken when it is not larger than allowed', async () => {
		faulty = accessTo(peer.url, { sizes: { messageBytesMax: 3_000_000 } });
		peer.plan(always('tools/call', { kind: 'enormous', characters: 2_000_000 }));
		const { value } = await call(READ_TOOL);
		expect(JSON.stringify(value).length).toBeGreaterThan(2_000_000);
	});

	it.each(['json', 'events'] as const)(
		'that never ends (%s) is given up and not kept',
		async (as) => {
			faulty = accessTo(peer.url, { sizes, ...impatient(3_000) });
			peer.plan(always('tools/call', { kind: 'endless', as }));
			const before = process.memoryUsage().rss;
			const error = await failureOf(call(UNSAFE_TOOL));
			expect(['limit', 'call']).toContain(error.step);
			expect(calls()).toBe(1);
			await faulty.close();
			await untilGivenUp();
			expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
		},
	);
});

describe('a redirect', () => {
	it('within the origin is followed, and an unsafe call runs once', async () => {
		peer.plan(first('tools/call', redirect(307, '/moved/mcp')));
		const { value } = await call(UNSAFE_TOOL);
		expect(value.isError).toBeFalsy();
		expect(peer.received('tools/call').map(({ path }) => path)).toEqual(['/mcp', '/moved/mcp']);
		expect(peer.effects).toHaveLength(1);
	});

	it('that would lose the request is not followed', async () => {
		peer.plan(always('tools/call', redirect(302, '/login')));
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error.message).toContain('redirects to');
		expect(peer.effects).toEqual([]);
		expect(peer.requests.filter(({ path }) => path === '/login')).toEqual([]);
	});

	it('to another origin brings neither the key nor the request there', async () => {
		const other = await startFaultPeer();
		peer.plan(always('tools/call', redirect(307, other.url)));
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error.message).toContain(`redirects to ${other.url}`);
		expect(error.message).not.toContain(SECRET);
		expect(other.requests).toEqual([]);
		await other.close();
	});

	it.each([
		'http://169.254.169.254/latest/meta-data/',
		'http://10.0.0.1/mcp',
		'http://[::1]:1/mcp',
		'file:///etc/passwd',
	])('to %s is not followed', async (location) => {
		peer.plan(always('tools/call', redirect(308, location)));
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error.message).toContain('redirects to');
		expect(peer.effects).toEqual([]);
		expect(calls()).toBe(1);
	});

	it('that goes round in circles comes to an end', async () => {
		peer.plan(always('tools/call', redirect(307, '/mcp')));
		await failureOf(call(UNSAFE_TOOL));
		expect(calls()).toBeLessThan(30);
		expect(peer.effects).toEqual([]);
	});
});

describe('a connection that does not come about', () => {
	it('because of the certificate says so, is not tried again, and sends nothing', async () => {
		const secure = await startFaultPeer({ tls: 'self-signed' });
		faulty = accessTo(secure.url);
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error.message).toContain('self-signed');
		expect(error).toMatchObject({ retryable: false, delivery: 'notSent' });
		expect(secure.requests).toEqual([]);
		expect(faulty.waits).toEqual([]);
		await secure.close();
	});

	it('because it is refused is tried again, even for an unsafe call', async () => {
		faulty = accessTo(await refusingUrl());
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error.message).toContain('the connection was refused');
		expect(error).toMatchObject({ retryable: true, delivery: 'notSent' });
		expect(faulty.waits).toEqual([500, 1_000]);
	});

	it('because the server comes up late is made once it is there', async () => {
		const { port } = new URL(peer.url);
		await peer.close();
		const coming = call(UNSAFE_TOOL).catch(async () => await call(UNSAFE_TOOL));
		peer = await startFaultPeer({ port: Number(port) });
		await coming;
		expect(peer.effects).toHaveLength(1);
	});

	it.each(['reset', 'noise'] as const)(
		'because of %s is an error with a step',
		async (behaviour) => {
			const raw = await startRawPeer(behaviour);
			faulty = accessTo(raw.url, impatient(2_000));
			const error = await failureOf(call(UNSAFE_TOOL));
			expect(error).toMatchObject({ step: expect.stringMatching(/connect|negotiate/) });
			expect(raw.accepted()).toBeGreaterThan(0);
			expect(raw.accepted()).toBeLessThan(20);
			await raw.close();
		},
	);

	it('because nobody answers ends with the time for connecting', async () => {
		const raw = await startRawPeer('mute');
		faulty = accessTo(raw.url, {
			timeouts: { connectMs: 300, callMs: 5_000, totalMs: 10_000 },
			retry: { attemptsMax: 1, baseDelayMs: 1, maxDelayMs: 1 },
		});
		const startedAt = Date.now();
		const error = await failureOf(call(READ_TOOL));
		expect(error).toMatchObject({ step: 'connect', timedOut: true });
		expect(Date.now() - startedAt).toBeLessThan(3_000);
		await raw.close();
	});
});

describe('errors', () => {
	it('never show the key, even when the server sends it back', async () => {
		peer.plan(always('tools/call', status(500, {}, `your key ${SECRET} is fine`)));
		const error = await failureOf(call(UNSAFE_TOOL));
		const shown = JSON.stringify([error.message, error.hint, error.stack, error.cause]);
		expect(shown).not.toContain(SECRET);
	});
});
