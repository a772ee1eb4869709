import { addressKind } from '../address-kind';
import { type ProspectPicture, knownAt } from '../picture';
import type { RubricRow } from './rubric';

/** What a model or a person answered to a row that is a question. */
export interface Answer {
	/** `budget` for the row about `question.budget`. */
	id: string;
	answer: 'yes' | 'no' | 'unknown';
	reason?: string;
	/** 0 to 1. */
	confidence: number;
	evidence: readonly string[];
}

/** What a rubric looks at. */
export interface Lookup {
	picture: ProspectPicture;
	/** The address that the lead gave, for what it tells by itself. */
	email?: string;
	ownDomains: readonly string[];
	answers: readonly Answer[];
	/** Values in place of those that count: what another source says. */
	instead?: Readonly<Record<string, unknown>>;
}

export interface Found {
	value: unknown;
	/** What is left of its worth today, 0 to 1. */
	weight: number;
	/** How far it can be relied on, 0 to 1. */
	score: number;
	evidence: string[];
}

/** A stale value counts half, an expired one not at all: a title of last year may be somebody else's. */
const WEIGHT_BY_FRESHNESS = { fresh: 1, aging: 1, stale: 0.5, expired: 0 } as const;

const DAY_MS = 86_400_000;

type Find = (lookup: Lookup, name: string, row: RubricRow) => Found | undefined;

/** By the first word of `about`. */
const FIND: Readonly<Record<string, Find>> = {
	contact: fact,
	account: fact,
	signal({ picture }, kind) {
		const all = picture.signals.map((signal, index) => ({ ...signal, id: `signal.${index + 1}` }));
		const [strongest] = all
			.filter((signal) => signal.kind === kind)
			.toSorted((one, other) => other.strength - one.strength);
		if (strongest === undefined) return undefined;
		const { summary, strength, id } = strongest;
		return { value: summary ?? kind, weight: strength, score: 1, evidence: [id] };
	},
	event({ picture }, type, { halfLifeDays }) {
		const index = picture.timeline.findIndex((event) => event.type === type);
		const event = picture.timeline[index];
		if (event === undefined) return undefined;
		const days = Math.max(0, Date.parse(picture.meta.asOf) - Date.parse(event.at)) / DAY_MS;
		const weight = halfLifeDays === undefined ? 1 : 0.5 ** (days / halfLifeDays);
		return { value: event.summary ?? type, weight, score: 1, evidence: [`event.${index + 1}`] };
	},
	email({ email, ownDomains }) {
		if (email === undefined) return undefined;
		return { value: addressKind(email, ownDomains), weight: 1, score: 1, evidence: [] };
	},
	question({ answers }, id) {
		const answer = answers.find((one) => one.id === id);
		if (answer === undefined || answer.answer === 'unknown') return undefined;
		const { confidence, evidence } = answer;
		return { value: answer.answer, weight: confidence, score: confidence, evidence: [...evidence] };
	},
	check({ picture }, code) {
		const blocked = picture.mayContact.blocks.some((block) => block.code === code);
		return { value: blocked, weight: 1, score: 1, evidence: [] };
	},
};

function fact({ picture, instead = {} }: Lookup, _: string, { about }: RubricRow) {
	const known = knownAt(picture, about);
	if (known === undefined) return undefined;
	const value = Object.hasOwn(instead, about) ? instead[about] : known.value;
	const weight = WEIGHT_BY_FRESHNESS[known.freshness ?? 'fresh'];
	return { value, weight, score: known.score, evidence: [about] };
}

/** What is known of that which a row is about; undefined if nothing is. */
export function lookUp(lookup: Lookup, row: RubricRow): Found | undefined {
	const dot = row.about.indexOf('.');
	return FIND[row.about.slice(0, dot)]?.(lookup, row.about.slice(dot + 1), row);
}
