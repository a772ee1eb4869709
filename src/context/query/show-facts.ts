import { ageInDays, freshnessOf } from '../facts/freshness';
import { wantedRank, type Intent } from '../facts/gaps';
import type { Rules } from '../facts/rules';
import { conflictsOf, scoreOf, type Winner } from '../facts/winner';
import type { EntityType } from '../model/entity';
import type { ShownConflict, ShownFact } from './context-answer';
import type { Facts, Side } from './picture';
import { isNamedBy, maySee, type Viewer } from './viewer';

/** What a viewer is shown of an entity, the most wanted first. */
export interface Shown {
	facts: Array<{ attribute: string; fact: ShownFact }>;
	conflicts: ShownConflict[];
	/** Names of stale and expired ones. */
	stale: string[];
	/** Names of those that are known and not shown. */
	withheld: string[];
}

export interface ShowSettings {
	rules: Rules;
	now: number;
	intent: Intent;
	viewer?: Omit<Viewer, 'name'>;
	fields?: readonly string[];
	maxAgeDays?: number;
}

export function showFacts(
	{ type, facts }: Pick<Side, 'type' | 'facts'>,
	settings: ShowSettings,
): Shown {
	const { rules, now, intent, fields, maxAgeDays } = settings;
	const shown: Shown = { facts: [], conflicts: [], stale: [], withheld: [] };
	for (const attribute of inOrder(type, facts, intent)) {
		const won = facts[attribute] as Winner;
		if (fields !== undefined && !fields.some((field) => isNamedBy(field, type, attribute)))
			continue;
		if (!isVisible(settings, type, attribute, won.winner)) {
			shown.withheld.push(`${type}.${attribute}`);
			continue;
		}
		const halfLifeDays = rules.halfLifeOf(type, attribute);
		const age = ageInDays(won.winner.observedAt, now);
		if (maxAgeDays !== undefined && age > maxAgeDays) continue;
		const freshness = freshnessOf(won.winner.observedAt, halfLifeDays, now);
		shown.facts.push({
			attribute,
			fact: {
				value: won.winner.value,
				source: won.winner.source,
				ageDays: Math.round(age),
				score: rounded(scoreOf(won.winner, { rules, halfLifeDays, now })),
				...(freshness !== 'fresh' && { freshness }),
				...(won.winner.method !== 'observed' && { method: won.winner.method }),
			},
		});
		if (freshness === 'stale' || freshness === 'expired') shown.stale.push(`${type}.${attribute}`);
		const others = conflictsOf(won, halfLifeDays, now)
			.filter((one) => isVisible(settings, type, attribute, one))
			.map(({ value, source, observedAt }) => ({ value, source, observedAt }));
		if (others.length > 0) {
			shown.conflicts.push({ entity: type, attribute, value: won.winner.value, others });
		}
	}
	return shown;
}

function isVisible(
	{ viewer }: ShowSettings,
	entity: EntityType,
	attribute: string,
	{ privacy, licence }: Winner['winner'],
): boolean {
	return maySee(viewer ?? {}, { entity, attribute, privacy, licence });
}

/** Names by which one is told, what the intent wants, then the surest. */
function inOrder(type: EntityType, facts: Facts, intent: Intent): string[] {
	const naming = ['fullName', 'firstName', 'lastName', 'name', 'email', 'domain'];
	const rank = (attribute: string) => {
		const named = naming.indexOf(attribute);
		if (named >= 0) return named;
		const wanted = wantedRank(intent, type, attribute);
		if (wanted !== undefined) return 10 + wanted;
		return 100 - (facts[attribute]?.winner.confidence ?? 0);
	};
	return Object.keys(facts).sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
}

function rounded(score: number): number {
	return Math.round(score * 100) / 100;
}
