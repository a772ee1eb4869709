import { canonicalJson } from '../../base/digest';
import type { EntityType } from '../model/entity';
import type { Observation } from '../model/observation';
import { traitsOf } from './attributes';
import { freshnessOf } from './freshness';
import type { Rules } from './rules';
import { isSameValue } from './same-value';

/** What an observation says, without what only the store knows of it. */
export type Candidate = Omit<Observation, 'entityId' | 'learnedAt' | 'attribute'>;

/** The value of an attribute that counts, and what speaks against it. */
export interface Winner {
	winner: Candidate;
	/** What other sources say now and is something else, best first. */
	challengers: Candidate[];
	/** From when on time alone may give another winner, for one begins or ends to hold; absent if never. */
	changesAt?: string;
}

const DAY_MS = 86_400_000;

/**
 * The value of one attribute of one entity that counts among all that were observed and not retracted;
 * undefined if none holds. The rule: what a person asserted, else the highest
 * `confidence × weight of its source × 0.5^(age / half-life)`; of equals the one observed last, and then an
 * order of the values themselves, so that the order in which they arrived says nothing.
 *
 * Of each source its newest value speaks: it has changed its mind. All values of an attribute age at the
 * same pace, so that the winner stays the winner until another value comes, begins or ends to hold.
 */
export function pickWinner(
	observations: readonly Candidate[],
	{ type, attribute }: { type: EntityType; attribute: string },
	{ rules, now }: { rules: Rules; now: number },
): Winner | undefined {
	const halfLife = rules.halfLifeOf(type, attribute);
	const at = new Date(now).toISOString();
	const holding = observations.filter((one) => holds(one, at));
	const ranked = newestOfEachSource(holding)
		.map((one) => ({ one, rank: rankOf(one, rules, halfLife) }))
		.sort((first, second) => second.rank - first.rank || inOrder(first.one, second.one))
		.map(({ one }) => one);
	const winner = ranked.filter(isAsserted).sort(inOrder)[0] ?? ranked[0];
	const changesAt = nextBoundary(observations, at);
	if (winner === undefined) return undefined;
	const traits = traitsOf(type, attribute);
	const challengers = ranked.filter((one) => !isSameValue(traits, one.value, winner.value));
	return { winner, challengers, ...(changesAt !== undefined && { changesAt }) };
}

/** When an attribute without a winner may get one; undefined if time alone does not bring one. */
export function nextBoundary(
	observations: ReadonlyArray<Pick<Candidate, 'heldFrom' | 'heldTo'>>,
	at: string,
): string | undefined {
	return observations
		.flatMap(({ heldFrom, heldTo }) => [heldFrom, heldTo])
		.filter((boundary): boundary is string => boundary !== undefined && boundary > at)
		.sort()[0];
}

/** The number by which values are ordered. Its size says nothing, its differences do not change in time. */
export function rankOf(
	{ confidence, source, observedAt }: Candidate,
	rules: Rules,
	halfLifeDays: number | null,
): number {
	// The logarithm of the rule: as a product it would be zero for anything old.
	const belief = Math.log2(Math.max(confidence, 1e-6) * rules.weightOf(source));
	return halfLifeDays === null ? belief : belief + Date.parse(observedAt) / (halfLifeDays * DAY_MS);
}

/** `confidence × weight of the source × 0.5^(age / half-life)`: what people are told. */
export function scoreOf(
	candidate: Candidate,
	{ rules, halfLifeDays, now }: { rules: Rules; halfLifeDays: number | null; now: number },
): number {
	const age = halfLifeDays === null ? 0 : ageFactor(candidate, halfLifeDays, now);
	return candidate.confidence * rules.weightOf(candidate.source) * 0.5 ** age;
}

/**
 * Those challengers that are worth a question: not expired, and not settled by a person, who knew what
 * was observed before.
 */
export function conflictsOf(
	{ winner, challengers }: Pick<Winner, 'winner' | 'challengers'>,
	halfLifeDays: number | null,
	now: number,
): Candidate[] {
	return challengers.filter(
		({ observedAt }) =>
			freshnessOf(observedAt, halfLifeDays, now) !== 'expired' &&
			!(isAsserted(winner) && observedAt <= winner.observedAt),
	);
}

function ageFactor({ observedAt }: Candidate, halfLifeDays: number, now: number): number {
	return Math.max(0, now - Date.parse(observedAt)) / (halfLifeDays * DAY_MS);
}

function holds({ heldFrom, heldTo }: Candidate, at: string): boolean {
	return (heldFrom === undefined || heldFrom <= at) && (heldTo === undefined || heldTo > at);
}

function isAsserted({ method }: Pick<Candidate, 'method'>): boolean {
	return method === 'asserted';
}

/** A person who speaks through a source is not the source: what they assert stands beside it. */
function newestOfEachSource(observations: readonly Candidate[]): Candidate[] {
	const newest = new Map<string, Candidate>();
	for (const one of observations) {
		const key = `${isAsserted(one) ? 'asserted' : 'seen'} ${one.source}`;
		const other = newest.get(key);
		if (other === undefined || inOrder(one, other) < 0) newest.set(key, one);
	}
	return [...newest.values()];
}

/** Newest first, surest first, then by what they say. Never by when they arrived. */
function inOrder(one: Candidate, other: Candidate): number {
	if (one.observedAt !== other.observedAt) return one.observedAt < other.observedAt ? 1 : -1;
	if (one.confidence !== other.confidence) return other.confidence - one.confidence;
	const [first, second] = [one, other].map(({ value, source, sourceRef, method }) =>
		canonicalJson([value, source, sourceRef ?? '', method]),
	) as [string, string];
	return first < second ? -1 : first > second ? 1 : 0;
}
