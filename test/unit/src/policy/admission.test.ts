import { type CallToAdmit, createDoorkeeper } from '../../../../src/policy/admission';
import type { PolicySettings } from '../../../../src/policy/policy-settings';

let now = 0;
const clock = () => now;
const call: CallToAdmit = {
	server: 'gtm',
	principal: 'apiKey:Dana',
	kind: 'tool',
	name: 'qualify',
	arguments: { email: 'a@b.co' },
};
const open: PolicySettings = { audit: { to: 'off' }, trustedProxies: 0 };

beforeEach(() => {
	now = 0;
});

describe('a call is admitted', () => {
	it('where there are no limits', () => {
		const { admit } = createDoorkeeper(clock);
		for (let count = 0; count < 1_000; count += 1) expect(admit(call, open).admitted).toBe(true);
	});

	it('and counted until it ends', () => {
		const door = createDoorkeeper(clock);
		const admission = door.admit(call, open);
		expect(door.underWay('gtm')).toBe(1);
		if (admission.admitted) admission.leave();
		expect(door.underWay('gtm')).toBe(0);
	});

	it('at one server whatever happens at another', () => {
		const { admit } = createDoorkeeper(clock);
		const settings = { ...open, principalRate: { perMinute: 1 }, concurrentCalls: 1 };
		expect(admit(call, settings).admitted).toBe(true);
		expect(admit({ ...call, server: 'other' }, settings).admitted).toBe(true);
	});
});

describe('a call is refused', () => {
	it('when its principal calls too often, with the time to come back', () => {
		const { admit } = createDoorkeeper(clock);
		const settings = { ...open, principalRate: { perMinute: 6, burst: 1 } };
		expect(admit(call, settings).admitted).toBe(true);
		expect(admit({ ...call, name: 'other' }, settings)).toEqual({
			admitted: false,
			refusal: {
				reason: 'rate',
				message: 'You are over the rate limit. Nothing ran. Try again in 10 seconds.',
				retryAfterMs: 10_000,
			},
		});
		expect(admit({ ...call, principal: 'apiKey:Kim' }, settings).admitted).toBe(true);
	});

	it('by the principal’s own limits, if it has some', () => {
		const { admit } = createDoorkeeper(clock);
		const settings = { ...open, principalRate: { perMinute: 1_000 } };
		const slow = { ...call, limits: { perMinute: 1 } };
		expect(admit(slow, settings).admitted).toBe(true);
		expect(admit(slow, settings)).toMatchObject({ refusal: { reason: 'rate' } });
	});

	it('when its tool is called too often by all together', () => {
		const { admit } = createDoorkeeper(clock);
		const settings = { ...open, offerRate: { perMinute: 1 } };
		expect(admit(call, settings).admitted).toBe(true);
		expect(admit({ ...call, principal: 'apiKey:Kim' }, settings)).toMatchObject({
			refusal: { message: expect.stringContaining('qualify is over the rate limit') },
		});
		expect(admit({ ...call, name: 'other' }, settings).admitted).toBe(true);
	});

	it('when too many are under way, for the server or the principal', () => {
		const { admit } = createDoorkeeper(clock);
		const settings = { ...open, concurrentCalls: 2 };
		const single = { ...call, limits: { concurrent: 1 } };
		expect(admit(single, settings).admitted).toBe(true);
		expect(admit(single, settings)).toMatchObject({
			refusal: { reason: 'concurrency', message: expect.stringContaining('calls of yours') },
		});
		expect(admit({ ...call, principal: 'x' }, settings).admitted).toBe(true);
		expect(admit({ ...call, principal: 'y' }, settings)).toMatchObject({
			refusal: { reason: 'concurrency', message: expect.stringContaining('calls of this server') },
		});
	});

	it('when it repeats itself, whatever the order of its arguments', () => {
		const { admit } = createDoorkeeper(clock);
		const settings = { ...open, repetition: { times: 2, windowMs: 60_000 } };
		const one = { ...call, arguments: { a: 1, b: { c: 2, d: 3 } } };
		const same = { ...call, arguments: { b: { d: 3, c: 2 }, a: 1 } };
		expect(admit(one, settings).admitted).toBe(true);
		expect(admit(same, settings).admitted).toBe(true);
		expect(admit(one, settings)).toMatchObject({
			refusal: { reason: 'repetition', retryAfterMs: 60_000 },
		});
		expect(admit({ ...one, principal: 'apiKey:Kim' }, settings).admitted).toBe(true);
		expect(admit({ ...one, arguments: { a: 2 } }, settings).admitted).toBe(true);
	});

	it('by the rate in the end, however often it repeats itself: telling that takes work', () => {
		const { admit } = createDoorkeeper(clock);
		const principalRate = { perMinute: 3 };
		const settings = { ...open, principalRate, repetition: { times: 1, windowMs: 60_000 } };
		const reasons = Array.from({ length: 4 }, () => {
			const admission = admit(call, settings);
			return admission.admitted ? 'admitted' : admission.refusal.reason;
		});
		expect(reasons).toEqual(['admitted', 'repetition', 'repetition', 'rate']);
	});

	it('without counting towards anything', () => {
		const door = createDoorkeeper(clock);
		const settings = {
			...open,
			principalRate: { perMinute: 6, burst: 1 },
			repetition: { times: 2, windowMs: 600_000 },
			concurrentCalls: 5,
		};
		expect(door.admit(call, settings).admitted).toBe(true);
		for (let count = 0; count < 20; count += 1) {
			expect(door.admit(call, settings)).toMatchObject({ refusal: { reason: 'rate' } });
		}
		expect(door.underWay('gtm')).toBe(1);
		now += 10_000;
		expect(door.admit(call, settings).admitted).toBe(true);
	});
});
