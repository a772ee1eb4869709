import fc from 'fast-check';

import { createRules, type SourceKind } from '../../../../../src/context/facts/rules';
import type { Observation } from '../../../../../src/context/model/observation';

export const NOW = Date.parse('2026-11-30T00:00:00.000Z');

const KINDS: Readonly<Record<string, SourceKind>> = {
	crm: 'crm',
	vendor: 'enrichment',
	maria: 'person',
};

export const rules = createRules((source) => KINDS[source] ?? 'other');

export const daysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString();

/** What a source saw; whatever is not said is unremarkable. */
export function observed(value: unknown, change: Partial<Observation> = {}): Observation {
	return {
		id: `1-${JSON.stringify(value)}-${change.source ?? 'crm'}-${change.observedAt ?? ''}`,
		entityId: 'e1',
		attribute: 'title',
		value,
		source: 'crm',
		method: 'observed',
		confidence: 0.8,
		licence: 'own',
		privacy: 'personal',
		observedAt: daysAgo(10),
		learnedAt: daysAgo(10),
		...change,
	};
}

const day = fc.integer({ min: 0, max: 900 });

/** Facts that can contradict, repeat, overtake and outlive each other. */
export const anyObservation = fc
	.record({
		attribute: fc.constantFrom('title', 'employees', 'fullName'),
		value: fc.constantFrom<unknown>('CEO', 'ceo ', 'CTO', 120, 130, ['a']),
		source: fc.constantFrom('crm', 'vendor', 'maria', 'elsewhere'),
		sourceRef: fc.option(fc.constantFrom('r1', 'r2'), { nil: undefined }),
		method: fc.constantFrom('observed' as const, 'asserted' as const, 'vendor' as const),
		confidence: fc.constantFrom(0, 0.5, 0.8, 1),
		observedAt: day,
		learnedAt: day,
		heldTo: fc.option(day, { nil: undefined }),
	})
	.map(({ observedAt, learnedAt, heldTo, value, sourceRef, ...rest }) =>
		observed(value, {
			...rest,
			...(sourceRef !== undefined && { sourceRef }),
			observedAt: daysAgo(observedAt),
			learnedAt: daysAgo(learnedAt),
			...(heldTo !== undefined && { heldTo: daysAgo(heldTo) }),
		}),
	);

/** Each with an id of its own, as the store gives them. */
export const anyObservations = fc
	.array(anyObservation, { maxLength: 12 })
	.map((all) => all.map((one, index) => ({ ...one, id: `${index}-0` })));
