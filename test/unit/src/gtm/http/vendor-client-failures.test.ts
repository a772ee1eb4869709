import { CREATE, READ, failureOf, setUp } from './vendor-client-setup';
import {
	NetworkFailure,
	SendingRefused,
	TokenUnavailable,
} from '../../../../../src/gtm/http/http-port';
import { toOutcome } from '../../../../../src/gtm/http/vendor-error';

describe('a failure at the vendor', () => {
	it('is answered by another try if nothing is done twice by it', async () => {
		const { client, clock, requests } = setUp({ turns: [{ status: 503 }, { status: 502 }, {}] });
		await clock.until(client.send({ ...READ, effect: 'idempotent' }));
		expect(requests).toHaveLength(3);
	});

	it('ends a creation at once: it may have been done', async () => {
		const { client, clock, requests } = setUp({ turns: [{ status: 500 }, {}] });
		const error = await clock.until(failureOf(client.send(CREATE)));
		expect(error.refusal.status).toBe('upstream_error');
		expect(error.refusal.message).toContain('Check before you send it again');
		expect(toOutcome(error).retry).toEqual({ advised: false });
		expect(requests).toHaveLength(1);
	});

	it('is told after the last attempt', async () => {
		const { client, clock, requests } = setUp({
			turns: [{ status: 500 }],
			settings: { maxAttempts: 3 },
		});
		const error = await clock.until(failureOf(client.send(READ)));
		expect(error.details).toEqual({ attempts: 3, httpStatus: 500 });
		expect(error.message).not.toContain('Check before');
		expect(toOutcome(error).retry).toEqual({ advised: true });
		expect(requests).toHaveLength(3);
	});

	it('of a passing kind is repeated for what is safe only', async () => {
		const turns = () => [{ status: 400, body: 'locked' }, {}];
		const safe = setUp({ turns: turns() });
		await safe.clock.until(safe.client.send({ ...CREATE, effect: 'idempotent' }));
		expect(safe.requests).toHaveLength(2);
		const unsafe = setUp({ turns: turns() });
		await unsafe.clock.until(failureOf(unsafe.client.send(CREATE)));
		expect(unsafe.requests).toHaveLength(1);
	});
});

describe('a success that is no JSON', () => {
	const PAGE = { body: '<html>502 Bad Gateway</html>' };
	const CUT = { body: '{"results":[{"id":"1"' };

	it.each([PAGE, CUT])('is asked for once more: $body', async (turn) => {
		const { client, clock, requests } = setUp({ turns: [turn, { body: { id: '1' } }] });
		const { body } = await clock.until(client.send(READ));
		expect(body).toEqual({ id: '1' });
		expect(requests).toHaveLength(2);
	});

	it('is an error in the end, from which nothing is concluded', async () => {
		const { client, clock, requests } = setUp({ turns: [PAGE] });
		const error = await clock.until(failureOf(client.send(READ)));
		expect(requests).toHaveLength(4);
		expect(toOutcome(error)).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
			retry: { advised: true },
		});
	});

	it('ends a creation at once: it may have been done', async () => {
		const { client, clock, requests } = setUp({ turns: [PAGE, {}] });
		const error = await clock.until(failureOf(client.send(CREATE)));
		expect(requests).toHaveLength(1);
		expect(error.message).toContain('Check before you send it again');
		expect(toOutcome(error).retry).toEqual({ advised: false });
	});

	it('is what was asked for where the vendor answers with text', async () => {
		const { client, clock } = setUp({ turns: [{ body: '{"a":1}\n{"a":2}' }] });
		const { body } = await clock.until(client.send({ ...READ, answer: 'text' }));
		expect(body).toBe('{"a":1}\n{"a":2}');
	});
});

describe('no answer', () => {
	const refused = new NetworkFailure('connection refused', 'never_sent', 'ECONNREFUSED');
	const cut = new NetworkFailure('socket hang up', 'unknown', 'ECONNRESET');

	it('to a request that never left lets even a creation be sent again', async () => {
		const { client, clock, requests } = setUp({ turns: [refused, {}] });
		await clock.until(client.send(CREATE));
		expect(requests).toHaveLength(2);
	});

	it('to a creation that may have arrived ends it, and says so', async () => {
		const { client, clock, requests } = setUp({ turns: [cut, {}] });
		const error = await clock.until(failureOf(client.send(CREATE)));
		expect(error.refusal).toMatchObject({ status: 'upstream_error', code: 'ECONNRESET' });
		expect(error.message).toContain('Check before you send it again');
		expect(toOutcome(error).retry).toEqual({ advised: false });
		expect(requests).toHaveLength(1);
	});

	it('to a creation that never left, in all attempts, may be tried later', async () => {
		const { client, clock, requests } = setUp({ turns: [refused] });
		const error = await clock.until(failureOf(client.send(CREATE)));
		expect(requests).toHaveLength(4);
		expect(error.message).not.toContain('Check before');
		expect(toOutcome(error).retry).toEqual({ advised: true });
	});

	it('in time ends the attempt, even if the port does not give up', async () => {
		const { client, clock, requests } = setUp({ turns: [async () => await new Promise(() => {})] });
		const sent = clock.now();
		const { refusal } = await clock.until(failureOf(client.send({ ...CREATE, timeoutMs: 5_000 })));
		expect(refusal.code).toBe('ETIMEDOUT');
		expect(clock.now() - sent).toBe(5_000);
		expect(requests[0]?.signal?.aborted).toBe(true);
	});

	it('leaves no timer behind when the answer came', async () => {
		const { client, clock } = setUp({ turns: [{}] });
		await clock.until(client.send(READ));
		expect(clock.sleeping).toBe(0);
	});

	it.each([
		['forbidden', new SendingRefused('reconnect it', 'credential_unusable')],
		['rate_limited', new TokenUnavailable('HTTP status 429')],
	] as const)('because of the credential is %s, without another try', async (status, turn) => {
		const { client, clock, requests } = setUp({ turns: [turn] });
		const { refusal } = await clock.until(failureOf(client.send(READ)));
		expect(refusal.status).toBe(status);
		expect(requests).toHaveLength(1);
	});

	it('through an error of ours is thrown on', async () => {
		const { client, clock } = setUp({ turns: [new TypeError('x is no function')] });
		await expect(clock.until(client.send(READ))).rejects.toThrow(TypeError);
	});

	it('through an error of ours is thrown on', async () => {
		const { client, clock } = setUp({ turns: [new TypeError('x is no function')] });
		await expect(clock.until(client.send(READ))).rejects.toThrow(TypeError);
	});
});
