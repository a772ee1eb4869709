import { ManualClock } from '../../../../sandbox/frame/clock.ts';
import { vendorModule } from '../../../../sandbox/frame/running-vendor.ts';
import { Sandbox } from '../../../../sandbox/frame/sandbox.ts';
import type { WireAnswer } from '../../../../sandbox/frame/sandbox.ts';
import { toyVendor } from './toy-vendor';

const MORNING = Date.parse('2026-11-25T09:00:00Z');

let clock: ManualClock;
let sandbox: Sandbox;

async function call(method: string, path: string, options: { key?: string; text?: string } = {}) {
	const { key = 'toy-key', text = '' } = options;
	const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
	return await sandbox.handle({ method, url: `/toy${path}`, headers, text });
}

function statusOf(wire: WireAnswer): number | string {
	return typeof wire === 'string' ? wire : wire.status;
}

function bodyOf(wire: WireAnswer): unknown {
	return typeof wire === 'string' ? wire : JSON.parse(wire.text);
}

const write = async () => await call('POST', '/notes', { text: '{"text":"new"}' });

beforeEach(() => {
	clock = new ManualClock(MORNING);
	sandbox = new Sandbox({ vendors: [vendorModule(toyVendor)], clock });
});

describe('a call to an emulator', () => {
	test('reaches the route whose path fits best, with the params decoded', async () => {
		sandbox.settings.limits = 'off';
		expect(bodyOf(await call('GET', '/notes/1'))).toEqual({ id: '1', text: 'old' });
		expect(bodyOf(await call('GET', '/notes/%31'))).toEqual({ id: '1', text: 'old' });
		expect(bodyOf(await call('GET', '/notes/search'))).toHaveLength(1);
		expect(statusOf(await call('GET', '/notes/%E0%A4%A'))).toBe(404);
		expect(statusOf(await call('GET', '/notes/9'))).toBe(404);
		expect(bodyOf(await call('PATCH', '/notes/1'))).toEqual({ error: 'nothing at /notes/1' });
	});

	test('needs a key that may do it', async () => {
		expect(statusOf(await call('GET', '/notes/1', { key: 'stolen' }))).toBe(401);
		expect(statusOf(await call('GET', '/notes/1', { key: 'toy-reader' }))).toBe(200);
		const denied = await call('POST', '/notes', { key: 'toy-reader', text: '{}' });
		expect(bodyOf(denied)).toEqual({ error: 'needs notes.write' });
	});

	test('with broken JSON is told so, and changes nothing', async () => {
		expect(statusOf(await call('POST', '/notes', { text: '{"text":' }))).toBe(400);
		expect(sandbox.vendor('toy').counts()).toEqual({ notes: 1 });
	});

	test('to a vendor that there is not names those that there are', async () => {
		const wire = await sandbox.handle({ method: 'GET', url: '/nobody/x', headers: {}, text: '' });
		expect(bodyOf(wire)).toEqual({ error: 'the sandbox has nothing at /nobody: it has /toy' });
	});
});

describe('the limits of a vendor', () => {
	test('show what is left, refuse what is over, and pass again with the window', async () => {
		const first = await call('GET', '/notes/1');
		expect(first).toMatchObject({ headers: { 'x-left-second': '2', 'x-left-day': '4' } });
		await call('GET', '/notes/1');
		await call('GET', '/notes/1');
		const refused = await call('GET', '/notes/1');
		expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
		expect(bodyOf(refused)).toEqual({ limit: 'second' });
		clock.advance(1_000);
		expect(statusOf(await call('GET', '/notes/1'))).toBe(200);
	});

	test('of a day hold until midnight', async () => {
		for (let count = 0; count < 5; count += 1) {
			await call('GET', '/notes/1');
			clock.advance(1_000);
		}
		const refused = await call('GET', '/notes/1');
		expect(bodyOf(refused)).toEqual({ limit: 'day' });
		expect(refused).toMatchObject({ headers: { 'retry-after': String(15 * 3_600 - 5) } });
		clock.advance(15 * 3_600_000);
		expect(statusOf(await call('GET', '/notes/1'))).toBe(200);
	});

	test('can be scaled and switched off', async () => {
		sandbox.settings.limits = 0.4;
		expect(statusOf(await call('GET', '/notes/1'))).toBe(200);
		expect(statusOf(await call('GET', '/notes/1'))).toBe(429);
		sandbox.settings.limits = 'off';
		for (let count = 0; count < 20; count += 1) {
			expect(statusOf(await call('GET', '/notes/1'))).toBe(200);
		}
	});
});

describe('faults', () => {
	test('meet so many calls of their route, in the vendor’s own words', async () => {
		sandbox.setFault({ vendor: 'toy', kind: 'server_error', route: 'POST /notes', times: 1 });
		expect(statusOf(await call('GET', '/notes/1'))).toBe(200);
		expect(bodyOf(await write())).toEqual({ error: 'toy is broken' });
		expect(statusOf(await write())).toBe(201);
	});

	test('tell a burst from a quota', async () => {
		sandbox.setFault({ vendor: 'toy', kind: 'rate_limit_burst', times: 1 });
		sandbox.setFault({ vendor: 'toy', kind: 'rate_limit_quota', times: 1 });
		expect(bodyOf(await call('GET', '/notes/1'))).toEqual({ limit: 'second' });
		expect(bodyOf(await call('GET', '/notes/1'))).toEqual({ limit: 'day' });
	});

	test('lock no record of a vendor that has no locks, and keep out whom they are told to', async () => {
		expect(() => sandbox.setFault({ vendor: 'toy', kind: 'locked' })).toThrow(
			'toy locks no records',
		);
		sandbox.setFault({ vendor: 'toy', kind: 'blocked', times: 1 });
		expect(await call('GET', '/notes/1')).toMatchObject({
			status: 403,
			headers: expect.objectContaining({ 'content-type': 'text/html' }),
			text: expect.stringContaining('Access denied'),
		});
	});

	test('break the answer of a call that did nothing, or that did its work', async () => {
		sandbox.setFault({ vendor: 'toy', kind: 'reset', times: 1 });
		expect(await write()).toBe('reset');
		expect(sandbox.vendor('toy').counts()).toEqual({ notes: 1 });
		sandbox.setFault({ vendor: 'toy', kind: 'timeout', when: 'after', times: 1 });
		expect(await write()).toBe('silence');
		expect(sandbox.vendor('toy').counts()).toEqual({ notes: 2 });
	});

	test('answer with what is not the vendor’s, if asked', async () => {
		sandbox.setFault({ vendor: 'toy', kind: 'garbage', times: 1 });
		sandbox.setFault({ vendor: 'toy', kind: 'truncated', times: 1 });
		expect(await call('GET', '/notes/1')).toMatchObject({
			status: 200,
			text: expect.stringContaining('<html>'),
		});
		const cut = await call('GET', '/notes/1');
		expect(() => bodyOf(cut)).toThrow(SyntaxError);
	});

	test('by chance are the same for the same seed', async () => {
		sandbox.settings.limits = 'off';
		const run = async () => {
			sandbox.faults.clear();
			sandbox.setFault({ vendor: 'toy', kind: 'unavailable', probability: 0.5, seed: 7 });
			const statuses = [];
			for (let count = 0; count < 30; count += 1)
				statuses.push(statusOf(await call('GET', '/notes/1')));
			return statuses;
		};
		const statuses = await run();
		expect(new Set(statuses)).toEqual(new Set([200, 503]));
		expect(await run()).toEqual(statuses);
	});

	test('that cannot be met are refused', () => {
		const set = (fault: Parameters<Sandbox['setFault']>[0]) => () => sandbox.setFault(fault);
		expect(set({ vendor: 'nobody', kind: 'reset' })).toThrow('the vendors are toy');
		expect(set({ vendor: 'toy', kind: 'reset', route: 'GET /x' })).toThrow('no route “GET /x”');
	});
});

describe('the state of a vendor', () => {
	test('is found by searches only after the index has caught up', async () => {
		sandbox.settings.limits = 'off';
		await write();
		expect(bodyOf(await call('GET', '/notes/2'))).toEqual({ id: '2', text: 'new' });
		expect(bodyOf(await call('GET', '/notes/search'))).toHaveLength(1);
		clock.advance(sandbox.settings.indexLagMs);
		expect(bodyOf(await call('GET', '/notes/search'))).toHaveLength(2);
	});

	test('has credits that run out', async () => {
		expect(bodyOf(await call('POST', '/lookup'))).toEqual({ left: 1 });
		sandbox.vendor('toy').credits.set(0);
		expect(statusOf(await call('POST', '/lookup'))).toBe(402);
	});

	test('is as at the start after a reset', async () => {
		await write();
		await call('POST', '/lookup');
		sandbox.setFault({ vendor: 'toy', kind: 'reset' });
		sandbox.reset();
		expect(sandbox.vendor('toy').counts()).toEqual({ notes: 1 });
		expect(sandbox.vendor('toy').credits.left).toBe(2);
		expect(sandbox.log.list()).toEqual([]);
		expect(statusOf(await call('GET', '/notes/1'))).toBe(200);
	});
});

describe('the log of calls', () => {
	test('says what was called and how it was answered, without keys', async () => {
		clock.advance(250);
		await write();
		expect(sandbox.log.list()).toEqual([
			{
				number: 1,
				at: '2026-11-25T09:00:00.250Z',
				vendor: 'toy',
				method: 'POST',
				url: '/toy/notes',
				route: 'POST /notes',
				status: 201,
				milliseconds: 0,
				requestBody: '{"text":"new"}',
				answerBody: '{"id":"2","text":"new"}',
			},
		]);
		expect(JSON.stringify(sandbox.log.list())).not.toContain('toy-key');
	});

	test('keeps the last 500 calls', async () => {
		sandbox.settings.limits = 'off';
		for (let count = 0; count < 510; count += 1) await call('GET', '/notes/1');
		expect(sandbox.log.list()).toHaveLength(500);
		expect(sandbox.log.count).toBe(510);
	});
});
