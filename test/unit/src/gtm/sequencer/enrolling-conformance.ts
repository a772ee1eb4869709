import { enrollmentSchema } from '../../../../../src/gtm/model/enrollment';
import type { SequencerStage } from './sequencer-stage';

const NEW = 'dana.fresh@new.example';

/** That nobody is enrolled twice, and nobody whom something holds back. */
export function describeEnrolling(open: () => SequencerStage): void {
	describe('an enrollment', () => {
		test('is written once and read back, whatever the spelling of the address', async () => {
			const stage = open();
			const outcome = await stage.enroll(stage.fresh.toUpperCase());
			expect(outcome).toMatchObject({
				status: 'created',
				record: { sequenceId: stage.sequenceId, email: stage.fresh, status: 'active' },
			});
			expect(enrollmentSchema.safeParse(outcome.record).error).toBeUndefined();
			const { record } = await stage.act('getEnrollment', { email: stage.fresh });
			expect(record).toMatchObject({ email: stage.fresh, status: 'active' });
		});

		test('of someone who is in the sequence writes nothing', async () => {
			const stage = open();
			await stage.enroll(NEW);
			stage.forget();
			expect(await stage.enroll(NEW)).toMatchObject({
				status: 'unchanged',
				record: { email: NEW },
			});
			expect(stage.account.writes()).toEqual([]);
		});

		test('of one person by two items at once is made once', async () => {
			const stage = open();
			const { client, run } = stage.account;
			const both = [1, 2].map(() => stage.vendor.enroll(client, stage.request(NEW)));
			const outcomes = await run(Promise.all(both));
			const [first, second = ''] = outcomes.map(({ status }) => status);
			expect(first).toBe('created');
			expect(['unchanged', 'duplicate']).toContain(second);
		});

		test('of someone who opted out is suppressed, and not made', async () => {
			const stage = open();
			const { email } = stage.account.world.examples.optedOut;
			expect((await stage.enroll(email)).status).toBe('suppressed');
			expect((await stage.act('getEnrollment', { email })).status).toBe('not_found');
		});

		test('of someone in another sequence is a skip, unless it is asked for all the same', async () => {
			const stage = open();
			const { email } = stage.enrolledAs('active');
			expect(await stage.enroll(email)).toMatchObject({
				status: 'skipped',
				reason: { code: expect.stringMatching(/other_(campaign|sequence)s?$/) },
				retry: { advised: false },
			});
			expect((await stage.act('getEnrollment', { email })).status).toBe('not_found');
			const asked = await stage.enroll(email, { evenIfElsewhere: true });
			expect(asked).toMatchObject({ status: 'created', record: { email } });
		});

		test('without an address is refused, and nothing is sent', async () => {
			const stage = open();
			expect(await stage.enroll('no address')).toMatchObject({
				status: 'invalid',
				reason: { code: 'email_required' },
				retry: { advised: false },
			});
			expect(stage.account.sent).toEqual([]);
		});

		test.each(['reset', 'timeout'] as const)(
			'whose answer is lost (%s) is found by looking, and not repeated',
			async (kind) => {
				const stage = open();
				const { route } = await stage.adding();
				const vendor = stage.vendor.profile.id;
				stage.account.sandbox.setFault({ vendor, kind, route, when: 'after', times: 1 });
				expect((await stage.enroll(NEW)).status).toBe('created');
				expect(stage.asked(route)).toBe(1);
			},
		);

		test.each(['garbage', 'truncated', 'server_error', 'unavailable'] as const)(
			'that ends with %s is a failure that is not repeated, and advises none',
			async (kind) => {
				const stage = open();
				const { route } = await stage.adding();
				const vendor = stage.vendor.profile.id;
				stage.account.sandbox.setFault({ vendor, kind, route });
				expect(await stage.enroll(NEW)).toMatchObject({
					status: 'upstream_error',
					reason: { message: expect.stringMatching(/Check before/) },
					retry: { advised: false },
				});
				expect(stage.asked(route)).toBe(1);
				expect((await stage.act('getEnrollment', { email: NEW })).status).toBe('not_found');
			},
		);

		test('that is refused by a limit that soon passes is sent again', async () => {
			const stage = open();
			if (!stage.vendor.profile.limits.some(({ kind }) => kind === 'burst')) return;
			const { route } = await stage.adding();
			const vendor = stage.vendor.profile.id;
			stage.account.sandbox.setFault({ vendor, kind: 'rate_limit_burst', route, times: 1 });
			expect((await stage.enroll(NEW)).status).toBe('created');
		});

		test('of someone whom another system has just enrolled is no error and no second one', async () => {
			const stage = open();
			const { isIt } = await stage.adding();
			let quick = true;
			const quicker = stage.clientWith(async (request, client) => {
				if (quick && isIt(request)) {
					quick = false;
					await client.send(request);
				}
				return await client.send(request);
			});
			const outcome = await stage.enroll(NEW, {}, quicker);
			expect(['unchanged', 'duplicate']).toContain(outcome.status);
			const { record } = await stage.act('getEnrollment', { email: NEW });
			expect(record).toMatchObject({ email: NEW, status: 'active' });
		});

		test('after a stop is made again, or says that the person has been through it', async () => {
			const stage = open();
			await stage.enroll(NEW);
			await stage.act('stop', { email: NEW });
			const { status } = await stage.enroll(NEW);
			expect(['created', 'duplicate', 'skipped']).toContain(status);
		});
	});

	describe('many enrollments', () => {
		test('have one outcome for each request in its order, as by themselves', async () => {
			const stage = open();
			const { vendor, account } = stage;
			const { optedOut } = account.world.examples;
			const elsewhere = stage.enrolledAs('active');
			await stage.enroll('here@new.example');
			const emails = [
				optedOut.email,
				stage.fresh,
				'nonsense',
				elsewhere.email,
				'here@new.example',
				stage.fresh,
			];
			const requests = emails.map((email) => stage.request(email));
			const outcomes = await account.run(
				vendor.enrollMany?.(account.client, requests) ??
					Promise.all(requests.map(async (one) => await vendor.enroll(account.client, one))),
			);
			expect(outcomes.map(({ status }) => status)).toEqual([
				'suppressed',
				'created',
				'invalid',
				'skipped',
				'unchanged',
				'unchanged',
			]);
		});
	});

	describe('whether a person is in a sequence', () => {
		test('is unknown after an answer that cannot be read: nobody is taken for not enrolled', async () => {
			const stage = open();
			stage.account.sandbox.setFault({ vendor: stage.vendor.profile.id, kind: 'garbage' });
			expect(await stage.act('getEnrollment', { email: NEW })).toMatchObject({
				status: 'upstream_error',
				reason: { code: 'unreadable_answer' },
			});
			expect((await stage.enroll(NEW)).status).toBe('upstream_error');
			expect(stage.account.unsafe()).toEqual([]);
		});

		test('is asked for by address or the ids of the vendor, and never answered for another sequence', async () => {
			const stage = open();
			const { email, sequenceId } = stage.enrolledAs('active');
			const { record } = await stage.act('getEnrollment', { email, sequenceId });
			expect(record).toMatchObject({ email, sequenceId });
			const { contactId } = record ?? {};
			if (contactId !== undefined) {
				const by = await stage.act('getEnrollment', { contactId, sequenceId });
				expect(by.record).toMatchObject({ contactId, sequenceId, status: record?.status });
				expect((await stage.act('getEnrollment', { contactId })).status).toBe('not_found');
			}
			const { id: enrollmentId } = record ?? {};
			if (enrollmentId !== undefined) {
				const by = await stage.act('getEnrollment', { enrollmentId, sequenceId });
				// Where no ID finds anybody, a person is asked for.
				expect(by).toMatchObject(
					by.status === 'found'
						? { record: { id: enrollmentId, sequenceId } }
						: { status: 'invalid', reason: { code: expect.stringMatching(/_required$/) } },
				);
				const elsewhere = await stage.act('getEnrollment', { enrollmentId });
				expect(['not_found', 'invalid']).toContain(elsewhere.status);
			}
			expect((await stage.act('getEnrollment', { email })).status).toBe('not_found');
		});

		test('is not asked without a person', async () => {
			const stage = open();
			expect(await stage.act('getEnrollment', {})).toMatchObject({ status: 'invalid' });
			expect(stage.account.sent).toEqual([]);
		});
	});
}
