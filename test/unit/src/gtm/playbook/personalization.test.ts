import { checkMessage } from '../../../../../src/gtm/playbook/personalization/check-message';
import { chooseHooks } from '../../../../../src/gtm/playbook/personalization/hooks';
import { renderTags } from '../../../../../src/gtm/playbook/personalization/merge-tags';
import {
	messageRulesSchema,
	messageSchema,
} from '../../../../../src/gtm/playbook/personalization/message';
import { daysAgo, FORM, GOOD, INTERESTED, pictureOf, USAGE } from './picture-of';

const picture = pictureOf(GOOD, INTERESTED);

const DRAFT = {
	subject: 'Twelve colleagues',
	body: 'Hi {{firstName}},\n\nI saw that your team invited 12 colleagues this week. Teams like yours often ask us how to roll it out. Would a short call on Tuesday help?\n\nReply "unsubscribe" and I will not write again.',
	claims: [{ text: 'your team invited 12 colleagues', evidence_id: 'signal.1' }],
	variables: { firstName: 'Dana' },
};

function check(change: object = {}, rules: object = {}, before: string[] = [], of = picture) {
	const message = messageSchema.parse({ ...DRAFT, ...change });
	return checkMessage(of, message, messageRulesSchema.parse(rules), before);
}

const codes = (verdict: ReturnType<typeof check>) => verdict.problems.map(({ code }) => code);

describe('hooks', () => {
	it('are ranked by what is recent, relevant and sure', () => {
		const hooks = chooseHooks(picture, { most: 2, maxAgeDays: 180 });
		expect(hooks.map(({ kind }) => kind)).toEqual(['event.form.submitted', 'signal.product_usage']);
		expect(hooks[1]).toMatchObject({ id: 'signal.1', source: 'posthog', ageDays: 2, rank: 0.86 });
	});

	it('follow the table of the user', () => {
		const relevance = { 'event.form.submitted': 0.1 };
		const [first] = chooseHooks(picture, { most: 2, maxAgeDays: 180, relevance });
		expect(first?.kind).toBe('signal.product_usage');
	});

	it('leave out what is old, stale, or nothing to write about', () => {
		const old = { ...USAGE, at: daysAgo(200) };
		const quiet = pictureOf({ contact: { firstName: 'Dana', religion: 'x' } }, { signals: [old] });
		expect(chooseHooks(quiet, { most: 5, maxAgeDays: 180 })).toEqual([]);
	});

	it('take one of a kind', () => {
		const twice = pictureOf(GOOD, { signals: [USAGE, USAGE], timeline: [FORM] });
		const kinds = chooseHooks(twice, { most: 9, maxAgeDays: 180 }).map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === 'signal.product_usage')).toHaveLength(1);
	});
});

describe('a message', () => {
	it('can go if nothing is to fix', () => {
		const verdict = check({}, { language: 'en' });
		expect(verdict).toMatchObject({ ok: true, problems: [] });
		expect(verdict.body).toContain('Hi Dana,');
	});

	it.each([
		[
			'claim_without_evidence',
			{ claims: [{ text: 'x', evidence_id: 'signal.7' }], body: 'Hi. Reply stop or unsubscribe.' },
		],
		[
			'sensitive',
			{
				claims: [{ text: 'x', evidence_id: 'contact.birthday' }],
				body: 'Hi, unsubscribe any time.',
			},
		],
		['number_without_evidence', { body: `${DRAFT.body} We raise revenue by 340 %.` }],
		['too_long', { body: `${DRAFT.body} ${'and on '.repeat(60)}` }],
		['subject_too_long', { subject: 'A very long subject '.repeat(5) }],
		['spam_words', { body: `${DRAFT.body} Act now, it is risk free.` }],
		['shouting', { subject: 'Really??!!' }],
		['strange_link', { body: `${DRAFT.body} https://evil.example/pay` }],
		['no_unsubscribe', { body: 'Hi Dana, shall we talk?' }],
		['empty_merge_tag', { variables: {} }],
		['hidden_text', { body: `${DRAFT.body}\u200b` }],
		['hidden_text', { body: `${DRAFT.body} <img src=x>` }],
	])('is held back for %s', (code, change) => {
		const of = pictureOf({ ...GOOD, contact: { ...GOOD.contact, birthday: '1 May' } }, INTERESTED);
		const verdict = check(change, {}, [], of);
		expect(codes(verdict)).toContain(code);
		expect(verdict.ok).toBe(false);
		expect(verdict.problems.every(({ fix }) => fix.length > 0)).toBe(true);
	});

	it('may link where the rules allow, so often as they allow', () => {
		const body = `${DRAFT.body} https://www.ours.com/a`;
		expect(check({ body }, { linkHosts: ['ours.com'] }).ok).toBe(true);
		const two = `${body} https://ours.com/b`;
		expect(codes(check({ body: two }, { linkHosts: ['ours.com'] }))).toEqual(['too_many_links']);
	});

	it('may use the numbers of proof points', () => {
		const body = `${DRAFT.body} We are used by 2,400 teams.`;
		expect(check({ body }, { proofPoints: ['Used by 2400 teams'] }).ok).toBe(true);
	});

	it('is written in the language of its reader', () => {
		expect(codes(check({}, { language: 'de' }))).toEqual(['language']);
	});

	it('is not like one that was sent before', () => {
		const other = DRAFT.body.replace('{{firstName}}', 'Sam').replace('Tuesday', 'Friday');
		expect(codes(check({}, {}, [other]))).toEqual(['repeated']);
		expect(check({}, {}, ['Something else that was written to someone else.']).ok).toBe(true);
	});

	it('does not stand on what is too old', () => {
		const old = pictureOf(GOOD, { signals: [{ ...USAGE, at: daysAgo(40) }] });
		expect(codes(check({}, { maxAgeDays: 30 }, [], old))).toEqual(['claim_too_old']);
	});
});

it.each([
	['Hi {{ first_name | there }}', 'Hi there', []],
	['Hi {first_name}', 'Hi {first_name}', ['{first_name}']],
	['Hi [[name]] at %COMPANY%', 'Hi Dana at %COMPANY%', ['%COMPANY%']],
	['100% of {it}', '100% of {it}', ['{it}']],
	['No tags', 'No tags', []],
])('the tags of "%s" read "%s"', (text, rendered, unfilled) => {
	expect(renderTags(text, { name: 'Dana' })).toEqual({ text: rendered, unfilled });
});
