import { type Evidence, evidenceOf } from '../evidence';
import { HIDDEN_LETTERS, hostOfLink, linksIn } from '../links';
import type { ProspectPicture } from '../picture';
import { SENSITIVE } from './hooks';
import { renderTags } from './merge-tags';
import type { Message, MessageProblem, MessageRules } from './message';
import { languageOf, likeness, wordsOf } from './text-measures';
import { SPAM_WORDS, UNSUBSCRIBE } from './words';

export interface MessageVerdict {
	ok: boolean;
	/** What to fix; empty if it can go. */
	problems: MessageProblem[];
	/** As the reader would see it. */
	subject: string;
	body: string;
}

interface Checked {
	message: Message;
	rules: MessageRules;
	evidence: readonly Evidence[];
	/** Messages that went before, the newest first. */
	before: readonly string[];
	/** Subject and body with their tags filled. */
	subject: string;
	body: string;
	unfilled: readonly string[];
}

type Check = (checked: Checked) => readonly MessageProblem[];

const CHECKS: readonly Check[] = [
	claims,
	numbers,
	length,
	spam,
	links,
	unsubscribe,
	tags,
	language,
	repeated,
	hidden,
];

/** Checks a message before anybody is asked to approve it. No model is asked. */
export function checkMessage(
	picture: ProspectPicture,
	message: Message,
	rules: MessageRules,
	before: readonly string[] = [],
): MessageVerdict {
	const subject = renderTags(message.subject, message.variables);
	const body = renderTags(message.body, message.variables);
	const checked: Checked = {
		message,
		rules,
		evidence: evidenceOf(picture),
		before,
		subject: subject.text,
		body: body.text,
		unfilled: [...subject.unfilled, ...body.unfilled],
	};
	const problems = CHECKS.flatMap((check) => check(checked));
	return { ok: problems.length === 0, problems, subject: subject.text, body: body.text };
}

function claims({ message, evidence, rules }: Checked): MessageProblem[] {
	return message.claims.flatMap(({ text, evidence_id: id }) => {
		const found = evidence.find((one) => one.id === id);
		if (found === undefined) {
			return problem(
				'claim_without_evidence',
				`“${text}”: there is no ${id} in the context`,
				'Name evidence that is there, or take the claim out',
			);
		}
		if (SENSITIVE.test(id)) {
			return problem(
				'sensitive',
				`“${text}” is about ${id}`,
				'Take it out: it is nothing to write about',
			);
		}
		if (found.ageDays > rules.maxAgeDays) {
			return problem(
				'claim_too_old',
				`“${text}” stands on ${id}, which is ${found.ageDays} days old`,
				'Take it out, or find newer evidence',
			);
		}
		return [];
	});
}

/** A number that nobody told is made up. */
function numbers({ subject, body, evidence, message, rules }: Checked): MessageProblem[] {
	const cited = new Set(message.claims.map(({ evidence_id: id }) => id));
	const known = [
		...evidence.filter(({ id }) => cited.has(id)).map(({ text }) => text),
		...rules.proofPoints,
	].flatMap(numbersIn);
	const text = [subject, body].join('\n');
	const bare = linksIn(text).reduce((rest, link) => rest.replace(link, ''), text);
	const strange = [...new Set(numbersIn(bare))].filter((one) => !known.includes(one));
	return strange.flatMap((one) =>
		problem(
			'number_without_evidence',
			`The number ${one} is in no claim with evidence, and in no proof point`,
			'Cite where it is from, or take it out',
		),
	);
}

/** From two digits on: “one 3-minute call” is no claim. */
function numbersIn(text: string): string[] {
	return (text.match(/\d[\d.,]*/g) ?? [])
		.map((one) => one.replace(/[.,]$/, '').replaceAll(',', ''))
		.filter((one) => one.replace(/\D/g, '').length > 1);
}

function length({ subject, body, rules }: Checked): MessageProblem[] {
	const words = wordsOf(body).length;
	return [
		...(words > rules.mostWords
			? problem(
					'too_long',
					`The body has ${words} words; ${rules.mostWords} are allowed`,
					`Take out ${words - rules.mostWords}`,
				)
			: []),
		...(subject.length > rules.mostSubjectLetters
			? problem(
					'subject_too_long',
					`The subject has ${subject.length} letters; ${rules.mostSubjectLetters} are allowed`,
					'Make it shorter',
				)
			: []),
	];
}

function spam({ subject, body, rules }: Checked): MessageProblem[] {
	const text = ` ${wordsOf(`${subject} ${body}`).join(' ')} `;
	const found = (rules.spamWords ?? SPAM_WORDS).filter((word) =>
		text.includes(` ${wordsOf(word).join(' ')} `),
	);
	const shouts =
		/\b[A-Z]{4,}(?:\s+[A-Z]{4,}){2,}\b/.test(body) || /[!?]{2,}/.test(`${subject} ${body}`);
	return [
		...(found.length > 0
			? problem('spam_words', `Spam filters know: ${found.join(', ')}`, 'Say it in other words')
			: []),
		...(shouts
			? problem('shouting', 'Capitals in a row, or several marks', 'Write it plainly')
			: []),
	];
}

function links({ subject, body, rules }: Checked): MessageProblem[] {
	const all = linksIn(`${subject}\n${body}`);
	const counted = all.filter((link) => !UNSUBSCRIBE.test(link));
	const allowed = rules.linkHosts.map((host) => host.toLowerCase().replace(/^www\./, ''));
	const strange = all.filter((link) => !isWithin(hostOfLink(link), allowed));
	return [
		...(counted.length > rules.mostLinks
			? problem(
					'too_many_links',
					`It has ${counted.length} links; ${rules.mostLinks} are allowed`,
					'Keep the one that matters',
				)
			: []),
		...strange.flatMap((link) =>
			problem(
				'strange_link',
				`${link} leads to a host that is not allowed`,
				'Take it out, or allow its host in the rules',
			),
		),
	];
}

function isWithin(host: string | undefined, allowed: readonly string[]): boolean {
	return host !== undefined && allowed.some((one) => host === one || host.endsWith(`.${one}`));
}

function unsubscribe({ body, rules }: Checked): MessageProblem[] {
	if (!rules.needsUnsubscribe || UNSUBSCRIBE.test(body)) return [];
	return problem(
		'no_unsubscribe',
		'It does not say how to say no',
		'Add a line or a link to unsubscribe',
	);
}

function tags({ unfilled }: Checked): MessageProblem[] {
	return unfilled.flatMap((tag) =>
		problem(
			'empty_merge_tag',
			`Nothing stands for ${tag}`,
			'Give it a value, or a text for when it has none',
		),
	);
}

function language({ body, rules }: Checked): MessageProblem[] {
	const found = languageOf(body);
	if (rules.language === undefined || found === undefined || found === rules.language) return [];
	return problem(
		'language',
		`It is in ${found}, and ${rules.language} is wanted`,
		'Write it in the language of the reader',
	);
}

function repeated({ body, before, rules }: Checked): MessageProblem[] {
	const most = Math.max(0, ...before.map((one) => likeness(body, one)));
	if (most <= rules.mostLikeness) return [];
	return problem(
		'repeated',
		`${Math.round(100 * most)} % of its phrases were in an earlier message`,
		'Write it for this person',
	);
}

function hidden({ message }: Checked): MessageProblem[] {
	const text = `${message.subject}${message.body}`;
	if (!HIDDEN_LETTERS.test(text) && !/<[a-z!/][^>]*>/i.test(text)) return [];
	return problem('hidden_text', 'It holds HTML or invisible letters', 'Send plain text');
}

function problem(code: string, message: string, fix: string): MessageProblem[] {
	return [{ code, message, fix }];
}
