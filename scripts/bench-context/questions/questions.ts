import type { ContextAnswer, ContextQuestion } from '../../../src/context/query/context-answer.ts';
import type { Account, Person } from '../../../sandbox/world/world.ts';
import type { KnownWorld } from './known-world.ts';
import { VERDICTS } from './teach.ts';

/** One question about a prospect: how it is asked, where its answer stands, and what is right. */
export interface Question {
	kind: QuestionKind;
	text: string;
	asked: ContextQuestion;
	/** What one call answers. */
	answer: (from: ContextAnswer) => unknown;
	/** From the world itself, by rule. */
	expected: unknown;
}

export type QuestionKind = keyof typeof KINDS;

type Subject = { person: Person; account: Account };
type Draft = Omit<Question, 'kind' | 'expected'> & { expected: Expected };

/** Known by itself, or from the world. */
type Expected = readonly unknown[] | ((known: KnownWorld) => unknown);

const BUDGET = 6_000;
/** Ninety days before the question. */
const LATELY = '2026-08-27T09:00:00.000Z';
const MAY = '2026-05-15T00:00:00.000Z';

/** Each asked of twenty. */
const KINDS = {
	'who is it': ({ person }) => ({
		text: `What is the job of ${person.email}?`,
		asked: about(person),
		answer: ({ contact }) => [
			contact?.facts.firstName?.value,
			contact?.facts.lastName?.value,
			contact?.facts.title?.value,
		],
		expected: [person.firstName, person.lastName, person.title],
	}),
	'where do they work': ({ person, account }) => ({
		text: `Where does ${person.email} work, and whose account is it?`,
		asked: about(person),
		answer: ({ account: side }) => [side?.facts.name?.value, side?.facts.ownerEmail?.value],
		expected: (known) => [account.name, known.world.lookup.user.get(account.ownerKey)?.email],
	}),
	'from which source': ({ person }) => ({
		text: `Who says that the mail of ${person.email} arrives or does not, and who names the department?`,
		asked: about(person),
		answer: ({ contact }) => [
			contact?.facts.emailStatus?.value,
			contact?.facts.emailStatus?.source,
			contact?.facts.department?.source,
		],
		expected: [VERDICTS[person.emailVerdict], 'pdl', 'hubspot'],
	}),
	'since when': ({ person }) => ({
		text: `Since when is ${person.email} in a sequence, and what became of it?`,
		asked: about(person),
		answer: ({ enrollments }) => enrollments.map(({ enrolledAt, status }) => [enrolledAt, status]),
		expected: (known) => {
			const enrollment = known.enrollmentOf(person);
			return enrollment ? [[enrollment.enrolledAt, enrollment.status]] : [];
		},
	}),
	'what is missing': ({ person, account }) => ({
		text: `What must be found out before calling ${person.email}?`,
		asked: { ...about(person), intent: 'call_prep' },
		answer: ({ missing }) =>
			missing.map(({ entity, attribute }) => `${entity}.${attribute}`).toSorted(),
		expected: (known) => [
			...(known.crmDescribes(account) ? [] : ['account.description']),
			...(known.crmHas(person, 'phone') ? [] : ['contact.phone']),
			'contact.timezone',
		],
	}),
	'what did we know in May': ({ person }) => ({
		text: `What did we know of ${person.email} in May?`,
		asked: { ...about(person), asOf: MAY },
		answer: ({ contact, enrollments }) => [
			contact?.facts.title?.value,
			contact?.facts.emailStatus?.value ?? 'unknown to us',
			enrollments.length,
		],
		expected: [person.title, 'unknown to us', 0],
	}),
	'may we write': ({ person, account }) => ({
		text: `May we write to ${person.email} today, and if not, why?`,
		asked: about(person),
		answer: ({ mayContact }) => [
			mayContact.allowed,
			mayContact.blocks.map(({ code }) => code).toSorted(),
		],
		expected: (known) => {
			const codes = reasonsNotToWrite(known, person, account);
			return [codes.length === 0, codes];
		},
	}),
	'which deals are open': ({ account }) => ({
		text: `Which deals of ${account.domain} are open, and for how much?`,
		asked: { subject: { domain: account.domain }, budget: BUDGET },
		answer: ({ openDeals }) =>
			openDeals.map(({ name, amount }) => `${name} ${JSON.stringify(amount)}`).toSorted(),
		expected: (known) =>
			known
				.dealsOf(account)
				.filter(({ status }) => status === 'open')
				.map(({ name, amount }) => `${name} ${amount}`)
				.toSorted(),
	}),
	'what happened': ({ account }) => ({
		text: `What happened at ${account.domain} in the last 90 days?`,
		asked: { subject: { domain: account.domain }, budget: BUDGET },
		answer: ({ signals }) =>
			signals
				.filter(({ at }) => at >= LATELY)
				.map(({ kind, at, summary }) => `${at} ${kind} ${summary}`)
				.toSorted(),
		expected: (known) =>
			known
				.signalsOf(account)
				.filter(({ at }) => at >= LATELY)
				.map(({ kind, at, title }) => `${at} ${kind} ${title}`)
				.toSorted(),
	}),
	'who else': ({ person, account }) => ({
		text: `Who else do we know at the company of ${person.email}?`,
		asked: about(person),
		answer: ({ committee }) => committee.map(({ name }) => name).toSorted(),
		expected: (known) =>
			known.people
				.filter((other) => other.accountKey === account.key && other !== person)
				.map(({ firstName, lastName }) => `${firstName} ${lastName}`)
				.toSorted(),
	}),
} satisfies Record<string, (subject: Subject) => Draft>;

const OF_EACH = 20;

/** Two hundred, the same for the same world. */
export function questionsOf(known: KnownWorld): Question[] {
	const subjects = known.people.map((person) => ({ person, account: known.accountOf(person) }));
	return Object.entries(KINDS).flatMap(([kind, make], place) =>
		subjectsOf(kind as QuestionKind, subjects, place).map((subject): Question => {
			const { expected, ...question } = make(subject);
			const right = typeof expected === 'function' ? expected(known) : expected;
			return { ...question, kind: kind as QuestionKind, expected: right };
		}),
	);
}

/** Companies are asked about once each; of people, each kind of question begins with another one. */
function subjectsOf(kind: QuestionKind, subjects: readonly Subject[], place: number): Subject[] {
	if (kind === 'which deals are open' || kind === 'what happened') {
		const first = new Map(subjects.map((subject) => [subject.account.key, subject]));
		return [...first.values()].slice(0, OF_EACH);
	}
	// Two sources name another job for who has changed it: what counts is a matter of the rules, not of the world.
	const simple =
		kind === 'who is it' ? subjects.filter(({ person }) => !person.jobChange) : subjects;
	const offset = (place * 7) % (simple.length - OF_EACH);
	return simple.slice(offset, offset + OF_EACH);
}

function about({ email }: Person): ContextQuestion {
	return { subject: { email }, budget: BUDGET };
}

/** As the policy has it that is in force if nobody changes it. */
function reasonsNotToWrite(known: KnownWorld, person: Person, account: Account): string[] {
	const { email, optedOut, emailVerdict } = person;
	const status = known.enrollmentOf(person)?.status;
	const onList = known.world.suppressions.some(
		({ value }) => value === email || value === account.domain,
	);
	const reasons = {
		bounced: emailVerdict === 'invalid' || status === 'bounced',
		customer: account.lifecycle === 'customer',
		opted_out: optedOut || status === 'opted_out',
		suppressed: onList,
	};
	return Object.entries(reasons).flatMap(([code, holds]) => (holds ? [code] : []));
}
