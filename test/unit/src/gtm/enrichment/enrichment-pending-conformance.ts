import type { EnrichmentVendor } from '../../../../../src/gtm/enrichment/enrichment-vendor';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import { EnrichmentStage } from './enrichment-stage';

/** What every vendor does alike that answers later. */
export function describePending(vendor: EnrichmentVendor): void {
	describe('what takes longer', () => {
		let stage: EnrichmentStage;
		let first: Outcome;

		beforeEach(async () => {
			stage = new EnrichmentStage(vendor);
			// Behind a mail server that takes everything each of them needs time.
			const { linkedinUrl } = stage.examples.catchAll;
			first = await stage.account.run(vendor.enrichPerson(stage.client, { linkedinUrl }, {}));
		});

		const followOnce = async (handle = first.handle ?? ''): Promise<Outcome | undefined> => {
			const asked = vendor.follow?.person?.(stage.client, handle, {});
			return asked && (await stage.account.run(asked));
		};

		const expectTheEnd = async () => {
			const outcome = await stage.end('person', Promise.resolve(first));
			expect(outcome).toMatchObject({
				status: 'found',
				provider: vendor.profile.id,
				record: { email: stage.examples.catchAll.email, emailStatus: 'risky_catch_all' },
			});
		};

		test('is pending, with a handle and the time to wait', () => {
			expect(first).toMatchObject({
				status: 'pending',
				provider: vendor.profile.id,
				handle: expect.stringMatching(/./),
				retry: { advised: true, afterMs: vendor.follow?.pollEveryMs },
			});
		});

		test('is paid for once, however often it is asked for until it is there', async () => {
			const { initial, amount } = {
				initial: new EnrichmentStage(vendor).credits.left,
				...vendor.price('person.enrich', []),
			};
			await expectTheEnd();
			expect(initial - stage.credits.left).toBe(amount);
		});

		test.each(['unavailable', 'reset', 'garbage', 'rate_limit_burst'] as const)(
			'is there later although asking for it met %s, at no further cost',
			async (kind) => {
				stage.fail({ kind });
				const failed = await followOnce();
				expect(['upstream_error', 'rate_limited']).toContain(failed?.status);
				stage.mend();
				const { left } = stage.credits;
				await expectTheEnd();
				const { amount } = vendor.price('person.enrich', []);
				expect(left - stage.credits.left).toBeLessThanOrEqual(amount);
				const start = new EnrichmentStage(vendor).credits.left;
				expect(start - stage.credits.left).toBe(amount);
			},
		);

		test.each([{ ok: true }, [], 'no', 7, undefined, null])(
			'is no end if the answer is %j',
			async (body) => {
				stage.answer = { body };
				expect(await followOnce()).toMatchObject({
					status: 'upstream_error',
					reason: { code: 'unreadable_answer' },
				});
				stage.answer = undefined;
				await expectTheEnd();
			},
		);

		test('needs a handle: nothing is sent without one', async () => {
			stage.account.sent.length = 0;
			const { company, person, email } = vendor.follow ?? {};
			for (const ask of [company, person, email]) {
				const outcome: Outcome | undefined = await ask?.(stage.client, '', {});
				if (outcome !== undefined) {
					expect(outcome).toMatchObject({ status: 'invalid', retry: { advised: false } });
				}
			}
			expect(stage.account.sent).toEqual([]);
		});
	});
}
