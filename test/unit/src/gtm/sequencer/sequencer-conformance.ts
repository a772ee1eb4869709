import { inputOf } from '../../../../../src/gtm/operations/operation';
import { listEvents } from '../../../../../src/gtm/operations/sequencer/list-events';
import { pushSuppressions } from '../../../../../src/gtm/operations/sequencer/push-suppressions';
import { engagementEventSchema, enrollmentSchema } from '../../../../../src/gtm/model/enrollment';
import { metricSchema } from '../../../../../src/gtm/model/metric';
import { sequenceSchema, templateSchema } from '../../../../../src/gtm/model/sequence';
import type { SequencerVendor } from '../../../../../src/gtm/sequencer/sequencer-vendor';
import type { AccountOptions } from '../vendors/vendor-account';
import { describeEnrolling } from './enrolling-conformance';
import { SequencerStage } from './sequencer-stage';

const NOBODY = 'nobody@new.example';

/** What every sequencer does alike; what is a vendor's own stands in its own tests. */
export function describeSequencer(vendor: SequencerVendor, options?: AccountOptions): void {
	const { capabilities } = vendor;
	/** What a vendor does not offer is tested as such, and nowhere else. */
	const ifOffered = (
		operations: ReadonlyArray<keyof typeof capabilities>,
		...[title, run]: [string, () => Promise<void>]
	) => {
		if (operations.every((operation) => capabilities[operation].supported)) test(title, run);
	};
	let stage: SequencerStage;

	beforeEach(async () => {
		stage = await SequencerStage.open(vendor, options);
	});

	const client = () => stage.account.client;
	const run = async <Result>(promise: Promise<Result>) => await stage.account.run(promise);

	test('does not offer what it cannot do: the outcome says why, and nothing is sent', async () => {
		const { sequenceId } = stage;
		const person = { sequenceId, email: stage.fresh };
		const step = { sequenceId, step: { number: 1 }, subject: 'x' };
		const calls = {
			'template.list': () => vendor.listTemplates(client(), { limit: 1 }),
			'template.get': () => vendor.getTemplate(client(), '1'),
			'messaging.updateTemplate': () =>
				vendor.updateTemplate(client(), { templateId: '1', subject: 'x' }),
			'messaging.updateStep': () => vendor.updateStep(client(), step),
			'enrollment.pause': () => vendor.pause(client(), person),
			'enrollment.resume': () => vendor.resume(client(), person),
			'engagement.changes': () =>
				listEvents.run({ vendor, client: client() } as never, inputOf(listEvents, {})),
			'blocklist.push': () => pushSuppressions.run({ vendor, client: client() } as never, {}),
		};
		const names = Object.entries(capabilities).flatMap(([name, { supported }]) =>
			supported ? [] : [name],
		);
		for (const name of names) {
			const capability = capabilities[name as keyof typeof calls];
			const outcome = await run<{ status: string }>(calls[name as keyof typeof calls]());
			expect({ name, ...outcome }).toMatchObject({
				name,
				status: 'invalid',
				reason: {
					code: 'not_offered',
					message: capability.supported ? undefined : capability.why,
				},
				retry: { advised: false },
			});
		}
		expect(stage.account.sent).toEqual([]);
	});

	test('points to the credential if the vendor does not know the key', async () => {
		const wrong = {
			apiKey: 'wrong',
			oauthTokenData: { access_token: 'wrong', token_type: 'Bearer' },
		};
		const other = await SequencerStage.open(vendor, { ...options, credential: wrong });
		const outcome = await other.account.run(
			vendor.getEnrollment(other.account.client, { sequenceId: '1', email: NOBODY }),
		);
		expect(outcome).toMatchObject({
			status: 'forbidden',
			reason: { message: expect.stringMatching(/credential|key|account/) },
			retry: { advised: false },
		});
		expect(JSON.stringify(outcome)).not.toContain('wrong');
	});

	describe('sequences', () => {
		test('are all listed, up to the limit, and found by a part of the name', async () => {
			const { sequences: all } = stage.account.world;
			const { status, record = [] } = await run(vendor.listSequences(client(), { limit: 50 }));
			expect(status).toBe('found');
			expect(record.map(({ name }) => name).toSorted()).toEqual(
				all.map(({ name }) => name).toSorted(),
			);
			for (const one of record) expect(sequenceSchema.safeParse(one).error).toBeUndefined();
			const two = await run(vendor.listSequences(client(), { limit: 2 }));
			expect(two.record).toHaveLength(2);
			const some = await run(vendor.listSequences(client(), { limit: 5, text: 'champion' }));
			expect(some.record).toMatchObject([{ name: 'Champion changed jobs', status: 'active' }]);
		});

		test('are read with their steps where the vendor shows them', async () => {
			const { record, status } = await run(vendor.getSequence(client(), stage.sequenceId));
			expect({ status, id: record?.id }).toEqual({ status: 'found', id: stage.sequenceId });
			expect(record?.name).toBe(stage.account.world.sequences[0]?.name);
			expect(sequenceSchema.safeParse(record).error).toBeUndefined();
			const numbers = record?.steps?.map(({ number }) => number) ?? [];
			expect(numbers).toEqual(numbers.map((_, index) => index + 1));
		});

		test.each(['1', 'no/../such', '00000000-0000-4000-8000-000000000000'])(
			'named %s are not found',
			async (id) => {
				expect((await run(vendor.getSequence(client(), id))).status).toBe('not_found');
			},
		);
	});

	describe('a change of a step', () => {
		/** Some change steps only while the sequence does not run. */
		const ended = () => stage.sequences.get('sequence-7') ?? '';

		ifOffered(
			['messaging.updateStep'],
			'is read back, and leaves the other steps as they are',
			async () => {
				const sequenceId = ended();
				const before = await run(vendor.getSequence(client(), sequenceId));
				const change = { sequenceId, step: { number: 1 }, subject: 'New', body: 'Hello there' };
				const outcome = await run(vendor.updateStep(client(), change));
				expect(outcome).toMatchObject({
					status: 'updated',
					record: { number: 1, subject: 'New', body: 'Hello there' },
				});
				const after = await run(vendor.getSequence(client(), sequenceId));
				const { steps = [] } = before.record ?? {};
				expect(after.record?.steps).toMatchObject([
					{ ...steps[0], subject: 'New', body: 'Hello there' },
					...steps.slice(1),
				]);
			},
		);

		ifOffered(
			['messaging.updateStep'],
			'that there is not is refused before anything is written',
			async () => {
				const change = { sequenceId: ended(), step: { number: 99 }, subject: 'x' };
				expect(await run(vendor.updateStep(client(), change))).toMatchObject({
					status: 'invalid',
					reason: { code: 'no_such_step' },
				});
				expect(stage.account.writes()).toEqual([]);
			},
		);
	});

	describe('templates', () => {
		ifOffered(
			['template.list', 'messaging.updateTemplate'],
			'are listed, read and changed',
			async () => {
				const { record: all = [] } = await run(vendor.listTemplates(client(), { limit: 3 }));
				expect(all).toHaveLength(3);
				for (const one of all) expect(templateSchema.safeParse(one).error).toBeUndefined();
				const [{ id: templateId = '', name } = {}] = all;
				const change = { templateId, subject: 'New', body: '<p>Hi</p>' };
				expect(await run(vendor.updateTemplate(client(), change))).toMatchObject({
					status: 'updated',
					record: { subject: 'New' },
				});
				expect((await run(vendor.getTemplate(client(), templateId))).record).toMatchObject({
					name,
					subject: 'New',
					body: '<p>Hi</p>',
				});
				const none = await run(vendor.updateTemplate(client(), { templateId: '1', subject: 'x' }));
				expect(none.status).toBe('not_found');
			},
		);
	});

	describeEnrolling(() => stage);

	describe('an enrollment that is there', () => {
		ifOffered(
			['enrollment.pause', 'enrollment.resume'],
			'is paused and resumed, and left alone if it is so already',
			async () => {
				await stage.enroll(stage.fresh);
				const ends: unknown[] = [];
				for (const operation of ['pause', 'pause', 'resume', 'resume'] as const) {
					const { status, record } = await stage.act(operation, { email: stage.fresh });
					ends.push([status, record?.status]);
				}
				expect(ends).toEqual([
					['updated', 'paused'],
					['unchanged', 'paused'],
					['updated', 'active'],
					['unchanged', 'active'],
				]);
			},
		);

		ifOffered(['enrollment.pause'], 'is paused in its own sequence only', async () => {
			const { email, sequenceId } = stage.enrolledAs('active');
			expect((await stage.enroll(email, { evenIfElsewhere: true })).status).toBe('created');
			await stage.act('pause', { email });
			const { record } = await stage.act('getEnrollment', { email, sequenceId });
			expect(record?.status).toBe('active');
		});

		test('is stopped once; then the person is in no sequence that goes on', async () => {
			await stage.enroll(stage.fresh);
			expect(await stage.act('stop', { email: stage.fresh })).toMatchObject({
				status: 'updated',
				record: { status: 'finished' },
			});
			stage.forget();
			const again = await stage.act('stop', { email: stage.fresh });
			expect(['unchanged', 'not_found']).toContain(again.status);
			expect(stage.account.writes()).toEqual([]);
			const { record } = await stage.act('getEnrollment', { email: stage.fresh });
			expect([undefined, 'finished']).toContain(record?.status);
		});

		test.each(['active', 'paused', 'replied', 'finished'] as const)(
			'that is %s is shown as such',
			async (status) => {
				const known = stage.enrolledAs(status);
				const outcome = await stage.act('getEnrollment', known);
				expect(outcome).toMatchObject({ status: 'found', record: { ...known, status } });
				expect(enrollmentSchema.safeParse(outcome.record).error).toBeUndefined();
			},
		);
	});

	describe('engagement', () => {
		test('is what happened to a person, newest first, without the text of mails', async () => {
			const { email, sequenceId } = stage.enrolledAs('replied');
			const { status, record = [] } = await run(
				vendor.engagementHistory(client(), { email, sequenceId }, { limit: 50 }),
			);
			expect(status).toBe('found');
			expect(record[0]).toMatchObject({ type: 'replied', email, sequenceId });
			for (const one of record) expect(engagementEventSchema.safeParse(one).error).toBeUndefined();
			const times = record.map(({ at = '' }) => at);
			expect(times).toEqual(times.toSorted().toReversed());
			expect(JSON.stringify(record)).not.toMatch(/Thank you|email_body/);
			const one = await run(
				vendor.engagementHistory(client(), { email, sequenceId }, { limit: 1 }),
			);
			expect(one.record).toEqual(record.slice(0, 1));
		});

		test('of someone whom the vendor does not know is not found', async () => {
			const outcome = await run(
				vendor.engagementHistory(client(), { email: NOBODY }, { limit: 5 }),
			);
			expect(outcome.status).toBe('not_found');
		});

		test('of a sequence is counted, and rates are of what was delivered', async () => {
			const { sequenceId } = stage;
			const { status, record = [] } = await run(vendor.statistics(client(), { sequenceId }));
			expect(status).toBe('found');
			for (const one of record) expect(metricSchema.safeParse(one).error).toBeUndefined();
			const value = (name: string) => record.find((metric) => metric.name === name)?.value ?? 0;
			expect(value('delivered')).toBeGreaterThan(0);
			if (value('sent') > 0) expect(value('delivered')).toBe(value('sent') - value('bounced'));
			expect(value('reply_rate')).toBeCloseTo(value('replied') / value('delivered'));
		});

		test('of a sequence that is not there is not found', async () => {
			const outcome = await run(
				vendor.statistics(client(), { sequenceId: '00000000-0000-4000-8000-000000000000' }),
			);
			expect(outcome.status).toBe('not_found');
		});
	});
}
