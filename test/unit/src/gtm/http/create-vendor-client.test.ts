import { CREATE, READ, failureOf, setUp } from './vendor-client-setup';
import { VendorError, toOutcome } from '../../../../../src/gtm/http/vendor-error';
import type { Turn } from './scripted-port';

describe('a request', () => {
	it('goes to the first host, and to the one that it names', async () => {
		const { client, clock, requests } = setUp({ turns: [{}] });
		await clock.until(client.send({ ...READ, query: { properties: ['a', 'b'] } }));
		await clock.until(client.send({ ...READ, host: 'files', path: '/upload' }));
		expect(requests.map(({ url }) => url)).toEqual([
			'https://api.acme.test/v2/contacts/42',
			'https://files.acme.test/upload',
		]);
		expect(requests[0]).toMatchObject({ query: { properties: ['a', 'b'] }, timeoutMs: 30_000 });
	});

	it('names a host or a limit that the vendor has not, before anything is sent', async () => {
		const { client, requests } = setUp({ turns: [{}] });
		await expect(client.send({ ...READ, host: 'moon' })).rejects.toThrow('no host "moon"');
		await expect(client.send({ ...READ, limits: ['tides'] })).rejects.toThrow('no limit "tides"');
		expect(requests).toEqual([]);
	});

	it("answers with the body and the vendor's name for the request", async () => {
		const turns = [{ body: { id: '42' }, headers: { 'x-request-id': 'r-1' } }];
		const { client, clock } = setUp({ turns });
		await expect(clock.until(client.send(READ))).resolves.toEqual({
			status: 200,
			body: { id: '42' },
			headers: { 'x-request-id': 'r-1' },
			requestId: 'r-1',
			effect: 'read',
		});
	});

	it('answers with a status that its operation understands', async () => {
		const { client, clock, requests } = setUp({ turns: [{ status: 404 }] });
		const answer = await clock.until(client.send({ ...READ, accept: [404] }));
		expect(answer.status).toBe(404);
		expect(requests).toHaveLength(1);
	});

	it('is not repeated if it is wrong', async () => {
		const { client, clock, requests } = setUp({ turns: [{ status: 422, body: 'email missing' }] });
		const { refusal, details } = await clock.until(failureOf(client.send(READ)));
		expect(refusal).toMatchObject({ status: 'invalid', message: 'Acme: email missing' });
		expect(details).toEqual({ attempts: 1, httpStatus: 422 });
		expect(requests).toHaveLength(1);
	});
});

describe('a rate limit of the vendor', () => {
	it('lets even a creation be sent again, after the time that the vendor asks for', async () => {
		const turns = [{ status: 429, headers: { 'retry-after': '7' } }, { status: 201 }];
		const { client, clock, requests } = setUp({ turns });
		await clock.until(client.send(CREATE));
		const [first, second] = requests;
		// 10 ms for the answer, 7 s, and half of the 500 ms of jitter.
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(10 + 7_000 + 250);
	});

	it('holds up the other requests to the same window, and no others', async () => {
		const turns = [{ status: 429, headers: { 'retry-after': '7' } }, {}];
		const { client, clock, requests } = setUp({ turns });
		const search = { ...READ, path: '/search', limits: ['search'] };
		const first = client.send(search);
		await clock.advance(20);
		await clock.until(Promise.all([first, client.send(search), client.send(READ)]));
		const [refused, ...later] = requests.map(({ url, at }) => ({
			url,
			at: at - (requests[0]?.at ?? 0),
		}));
		expect(refused?.at).toBe(0);
		expect(later.find(({ url }) => url.endsWith('/42'))?.at).toBe(20);
		for (const { at } of later.filter(({ url }) => url.endsWith('/search'))) {
			expect(at).toBeGreaterThanOrEqual(7_010);
		}
	});

	it('that lasts longer than the deadline is told at once, with the time', async () => {
		const turns = [{ status: 429, headers: { 'retry-after': '120' } }];
		const { client, clock, requests } = setUp({ turns });
		const sent = clock.now();
		const error = await clock.until(failureOf(client.send(READ)));
		expect(toOutcome(error)).toMatchObject({
			status: 'rate_limited',
			provider: 'acme',
			retry: { advised: true, afterMs: 120_000 },
		});
		expect(clock.now() - sent).toBe(10);
		expect(requests).toHaveLength(1);
	});
});

describe('the limits', () => {
	it('are waited for, across clients of one principal, and not for another', async () => {
		const { clientFor, clock, requests } = setUp({ turns: [{}] });
		const [one, two, other] = [clientFor('a'), clientFor('a'), clientFor('b')];
		const start = clock.now();
		const sends = Array.from({ length: 6 }, () => [one.send(READ), two.send(READ)]).flat();
		await clock.until(Promise.all([...sends, other.send(READ)]));
		const times = requests.map(({ at }) => at - start);
		expect(times.filter((at) => at === 0)).toHaveLength(11);
		expect(times.filter((at) => at >= 1_000)).toHaveLength(2);
	});

	it('of a quota fail at once when the vendor says that it is used up', async () => {
		const turns = [{ headers: { 'x-daily-remaining': '0' } }];
		const { client, clock, requests } = setUp({ turns });
		await clock.until(client.send(READ));
		const { refusal } = await clock.until(failureOf(client.send(READ)));
		expect(refusal).toMatchObject({
			status: 'quota_exhausted',
			code: 'local_quota',
			retryAfterMs: 3_600_000,
		});
		expect(requests).toHaveLength(1);
		await clock.advance(3_600_000);
		await clock.until(client.send(READ));
		expect(requests).toHaveLength(2);
	});
});

describe('a vendor that is down', () => {
	it('is left alone after five failures, and looked at again by one request', async () => {
		const turns: Turn[] = [...Array.from({ length: 5 }, () => ({ status: 500 })), {}];
		const { client, clock, requests } = setUp({ turns });
		for (let count = 0; count < 5; count += 1) {
			await clock.until(failureOf(client.send(CREATE)));
			await clock.advance(200);
		}
		const { refusal } = await clock.until(failureOf(client.send(READ)));
		expect(refusal).toMatchObject({ status: 'upstream_error', code: 'circuit_open' });
		expect(requests).toHaveLength(5);
		await clock.advance(30_000);
		await clock.until(client.send(READ));
		await clock.until(client.send(READ));
		expect(requests).toHaveLength(7);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more, and says so as an outcome', async () => {
		const execution = new AbortController();
		const { client, clock, requests } = setUp({
			turns: [{ status: 503, headers: { 'retry-after': '30' } }],
			settings: { signal: execution.signal },
		});
		const failure = failureOf(client.send(READ));
		await clock.advance(1_000);
		execution.abort();
		expect((await failure).refusal).toMatchObject({ status: 'upstream_error', code: 'cancelled' });
		expect((await failureOf(client.send(READ))).refusal.code).toBe('cancelled');
		expect(requests).toHaveLength(1);
		expect(clock.sleeping).toBe(0);
	});

	it('says that a request under way may have arrived', async () => {
		const execution = new AbortController();
		const { client, clock } = setUp({ turns: [{}], settings: { signal: execution.signal } });
		const failure = failureOf(client.send(CREATE));
		await clock.advance(5);
		execution.abort();
		const error = await failure;
		expect(error.refusal.code).toBe('cancelled');
		expect(error.message).toContain('Check before you send it again');
		expect(toOutcome(error).retry).toEqual({ advised: false });
	});
});

describe('what leaves', () => {
	it('carries no secret, email, phone number or query', async () => {
		const body =
			'Key sk-super-secret of dana@acme.com (+49 170 1234567) at https://acme.test/x?email=a%40b.co';
		const { client, clock } = setUp({ turns: [{ status: 403, body }] });
		const { message } = await clock.until(failureOf(client.send(READ)));
		expect(message).toBe(
			'Acme: Key [secret] of [email] ([phone]) at https://acme.test/x?[query] (check the API key, its scopes and your plan)',
		);
	});

	it('is a trace of each attempt without ids, queries and bodies', async () => {
		const { client, clock, attempts } = setUp({ turns: [{ status: 503 }, {}] });
		await clock.until(client.send({ ...READ, query: { email: 'dana@acme.com' } }));
		expect(attempts).toEqual([
			expect.objectContaining({ number: 1, status: 503, ms: 10, waitedMs: 0, repeats: true }),
			{
				provider: 'acme',
				method: 'GET',
				host: 'api.acme.test',
				path: '/contacts/{}',
				number: 2,
				status: 200,
				ms: 10,
				waitedMs: 250,
				repeats: false,
			},
		]);
	});
});

describe('an outcome of an error', () => {
	it('names the record that stands in the way', () => {
		const refusal = {
			status: 'duplicate',
			code: 'exists',
			message: 'It exists',
			existingId: '7',
		} as const;
		const error = new VendorError('acme', refusal, { attempts: 1, requestId: 'r-1' });
		expect(toOutcome(error)).toEqual({
			status: 'duplicate',
			provider: 'acme',
			record: { id: '7' },
			reason: { code: 'exists', message: 'It exists' },
			retry: { advised: false },
			requestId: 'r-1',
		});
	});

	it('is none if the error is a bug', () => {
		expect(() => toOutcome(new TypeError('x is no function'))).toThrow(TypeError);
	});
});
