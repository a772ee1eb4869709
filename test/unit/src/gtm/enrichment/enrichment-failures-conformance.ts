import type { EnrichmentVendor } from '../../../../../src/gtm/enrichment/enrichment-vendor';
import { EnrichmentStage, PAID } from './enrichment-stage';

/** None of these has what any vendor's answer has. */
const OTHER_SHAPES = [
	{ ok: true },
	{ data: [], person: 'x', organization: 'x', people: 'x', companies: 'x' },
	{ data: { surprise: 1 }, person: {}, organization: {} },
	[],
	'fine',
	7,
	null,
	undefined,
];

/** How every enrichment vendor fails alike: what is charged is never asked for a second time. */
export function describeFailures(vendor: EnrichmentVendor): void {
	const paid = PAID.filter((operation) => vendor.capabilities[operation].supported);
	const isKnown = { provider: vendor.profile.id };
	let stage: EnrichmentStage;

	beforeEach(() => {
		stage = new EnrichmentStage(vendor);
	});

	test('points to the credential if the vendor does not know the key, and tells no secret', async () => {
		const apiKey = 'no-such-secret';
		const stranger = new EnrichmentStage(vendor, { credential: { apiKey } });
		const ask = paid.map((operation) => () => stranger.start(operation));
		if (vendor.capabilities['credit.balance'].supported) {
			ask.push(() => stranger.account.run(vendor.creditBalance(stranger.client)));
		}
		for (const one of ask) {
			const outcome = await one();
			expect(outcome).toMatchObject({
				...isKnown,
				status: 'forbidden',
				reason: { message: expect.stringMatching(/credential|key/i) },
				retry: { advised: false },
			});
			expect(JSON.stringify(outcome)).not.toContain(apiKey);
		}
	});

	test('without credits says so, and advises no retry', async () => {
		stage.credits.set(0);
		const { linkedinUrl } = stage.examples.person;
		expect(await stage.person({ linkedinUrl })).toMatchObject({
			...isKnown,
			status: 'quota_exhausted',
			retry: { advised: false },
		});
		expect(stage.credits.left).toBe(0);
		expect(stage.account.unsafe()).toHaveLength(1);
	});

	if (vendor.capabilities['credit.balance'].supported) {
		test.each(OTHER_SHAPES)('tells no balance from %j, and advises to ask again', async (body) => {
			stage.answer = { body };
			expect(await stage.account.run(vendor.creditBalance(stage.client))).toMatchObject({
				...isKnown,
				status: 'upstream_error',
				reason: { code: 'unreadable_answer' },
				retry: { advised: true },
			});
		});
	}

	describe.each(paid)('%s', (operation) => {
		test('waits for a limit that passes, or says when to come back', async () => {
			stage.fail({ kind: 'rate_limit_burst', times: 1 });
			const outcome = await stage.start(operation);
			if (outcome.status === 'rate_limited') {
				expect(outcome.retry).toEqual({ advised: true, afterMs: expect.any(Number) });
			} else {
				expect(['found', 'pending']).toContain(outcome.status);
			}
		});

		test('under a limit that does not pass says when to come back, and pays nothing', async () => {
			const { left } = stage.credits;
			stage.fail({ kind: 'rate_limit_burst' });
			const outcome = await stage.start(operation);
			expect(outcome).toMatchObject({
				...isKnown,
				status: 'rate_limited',
				retry: { advised: true, afterMs: expect.any(Number) },
			});
			expect(outcome.retry?.afterMs).toBeGreaterThan(0);
			expect(stage.credits.left).toBe(left);
		});

		test.each(['reset', 'server_error', 'unavailable', 'garbage', 'truncated'] as const)(
			'whose answer was lost (%s) is not asked a second time, and nobody is advised to',
			async (kind) => {
				stage.fail({ kind, when: 'after' });
				expect(await stage.start(operation)).toMatchObject({
					...isKnown,
					status: 'upstream_error',
					retry: { advised: false },
				});
				expect(stage.account.requests).toHaveLength(1);
			},
		);

		test.each(OTHER_SHAPES)(
			'whose answer is %j is no miss and no crash: it cannot be read',
			async (body) => {
				stage.answer = { body };
				expect(await stage.start(operation)).toMatchObject({
					...isKnown,
					status: 'upstream_error',
					reason: { code: 'unreadable_answer' },
					retry: { advised: false },
				});
			},
		);
	});
}
