import { z } from '../../third-party/zod';
import type { EntityType } from '../model/entity';
import { traitsOf } from './attributes';

/** What kind of thing a source is, which tells how far it is believed. */
export const SOURCE_KINDS = [
	'person',
	'crm',
	'sequencer',
	'analytics',
	'form',
	'enrichment',
	'workflow',
	'model',
	'other',
] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];

interface SourceTraits {
	/** 0 to 1: how far it is believed. */
	weight: number;
	/** Under which terms its facts may be used. */
	licence: string;
}

const KINDS: Readonly<Record<SourceKind, SourceTraits>> = {
	person: { weight: 1, licence: 'own' },
	crm: { weight: 0.9, licence: 'own' },
	sequencer: { weight: 0.85, licence: 'own' },
	analytics: { weight: 0.8, licence: 'own' },
	form: { weight: 0.8, licence: 'own' },
	enrichment: { weight: 0.7, licence: 'vendor' },
	workflow: { weight: 0.7, licence: 'own' },
	model: { weight: 0.4, licence: 'own' },
	other: { weight: 0.6, licence: 'unknown' },
};

/** What the user changes of the rules. Everything else is as the tables say. */
export const ruleChangesSchema = z.strictObject({
	/** By source: `{ "hubspot": 0.95 }`. */
	sourceWeights: z.record(z.string(), z.number().min(0.01).max(1)).optional(),
	/** By type and attribute: `{ "contact.title": 90 }`; `null` for what does not age. */
	halfLifeDays: z.record(z.string(), z.number().positive().nullable()).optional(),
});

export type RuleChanges = z.infer<typeof ruleChangesSchema>;

/** By what the winner among several values is told. */
export interface Rules {
	weightOf(source: string): number;
	licenceOf(source: string): string;
	/** Days; `null` for what does not age. */
	halfLifeOf(type: EntityType, attribute: string): number | null;
	/** The same for rules that say the same: what was concluded by others is concluded again. */
	fingerprint: string;
	/** These rules with changes. */
	with(changes: RuleChanges): Rules;
}

/**
 * @param kindOf what kind of thing a source is; `other` if nobody knows
 */
export function createRules(
	kindOf: (source: string) => SourceKind,
	changes: RuleChanges = {},
): Rules {
	const { sourceWeights = {}, halfLifeDays = {} } = changes;
	return {
		weightOf: (source) =>
			Object.hasOwn(sourceWeights, source)
				? (sourceWeights[source] as number)
				: KINDS[kindOf(source)].weight,
		licenceOf: (source) => KINDS[kindOf(source)].licence,
		halfLifeOf(type, attribute) {
			const key = `${type}.${attribute}`;
			const changed = Object.hasOwn(halfLifeDays, key) ? halfLifeDays[key] : undefined;
			return changed === undefined ? traitsOf(type, attribute).halfLifeDays : changed;
		},
		fingerprint: JSON.stringify([sorted(sourceWeights), sorted(halfLifeDays)]),
		with: (more) => createRules(kindOf, { ...changes, ...more }),
	};
}

function sorted(record: Readonly<Record<string, unknown>>): unknown[] {
	return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
