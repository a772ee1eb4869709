import { type Evidence, evidenceOf } from '../evidence';
import type { ProspectPicture } from '../picture';

/** Something true about the prospect to begin a message with. */
export interface Hook {
	/** The evidence that it stands on. */
	id: string;
	kind: string;
	text: string;
	source: string;
	ageDays: number;
	/** Recency × relevance × confidence, 0 to 1. */
	rank: number;
}

/** How much a kind of hook says to a reader, 0 to 1; what is not in it is worth `OTHER`. */
export const RELEVANCE: Readonly<Record<string, number>> = {
	'event.email.replied': 1,
	'signal.product_usage': 0.95,
	'signal.intent': 0.8,
	'signal.funding': 0.8,
	'signal.job_change': 0.8,
	'signal.hiring': 0.75,
	'signal.visit': 0.5,
	'signal.technology': 0.6,
	'signal.news': 0.6,
	'event.form.submitted': 0.9,
	'event.meeting.held': 0.8,
	'account.technologies': 0.5,
	'account.industry': 0.35,
	'contact.title': 0.4,
	'account.description': 0.35,
};

const OTHER = 0.3;

/** Halves the recency of an event, in days; signals bring their own strength, facts their score. */
const EVENT_HALF_LIFE_DAYS = 30;

/** A hook that is weaker says nothing. */
const WEAKEST = 0.15;

/** What nobody wants to read that a stranger knows of them; no claim may stand on it either. */
export const SENSITIVE =
	/health|religio|politic|tradeunion|sexual|ethnic|birth|gender|marital|children|\bage$/i;

export interface HookSettings {
	most: number;
	maxAgeDays: number;
	/** In place of the table, by `signal.funding`. */
	relevance?: Readonly<Record<string, number>>;
}

/** The hooks that are worth most, the best first; none where nothing is known. */
export function chooseHooks(
	picture: ProspectPicture,
	{ most, maxAgeDays, relevance = {} }: HookSettings,
): Hook[] {
	const table = { ...RELEVANCE, ...relevance };
	return evidenceOf(picture)
		.flatMap((evidence) => {
			const { kind, strength } = kindOf(picture, evidence);
			const isOffered = !kind.startsWith('contact.') && !kind.startsWith('account.');
			if (!isOffered && !Object.hasOwn(table, kind)) return [];
			if (evidence.ageDays > maxAgeDays || SENSITIVE.test(kind)) return [];
			const rank = Math.round(100 * strength * (table[kind] ?? OTHER)) / 100;
			const { id, text, source, ageDays } = evidence;
			return rank < WEAKEST ? [] : [{ id, kind, text, source, ageDays, rank }];
		})
		.toSorted((one, other) => other.rank - one.rank)
		.filter(({ kind }, index, all) => all.findIndex((one) => one.kind === kind) === index)
		.slice(0, most);
}

function kindOf(picture: ProspectPicture, evidence: Evidence): { kind: string; strength: number } {
	const [part = '', rest = ''] = evidence.id.split('.');
	const index = Number(rest) - 1;
	if (part === 'signal') {
		const signal = picture.signals[index];
		return { kind: `signal.${signal?.kind ?? ''}`, strength: signal?.strength ?? 0 };
	}
	if (part === 'event') {
		const strength = 0.5 ** (evidence.ageDays / EVENT_HALF_LIFE_DAYS);
		return { kind: `event.${picture.timeline[index]?.type ?? ''}`, strength };
	}
	const facts = picture[part as 'contact' | 'account']?.facts ?? {};
	const known = facts[rest];
	return { kind: evidence.id, strength: known?.freshness === undefined ? (known?.score ?? 0) : 0 };
}
