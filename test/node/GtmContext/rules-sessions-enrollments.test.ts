import type { INodeParameters } from 'n8n-workflow';

import type { EnrollmentDraft } from '../../../src/context/model/enrollment';
import { contextGraph } from '../../../src/n8n/context/process-graph';
import { useContextFolder } from './context-folder';
import { runContextNode } from './run-context-node';

useContextFolder();

const EMAIL = 'dana@acme.com';
const DANA = { findBy: 'email', value: EMAIL };

const knowDana = async (source: string, title: string) =>
	await (
		await contextGraph()
	).upsertFacts({
		type: 'contact',
		identifiers: [{ kind: 'email', value: EMAIL }],
		facts: [{ attribute: 'title', value: title }],
		source,
	});

/** What counts of the title, and by which rule. */
const explainTitle = async () => {
	const { items } = await runContextNode(['fact', 'explain'], { ...DANA, attribute: 'title' });
	return items[0];
};

describe('Rules', () => {
	const rules = async () => (await runContextNode(['rules', 'get'])).items[0];
	const set = async (parameters: INodeParameters) =>
		await runContextNode(['rules', 'set'], parameters);

	it('are the usual ones until somebody sets others', async () => {
		expect(await rules()).toMatchObject({
			rules: {},
			policy: { coolDownHours: 24, consentCountries: [], approvalFor: [] },
			rebuilding: false,
		});
	});

	it('say from then on which source counts, and Explain names who set them', async () => {
		await knowDana('hubspot', 'CTO');
		await knowDana('clay', 'CEO');
		expect(await explainTitle()).toMatchObject({ value: 'CTO' });
		const changed = await set({
			sourceWeights: {
				source: [
					{ name: 'hubspot', weight: 0.2 },
					{ name: 'clay', weight: 1 },
				],
			},
			halfLives: { fact: [{ name: 'contact.title', days: 0 }] },
		});
		expect(changed.items).toMatchObject([{ rebuilt: 1 }]);
		expect(await explainTitle()).toMatchObject({ value: 'CEO' });
		expect(await rules()).toMatchObject({
			rules: {
				sourceWeights: { hubspot: 0.2, clay: 1 },
				halfLifeDays: { 'contact.title': null },
			},
			by: expect.stringContaining('workflow'),
		});
	});

	it('say what blocks an action, keep what is not named, and go back', async () => {
		await knowDana('hubspot', 'CTO');
		const check = async () =>
			(await runContextNode(['prospect', 'checkAction'], { ...DANA, planned: 'email' })).items[0];
		await set({ policy: { coolDownHours: 48 } });
		await set({ policy: { approvalFor: ['email'], consentCountries: 'de, at' } });
		expect(await check()).toMatchObject({ allowed: false, blocks: [{ code: 'needs_approval' }] });
		expect(await rules()).toMatchObject({
			policy: { coolDownHours: 48, approvalFor: ['email'], consentCountries: ['DE', 'AT'] },
		});
		await set({ reset: true });
		expect(await check()).toMatchObject({ allowed: true });
		expect(await rules()).toMatchObject({ rules: {}, policy: { coolDownHours: 24 } });
	});

	it('that cannot be are refused by the label of the parameter, and change nothing', async () => {
		const refused = await set({ sourceWeights: { source: [{ name: 'hubspot', weight: 7 }] } });
		expect(refused.error?.message).toContain('Weight is 7. Enter a number from 0.01 to 1.');
		expect(await rules()).toMatchObject({ rules: {} });
	});
});

describe('Session', () => {
	const asked = async (id: string, agent: string) => {
		const session = { id, agent };
		await (await contextGraph()).getContext({ subject: { email: EMAIL } }, { session });
	};

	it('is listed newest first, by agent, and shows what was read by names alone', async () => {
		await knowDana('hubspot', 'Quixotic Officer');
		await asked('s-1', 'Claude');
		await asked('s-2', 'Cursor');
		const all = await runContextNode(['session', 'list'], { limit: 10 });
		expect(all.items.map(({ id }) => id)).toEqual(['s-2', 's-1']);
		const options = { agent: 'Claude' };
		const own = await runContextNode(['session', 'list'], { limit: 10, options });
		expect(own.items).toMatchObject([{ id: 's-1', agent: 'Claude' }]);
		const { items } = await runContextNode(['session', 'get'], { sessionId: 's-1' });
		expect(items).toMatchObject([{ id: 's-1', agent: 'Claude' }]);
		expect(JSON.stringify(items)).toContain('title');
		expect(JSON.stringify(items)).not.toContain('Quixotic');
	});

	it('that there is not is an error that names the parameter', async () => {
		const { error } = await runContextNode(['session', 'get'], { sessionId: 'never' });
		expect(error?.message).toContain('Session ID does not stand for a session. List shows them.');
	});
});

describe('Enrollment', () => {
	const enrolled = async (email: string, enrollment: EnrollmentDraft) =>
		await (
			await contextGraph()
		).recordEnrollment({ email }, enrollment, { source: enrollment.provider });

	const list = async (parameters: INodeParameters = {}) =>
		(await runContextNode(['enrollment', 'list'], { limit: 10, ...parameters })).items;

	const SPRING = {
		provider: 'outreach',
		sequenceId: '17',
		sequenceName: 'Spring',
		status: 'active',
	} as const;

	it('is listed for everyone or one person, by vendor and status', async () => {
		await enrolled(EMAIL, SPRING);
		await enrolled('kim@acme.com', { provider: 'lemlist', sequenceId: 'c1', status: 'paused' });
		expect(await list()).toHaveLength(2);
		expect(await list({ whose: 'one', ...DANA })).toMatchObject([{ sequenceName: 'Spring' }]);
		expect(await list({ options: { status: 'paused' } })).toMatchObject([{ sequenceId: 'c1' }]);
		expect(await list({ options: { provider: 'outreach' } })).toMatchObject([{ sequenceId: '17' }]);
	});

	it('that is released keeps nobody out of another sequence', async () => {
		await enrolled(EMAIL, SPRING);
		const check = async () =>
			(await runContextNode(['prospect', 'checkAction'], { ...DANA, planned: 'enroll' })).items[0];
		expect(await check()).toMatchObject({ blocks: [{ code: 'active_elsewhere' }] });
		const of = { ...DANA, provider: 'outreach', source: 'support' };
		const unknown = await runContextNode(['enrollment', 'release'], { ...of, sequenceId: '18' });
		expect(unknown.error?.message).toContain('does not stand for a sequence of this person');
		const released = { ...of, sequenceId: '17', endedAs: 'stopped' };
		expect((await runContextNode(['enrollment', 'release'], released)).error).toBeUndefined();
		expect(await list()).toMatchObject([{ sequenceName: 'Spring', status: 'stopped' }]);
		expect(await check()).toMatchObject({ allowed: true });
	});
});
