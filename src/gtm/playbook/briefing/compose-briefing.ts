import { type Evidence, evidenceOf, textOf } from '../evidence';
import { HIDDEN_LETTERS, linksIn } from '../links';
import type { ProspectPicture } from '../picture';
import type { SourceReport } from './sources';

export interface Bullet {
	text: string;
	source: string;
	/** `2026-11-30`. */
	date?: string;
}

export interface Section {
	id: string;
	title: string;
	bullets: Bullet[];
}

export interface Briefing {
	/** `partial`: a source was down, or a section has nothing. */
	status: 'complete' | 'partial' | 'empty';
	title: string;
	sections: Section[];
	/** Who did not answer, and why. */
	sourcesDown: Array<{ source: string; reason: string }>;
	/** The whole as text, for a note. */
	text: string;
}

interface Input {
	picture: ProspectPicture;
	others: readonly SourceReport[];
	evidence: readonly Evidence[];
}

const NAMED = [
	'name',
	'industry',
	'employees',
	'country',
	'description',
	'fundingStage',
	'fundingTotal',
	'technologies',
];
const PERSONAL = ['title', 'seniority', 'department'];

/** Sections in their order; each says what it is made of. */
const SECTIONS: ReadonlyArray<{
	id: string;
	title: string;
	lines(this: void, input: Input): Bullet[];
}> = [
	{
		id: 'why_now',
		title: 'Why now',
		lines: ({ picture }) =>
			picture.signals.map(({ kind, summary, source, at }) => bullet(summary ?? kind, source, at)),
	},
	{ id: 'company', title: 'Company snapshot', lines: (input) => facts(input, 'account', NAMED) },
	{
		id: 'people',
		title: 'People',
		lines: (input) => [
			...facts(input, 'contact', PERSONAL),
			...input.picture.committee.map(({ name, title, role }) =>
				bullet([name, title, role].filter(Boolean).join(', '), 'context graph'),
			),
			...input.picture.timeline
				.filter(({ of }) => of === 'contact')
				.slice(0, 3)
				.map(({ type, summary, source, at }) =>
					bullet(`Last touch: ${summary ?? type}`, source, at),
				),
		],
	},
	{
		id: 'deals',
		title: 'Deal history and risks',
		lines: ({ picture }) => [
			...[...picture.openDeals, ...picture.closedDeals].map(
				({ name, status, stage, amount, closeDate }) =>
					bullet(
						[
							name ?? 'A deal',
							status,
							stage,
							amount === undefined ? undefined : textOf(amount),
							closeDate && `closes ${closeDate}`,
						]
							.filter(Boolean)
							.join(', '),
						'CRM',
					),
			),
			...picture.mayContact.blocks.map(({ message, code }) =>
				bullet(`Risk: ${message}`, `check_action: ${code}`),
			),
		],
	},
	{ id: 'usage', title: 'Usage', lines: (input) => facts(input, 'account', ['productUsage']) },
	{
		id: 'questions',
		title: 'Hypotheses and questions',
		lines: ({ picture }) => [
			...picture.conflicts.map(({ entity, attribute, others }) =>
				bullet(
					`Ask: is ${entity} ${attribute} as we have it, or ${others.map(({ value }) => textOf(value)).join(' or ')}?`,
					others.map(({ source }) => source).join(', '),
				),
			),
			...picture.missing
				.slice(0, 4)
				.map(({ entity, attribute }) => bullet(`Ask: ${entity} ${attribute}`, 'not known')),
		],
	},
	{ id: 'objections', title: 'Objections', lines: () => [] },
	{
		id: 'gaps',
		title: 'Gaps and stale data',
		lines: ({ picture }) => [
			...picture.missing.map(({ entity, attribute }) =>
				bullet(`Missing: ${entity} ${attribute}`, 'nobody knows'),
			),
			...picture.stale.map((about) => {
				const known = about.startsWith('contact.') ? picture.contact : picture.account;
				const fact = known?.facts[about.slice(about.indexOf('.') + 1)];
				const age = fact === undefined ? '' : `, ${Math.round(fact.ageDays)} days old`;
				return bullet(`Stale: ${about}${age}`, fact?.source ?? 'context graph');
			}),
		],
	},
];

/** What a meeting is prepared by. Every line has its source; what is missing has a line, too. */
export function composeBriefing(
	picture: ProspectPicture,
	others: readonly SourceReport[],
): Briefing {
	const input = { picture, others, evidence: evidenceOf(picture) };
	const down = others.flatMap(({ source, failed }) =>
		failed === undefined ? [] : [{ source, reason: failed }],
	);
	const sections = SECTIONS.map(({ id, title, lines }) => ({
		id,
		title,
		bullets: [...lines(input), ...told(others, id)],
	}));
	const gaps = sections.find(({ id }) => id === 'gaps');
	gaps?.bullets.push(
		...down.map(({ source, reason }) => bullet(`No answer from ${source}: ${reason}`, source)),
	);
	const told_ = sections.some(
		({ id, bullets }) => id !== 'gaps' && id !== 'questions' && bullets.length > 0,
	);
	const whole = picture.status === 'resolved' && down.length === 0 && picture.missing.length === 0;
	const status = !told_ ? 'empty' : whole ? 'complete' : 'partial';
	const title = `Briefing: ${nameOf(picture)}`;
	return { status, title, sections, sourcesDown: down, text: asText(title, status, sections) };
}

function told(others: readonly SourceReport[], id: string): Bullet[] {
	return others.flatMap(({ source, bullets }) =>
		bullets
			.filter(({ section }) => section === id)
			.map(({ text, date }) => bullet(text, source, date)),
	);
}

function facts({ evidence }: Input, entity: string, attributes: readonly string[]): Bullet[] {
	return attributes.flatMap((attribute) => {
		const found = evidence.find(({ id }) => id === `${entity}.${attribute}`);
		return found ? [bullet(`${attribute}: ${found.text}`, found.source, found.observedAt)] : [];
	});
}

const HIDDEN = new RegExp(HIDDEN_LETTERS.source, 'gu');

/** Links that strangers wrote are named, not offered to be clicked. */
function bullet(text: string, source: string, at?: string): Bullet {
	const plain = linksIn(text).reduce((rest, link) => rest.replace(link, '[link removed]'), text);
	return {
		text: plain.replaceAll(HIDDEN, '').replaceAll(/\s+/g, ' ').slice(0, 300),
		source,
		...(at !== undefined && { date: at.slice(0, 10) }),
	};
}

function nameOf({ account, contact }: ProspectPicture): string {
	const of = (value: unknown) => (typeof value === 'string' ? value : undefined);
	return (
		of(account?.facts.name?.value) ??
		of(account?.facts.domain?.value) ??
		of(contact?.facts.fullName?.value) ??
		'unknown'
	);
}

function asText(title: string, status: string, sections: readonly Section[]): string {
	const head = status === 'partial' ? `${title}\n(partial: see the last section)` : title;
	const body = sections.map(({ title: name, bullets }) => {
		const lines = bullets.map(
			({ text, source, date }) => `- ${text} [${[source, date].filter(Boolean).join(', ')}]`,
		);
		return `${name}\n${lines.length > 0 ? lines.join('\n') : '- nothing known'}`;
	});
	return [head, ...body].join('\n\n');
}
