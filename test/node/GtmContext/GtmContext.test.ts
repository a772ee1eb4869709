import type { INodeParameters } from 'n8n-workflow';

import { useContextFolder } from './context-folder';
import { runContextNode } from './run-context-node';

const DANA = { findBy: 'email', value: 'dana@acme.com' };
const ACME = { findBy: 'domain', value: 'acme.com' };

describe('GTM Context', () => {
	useContextFolder();

	const run = runContextNode;

	const recordDana = async (facts: object, more: INodeParameters = {}) =>
		await run(['fact', 'record'], {
			type: 'contact',
			...DANA,
			facts: JSON.stringify(facts),
			source: 'hubspot',
			...more,
		});

	const contextOf = async (subject: INodeParameters, options: INodeParameters = {}) =>
		(await run(['prospect', 'getContext'], { ...subject, options })).items[0];

	it('records facts, and answers with all that is known', async () => {
		const recorded = await recordDana({ title: 'CTO', country: '' });
		expect(recorded.items).toMatchObject([{ status: 'created', changed: ['title'] }]);
		const answer = await contextOf(DANA);
		expect(answer).toMatchObject({
			status: 'resolved',
			contact: { facts: { title: { value: 'CTO', source: 'hubspot' } } },
			mayContact: { allowed: true },
		});
	});

	it('knows further identifiers, and takes the options of a write', async () => {
		const options = {
			identifiers: '{ "hubspot:contact": 4711 }',
			method: 'asserted',
			confidence: 1,
			observedAt: '2026-01-01T00:00:00Z',
			sourceRef: 'contact/4711',
		};
		await recordDana({ title: 'CTO' }, { options });
		const record = { findBy: 'record', value: '4711', system: 'hubspot:contact' };
		const { items } = await run(['fact', 'explain'], { ...record, attribute: 'title' });
		expect(items[0]?.observations).toMatchObject([
			{ method: 'asserted', sourceRef: 'contact/4711', observedAt: '2026-01-01T00:00:00.000Z' },
		]);
	});

	it('checks an action, with what would unblock it', async () => {
		await run(['identity', 'suppress'], { ...DANA, reason: 'unsubscribed', source: 'import' });
		const { items } = await run(['prospect', 'checkAction'], { ...DANA, planned: 'email' });
		expect(items).toMatchObject([{ allowed: false, blocks: [{ code: 'suppressed' }] }]);
	});

	it('blocks an action whose budget is used up', async () => {
		await recordDana({ title: 'CTO' });
		const check = async (options: INodeParameters) =>
			(await run(['prospect', 'checkAction'], { ...DANA, planned: 'enrich', options })).items[0];
		expect(await check({ creditsLeft: 1, actionsLeft: 1 })).toMatchObject({ allowed: true });
		expect(await check({ creditsLeft: 0 })).toMatchObject({
			blocks: [{ code: 'budget_exhausted' }],
		});
		expect(await check({ actionsLeft: 0 })).toMatchObject({ blocks: [{ code: 'cap_reached' }] });
	});

	it('fills the context from events, links and decisions', async () => {
		await recordDana({ fullName: 'Dana Doe' });
		await run(['fact', 'record'], {
			type: 'account',
			...ACME,
			facts: '{"name":"Acme"}',
			source: 'crm',
		});
		const to = { toFindBy: 'domain', toValue: 'acme.com' };
		await run(['activity', 'link'], { ...DANA, relation: 'works_at', ...to, source: 'crm' });
		const signal = { signal: 'hiring', externalId: 'e1' };
		const event = {
			...ACME,
			eventType: 'news',
			summary: 'Hires ten',
			source: 'web',
			options: signal,
		};
		await run(['activity', 'recordEvent'], event);
		const again = await run(['activity', 'recordEvent'], event);
		expect(again.items).toMatchObject([{ status: 'known' }]);
		const decided = await run(['decision', 'record'], {
			...DANA,
			kind: 'qualify',
			verdict: 'nurture',
			options: { features: '{"tier":"A"}', reasons: 'small, early' },
		});
		const decisionId = decided.items[0]?.id as string;
		const outcome = await run(['decision', 'outcome'], { decisionId, outcome: 'won' });
		expect(outcome.items).toEqual([{ decisionId, outcome: 'won' }]);
		expect(await contextOf(DANA)).toMatchObject({
			account: { facts: { name: { value: 'Acme' } } },
			signals: [{ kind: 'hiring', summary: 'Hires ten' }],
		});
		expect(await contextOf(ACME)).toMatchObject({ committee: [{ name: 'Dana Doe' }] });
	});

	it('searches by words and filters, an item each', async () => {
		for (const [domain, employees] of [
			['a.com', 10],
			['b.com', 90],
		] as const) {
			const facts = JSON.stringify({ name: `Robots of ${domain}`, employees });
			const company = { type: 'account', findBy: 'domain', value: domain, facts, source: 'crm' };
			await run(['fact', 'record'], company);
		}
		const filter = [{ attribute: 'employees', comparison: 'at_least', value: '50' }];
		const parameters = { text: 'robot', limit: 10 };
		expect((await run(['prospect', 'search'], parameters)).items).toHaveLength(2);
		const options = { filters: { filter } };
		const found = await run(['prospect', 'search'], { ...parameters, options });
		expect(found.items).toMatchObject([{ name: 'Robots of b.com', facts: { employees: 90 } }]);
	});

	it('corrects and retracts', async () => {
		await recordDana({ title: 'CTO' });
		const why = { reason: 'she told me' };
		await run(['fact', 'correct'], { ...DANA, attribute: 'title', newValue: 'CFO', ...why });
		expect(await contextOf(DANA)).toMatchObject({
			contact: { facts: { title: { value: 'CFO' } } },
		});
		const explained = await run(['fact', 'explain'], { ...DANA, attribute: 'title' });
		const [newest] = explained.items[0]?.observations as Array<{ id: string }>;
		await run(['fact', 'retract'], { observationId: newest?.id ?? '', ...why });
		expect((await contextOf(DANA))?.contact).not.toHaveProperty('facts.title');
		const missing = await run(['fact', 'retract'], { observationId: '99-0', ...why });
		expect(missing.error?.message).toMatch(/^Observation ID 99-0 does not exist/);
	});

	it('merges, and undoes it', async () => {
		await recordDana({ title: 'CTO' });
		const other = { findBy: 'email', value: 'd@acme.com' };
		await recordDana({ city: 'Berlin' }, other);
		const merged = await run(['identity', 'merge'], {
			...DANA,
			otherFindBy: 'email',
			otherValue: 'd@acme.com',
			reason: 'one person',
		});
		const mergeId = merged.items[0]?.mergeId as string;
		expect(await contextOf(DANA)).toMatchObject({
			contact: { facts: { city: { value: 'Berlin' } } },
		});
		await run(['identity', 'undoMerge'], { mergeId });
		expect((await contextOf(DANA))?.contact).not.toHaveProperty('facts.city');
		const resolved = await run(['identity', 'resolve'], DANA);
		expect(resolved.items).toMatchObject([{ status: 'resolved', matchedBy: ['email'] }]);
	});

	it('forgets nobody where several may be meant, and says how to tell which one', async () => {
		const household = { options: { identifiers: '{ "phone": "+49 30 1234567" }' } };
		const son = { findBy: 'email', value: 'son@home.example' };
		await recordDana({ fullName: 'Dana Doe' }, household);
		await recordDana({ fullName: 'Sam Doe' }, { ...household, ...son });
		const phone = { findBy: 'phone', value: '+49 30 1234567' };
		const doubted = (await run(['identity', 'forget'], phone)).items[0];
		expect(doubted).toMatchObject({
			status: 'needs_review',
			reasons: ['phone +49301234567 alone identifies no one for sure'],
			unblock: expect.stringContaining('Find By set to Context ID'),
		});
		const candidates = doubted?.candidates as Array<{ id: string; name: string }>;
		const sam = candidates.find(({ name }) => name === 'Sam Doe');
		const forgotten = await run(['identity', 'forget'], { findBy: 'id', value: sam?.id ?? '' });
		expect(forgotten.items).toMatchObject([{ status: 'forgotten' }]);
		expect(await contextOf(son)).toMatchObject({ status: 'not_found' });
		expect(await contextOf(DANA)).toMatchObject({ status: 'resolved' });
		const again = await run(['identity', 'forget'], son);
		expect(again.items).toMatchObject([{ status: 'not_found', candidates: [] }]);
	});

	it('exports and imports', async () => {
		await recordDana({ title: 'CTO' });
		const exported = await run(['store', 'export'], {});
		const forgotten = await run(['identity', 'forget'], DANA);
		expect(forgotten.items).toMatchObject([{ status: 'forgotten' }]);
		expect(await contextOf(DANA)).toMatchObject({ status: 'not_found' });
		const imported = await run(['store', 'import'], { rows: 'lines' }, { items: exported.items });
		expect(imported.items).toMatchObject([{ rows: 1, created: 1, failed: 0 }]);
		expect(await contextOf(DANA)).toMatchObject({
			contact: { facts: { title: { value: 'CTO' } } },
		});
		const rows = [{ Email: 'bob@acme.com', 'Job Title': 'CFO' }, { Name: 'nobody' }];
		const table = { rows: 'table', type: 'contact', source: 'import' };
		const report = await run(['store', 'import'], table, { items: rows });
		expect(report.items).toMatchObject([{ created: 1 }, { failed: 1, errors: [{ row: 1 }] }]);
		const counted = await run(['store', 'statistics'], {});
		expect(counted.items).toMatchObject([{ entities: { contact: 2 } }]);
		expect((await run(['store', 'audit'], {})).items.length).toBeGreaterThan(3);
	});

	it('names the parameter that cannot be used, and goes on with the next item if it may', async () => {
		const nobody = await run(['prospect', 'getContext'], { findBy: 'email', value: 'no address' });
		expect(nobody.error?.message).toBe(
			'Email: no address cannot be used: it is not an email address',
		);
		const parameters = { ...DANA, value: '={{ $json.email }}' };
		const items = [{ email: '' }, { email: 'dana@acme.com' }];
		const onError = 'continueRegularOutput' as const;
		const both = await run(['prospect', 'getContext'], parameters, { items, onError });
		expect(both.items).toMatchObject([
			{ error: expect.stringMatching(/^Value is empty\..* \[item 0\]/) },
			{ status: 'not_found' },
		]);
	});
});
