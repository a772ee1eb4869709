import { checkDecision } from '../../../../../src/gtm/playbook/qualification/check-decision';
import { qualify } from '../../../../../src/gtm/playbook/qualification/qualify';
import { DEFAULT_RUBRIC } from '../../../../../src/gtm/playbook/rubric/default-rubric';
import { readRubric } from '../../../../../src/gtm/playbook/rubric/rubric';
import { FORM, GOOD, INTERESTED, pictureOf, USAGE } from './picture-of';

const rubric = readRubric(DEFAULT_RUBRIC);
const good = pictureOf(GOOD, INTERESTED);
const email = 'dana@acme.com';

describe('a rubric', () => {
	it('scores fit and intent apart, with evidence for each reason', () => {
		const decision = qualify(rubric, { picture: good, email });
		expect(decision).toMatchObject({ tier: 'A', decision: 'route_sales', decided_by: 'rubric' });
		expect(decision.fit_score).toBe(100);
		expect(decision.intent_score).toBe(86);
		const cited = decision.reasons.flatMap(({ evidence }) => evidence);
		expect(cited).toContain('account.industry');
		expect(decision.evidence.find(({ id }) => id === 'signal.1')).toMatchObject({
			source: 'posthog',
			value: 'Invited 12 colleagues',
			age_days: 2,
		});
	});

	it('takes the best of the rows about one thing, and not all of them', () => {
		const { reasons } = qualify(rubric, { picture: good, email });
		expect(reasons.filter(({ code }) => code.startsWith('icp.size'))).toMatchObject([
			{ code: 'icp.size_large', impact: 25 },
		]);
	});

	it('does not take one kind of sign for intent, however strong', () => {
		const rows = [
			{ id: 'fit', part: 'fit', about: 'account.industry', test: 'known', points: 10 },
			{ id: 'form', part: 'intent', about: 'event.form.submitted', test: 'known', points: 100 },
			{ id: 'usage', part: 'intent', about: 'signal.product_usage', test: 'known', points: 20 },
		];
		const one = pictureOf(GOOD, { timeline: [FORM] });
		expect(qualify(readRubric(rows), { picture: one }).intent_score).toBe(69);
		const two = pictureOf(GOOD, { timeline: [FORM], signals: [USAGE] });
		expect(qualify(readRubric(rows), { picture: two }).intent_score).toBe(100);
	});

	it('lets a sign fade with time', () => {
		const old = { ...FORM, at: '2026-10-31T12:00:00Z' };
		const { intent_score } = qualify(rubric, { picture: pictureOf(GOOD, { timeline: [old] }) });
		expect(intent_score).toBe(23);
	});

	it.each([
		['customer', 'check.customer'],
		['competitor', 'check.competitor'],
		['opted_out', 'check.opted_out'],
		['suppressed', 'check.suppressed'],
	])('disqualifies who is blocked as %s, whatever the score', (code, disqualifier) => {
		const blocks = [{ code, message: '', unblock: '' }];
		const picture = pictureOf(GOOD, { ...INTERESTED, mayContact: { allowed: false, blocks } });
		const decision = qualify(rubric, { picture, email });
		expect(decision).toMatchObject({ tier: 'X', score: 0, decision: 'disqualify' });
		expect(decision.disqualifiers).toEqual([disqualifier]);
	});

	it.each(['dana@mailinator.com', 'test@acme.com', 'dana@own.com', 'not an address'])(
		'disqualifies %s',
		(address) => {
			const own = readRubric(DEFAULT_RUBRIC, { ownDomains: ['own.com'] });
			expect(qualify(own, { picture: good, email: address }).tier).toBe('X');
		},
	);

	it('looks once for what would change the decision, then hands it to a person', () => {
		const { title: _, ...contact } = GOOD.contact;
		const picture = pictureOf({ ...GOOD, contact }, { timeline: [FORM] });
		const first = qualify(rubric, { picture, email });
		expect(first.missing).toContainEqual({ attribute: 'contact.title', would_change_tier: true });
		expect(first.decision).toBe('enrich_more');
		expect(qualify(rubric, { picture, email, enriched: true }).decision).toBe('human_review');
	});

	it('hands to a person what two sources contradict each other about, where it matters', () => {
		const conflict = (value: unknown) => ({
			entity: 'contact',
			attribute: 'title',
			others: [{ value, source: 'salesforce', observedAt: '2026-11-01T00:00:00Z' }],
		});
		const doubted = pictureOf(GOOD, { timeline: [FORM], conflicts: [conflict('Clerk')] });
		const decision = qualify(rubric, { picture: doubted, email });
		expect(decision).toMatchObject({ tier: 'B', decision: 'human_review' });
		expect(decision.doubts).toEqual([
			{ attribute: 'contact.title', source: 'salesforce', tier: 'C', score: 57 },
		]);
		const same = pictureOf(GOOD, { timeline: [FORM], conflicts: [conflict('Head of Sales')] });
		expect(qualify(rubric, { picture: same, email }).decision).toBe('route_sales');
	});

	it('gives nothing for a title that expired, and half for one that is stale', () => {
		const stale = (freshness: 'stale' | 'expired') => {
			const picture = pictureOf(GOOD, INTERESTED);
			const title = { value: 'VP of Sales', source: 'crm', ageDays: 400, score: 0.2, freshness };
			const contact = { id: 'c-1', facts: { title } };
			return qualify(rubric, { picture: { ...picture, contact }, email }).fit_score;
		};
		expect([stale('stale'), stale('expired')]).toEqual([83, 65]);
	});

	it('compares whole words: a director is no CTO', () => {
		const rows = [
			{ id: 'x', part: 'fit', about: 'contact.title', test: 'contains', value: 'cto', points: 1 },
		];
		const scoreFor = (title: string) =>
			qualify(readRubric(rows), { picture: pictureOf({ contact: { title } }) }).fit_score;
		expect([scoreFor('Director of Sales'), scoreFor('CTO & Founder')]).toEqual([0, 100]);
	});

	it('knows the words of our own vocabulary, as people write them', () => {
		const row = { id: 'a', part: 'fit', about: 'account.industry', points: 10 };
		const picture = pictureOf({ account: { industry: 'industrial_automation' } });
		for (const test of ['contains', 'is', 'is_one_of']) {
			const rubric = readRubric([{ ...row, test, value: 'Industrial automation' }]);
			expect(qualify(rubric, { picture }).fit_score).toBe(100);
		}
	});

	it('reads rows as a table has them, and names the one that it cannot read', () => {
		const row = {
			id: 'size',
			part: 'fit',
			about: 'account.employees',
			test: 'at_least',
			value: '50',
			points: '10',
			createdAt: 'x',
		};
		expect(qualify(readRubric([row]), { picture: good }).fit_score).toBe(100);
		const ofDataTable = { ...row, id: 7, code: 'size', halfLifeDays: null };
		expect(qualify(readRubric([ofDataTable]), { picture: good }).reasons[0]?.code).toBe('size');
		expect(() => readRubric([row, { ...row, id: 'b', test: 'more' }])).toThrow(
			/row 2 of the rubric: test/,
		);
		expect(() => readRubric([row, row])).toThrow('two rows of the rubric have the id size');
		expect(() => readRubric([])).toThrow('no rows');
	});
});

describe('the decision of a model', () => {
	const said = {
		score: 90,
		decision: 'route_sales',
		confidence: 0.8,
		reasons: [
			{ code: 'icp', text: 'Right industry and size', impact: 20, evidence: ['account.industry'] },
		],
	};
	const check = (answer: unknown, picture = good) =>
		checkDecision(rubric, { picture, email }, { said: answer, model: 'some-model' });

	it('is taken if it holds', () => {
		const decision = check(said);
		expect(decision).toMatchObject({
			decided_by: 'model',
			score: 90,
			rejected: [],
			meta: { model: 'some-model' },
		});
		expect(decision.evidence).toMatchObject([{ id: 'account.industry', value: 'Software' }]);
	});

	it('is read from a code fence', () => {
		expect(check(`\`\`\`json\n${JSON.stringify(said)}\n\`\`\``).decided_by).toBe('model');
	});

	it.each([
		['unreadable', 'I would say this is a great lead!'],
		['schema', { ...said, owner: 'me' }],
		['schema', { ...said, reasons: [] }],
		['evidence', { ...said, reasons: [{ ...said.reasons[0], evidence: ['account.revenue'] }] }],
		['distance', { ...said, score: 70 }],
		['link', { ...said, reasons: [{ ...said.reasons[0], text: 'See https://evil.example/x' }] }],
	])('is not taken if it fails for its %s', (code, answer) => {
		const decision = check(answer);
		expect(decision).toMatchObject({ decided_by: 'rubric', tier: 'A', score: 94 });
		expect(decision.rejected.map((one) => one.code)).toEqual([code]);
	});

	it('never promises more than its score gives', () => {
		const weak = pictureOf({
			contact: GOOD.contact,
			account: { ...GOOD.account, industry: 'Farming' },
		});
		const decision = check({ ...said, score: 40, confidence: 0.9 }, weak);
		expect(decision.rejected.map((one) => one.code)).toContain('inconsistent');
		expect(decision.decided_by).toBe('rubric');
	});

	it('never brings back who is disqualified', () => {
		const blocks = [{ code: 'opted_out', message: '', unblock: '' }];
		const picture = pictureOf(GOOD, { ...INTERESTED, mayContact: { allowed: false, blocks } });
		const decision = check(said, picture);
		expect(decision).toMatchObject({ decided_by: 'rubric', tier: 'X', decision: 'disqualify' });
		expect(decision.rejected.map((one) => one.code)).toEqual(['overruled']);
	});

	it('leaves no lead without one: where the model is too slow, the rubric decides and says so', () => {
		const failed = 'no answer within 6 s';
		const decision = checkDecision(rubric, { picture: good, email }, { failed });
		expect(decision).toMatchObject({
			decided_by: 'rubric',
			decision: 'route_sales',
			rejected: [{ code: 'model_failed', message: failed }],
		});
	});

	it('answers questions of the rubric, if each yes has evidence that is there', () => {
		const rows = [
			...DEFAULT_RUBRIC,
			{ id: 'q.team', part: 'fit', about: 'question.outbound_team', test: 'known', points: 100 },
		];
		const asked = readRubric(rows);
		const answer = (evidence: string[]) => ({
			...said,
			score: 85,
			answers: [
				{ id: 'outbound_team', answer: 'yes', reason: 'They hire SDRs', confidence: 0.9, evidence },
			],
		});
		const checked = (evidence: string[]) =>
			checkDecision(asked, { picture: good, email, enriched: true }, { said: answer(evidence) });
		expect(checked(['signal.1']).fit_score).toBe(95);
		expect(checked(['signal.9'])).toMatchObject({ fit_score: 50, decided_by: 'rubric' });
	});
});
