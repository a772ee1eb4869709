import type { EntityType } from '../model/entity';
import type { Observation, Retraction } from '../model/observation';
import { pickWinner, type Winner } from '../facts/winner';
import type { Rules } from '../facts/rules';

/** What counts of an entity now: of each attribute the winner, and what speaks against it. */
export type Profile = Readonly<Record<string, Winner>>;

/** What the graph has learned of the entities of one cluster. */
export interface Learned {
	observations: readonly Observation[];
	retractions: readonly Retraction[];
}

/** The profile, whatever the order in which it was learned. */
export function buildProfile(
	type: EntityType,
	{ observations, retractions }: Learned,
	at: { rules: Rules; now: number },
): Profile {
	const wrong = new Set(retractions.map(({ observationId }) => observationId));
	const byAttribute = Map.groupBy(
		observations.filter(({ id }) => !wrong.has(id)),
		({ attribute }) => attribute,
	);
	const names = [...byAttribute.keys()].sort();
	const winners = names.flatMap((attribute) => {
		const won = pickWinner(byAttribute.get(attribute) ?? [], { type, attribute }, at);
		return won === undefined ? [] : [[attribute, won] as const];
	});
	return Object.fromEntries(winners);
}

/** What had been learned by then: the picture of a past day is built of it, and of nothing else. */
export function learnedUntil({ observations, retractions }: Learned, at: string): Learned {
	return {
		observations: observations.filter(({ learnedAt }) => learnedAt <= at),
		retractions: retractions.filter((one) => one.at <= at),
	};
}
