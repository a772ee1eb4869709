import type { IdentityRecord } from '../../src/context/identity/identity-record.ts';
import type { MergePlan } from '../../src/context/identity/plan-merges.ts';
import type { Identity } from './identity.ts';
import type { RecordMapping } from './mapping.ts';
import { fill, type Row } from './rows.ts';
import { type Pairs, pairName, pairsWithin, type Score, scorePairs } from './score.ts';

/** What one set of records came to. */
export interface RecordMeasurement {
	records: number;
	clusters: number;
	truePairs: number;
	/** Pairs with an equal identifier that merges by the table, taken without any other rule. */
	equalIdentifiers: Score;
	automatic: Score;
	withSuggestions: Score;
	/** Identifiers left to a person. */
	contested: number;
	wrongMerges: string[];
}

/** A key that more share than this is no reason to compare. */
const COMMON_KEY = 500;

/** @throws RangeError if a record is not in the truth, or twice among the records */
export function measureRecords(
	identity: Identity,
	{ records: rows, truth }: { records: readonly Row[]; truth: readonly Row[] },
	mapping: RecordMapping,
): RecordMeasurement {
	const records = rows.map((row) => recordOf(identity, row, mapping.records));
	const byId = new Map(records.map((record) => [record.id, record]));
	if (byId.size < records.length) throw new RangeError('Two records have one id');
	const clusters = trueClusters(byId, truth, mapping);
	const truePairs = pairsWithin(clusters);
	const plan = identity.planMerges(records);
	const automatic = pairsWithin(plan.clusters.groups(byId.keys()));
	const wrong = [...automatic].filter((pair) => !truePairs.has(pair)).toSorted();
	return {
		records: records.length,
		clusters: clusters.length,
		truePairs: truePairs.size,
		equalIdentifiers: scorePairs(equalPairs(identity, records), truePairs),
		automatic: scorePairs(automatic, truePairs),
		withSuggestions: scorePairs(
			new Set([...automatic, ...suggestedPairs(identity, records, plan)]),
			truePairs,
		),
		contested: plan.contested.length,
		wrongMerges: wrong.map((pair) => tellPair(pair, byId)),
	};
}

function recordOf(identity: Identity, row: Row, mapping: RecordMapping['records']): IdentityRecord {
	const { type: typed } = mapping;
	const isAccount =
		typeof typed === 'object' && typed.account.includes(row.get(typed.field)?.[0] ?? '');
	const type = typeof typed === 'string' ? typed : isAccount ? 'account' : 'contact';
	const given = Object.entries(mapping.identifiers).flatMap(([kind, field]) =>
		(row.get(field) ?? []).map((value) => ({ kind: fill(kind, row).toLowerCase(), value })),
	);
	const country = mapping.country === undefined ? '' : fill(mapping.country, row);
	const { identifiers } = identity.readIdentifiers(
		given,
		type,
		country === '' ? undefined : country,
	);
	const name = mapping.name.map((template) => fill(template, row)).find((text) => text !== '');
	const company = mapping.company === undefined ? '' : fill(mapping.company, row);
	return {
		id: fill(mapping.id, row),
		type,
		identifiers,
		...(name !== undefined && { name }),
		...(company !== '' && { company }),
		traits: traitsOf(row, mapping),
	};
}

function traitsOf(row: Row, mapping: RecordMapping['records']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(mapping.traits).flatMap(([trait, field]) => {
			const value = row.get(field)?.[0];
			return value === undefined ? [] : [[trait, value]];
		}),
	);
}

function trueClusters(
	byId: ReadonlyMap<string, IdentityRecord>,
	truth: readonly Row[],
	mapping: RecordMapping,
): string[][] {
	const clusterOf = new Map(
		truth.map((row) => [fill(mapping.truth.id, row), row.get(mapping.truth.cluster)?.[0] ?? '']),
	);
	const groups = Map.groupBy(byId.keys(), (id) => {
		const cluster = clusterOf.get(id);
		if (cluster === undefined) throw new RangeError(`The truth knows no record ${id}`);
		return cluster;
	});
	return [...groups.values()];
}

function equalPairs(identity: Identity, records: readonly IdentityRecord[]): Pairs {
	const held = new Map<string, Set<string>>();
	for (const { id, type, identifiers } of records) {
		for (const { kind, value, rule } of identifiers.filter(({ rule }) => identity.mayMerge(rule))) {
			const key = `${type} ${rule} ${kind} ${value}`;
			held.set(key, (held.get(key) ?? new Set()).add(id));
		}
	}
	return pairsWithin([...held.values()].map((ids) => [...ids]));
}

/** Pairs of whole clusters, for so are they asked about. */
function suggestedPairs(
	identity: Identity,
	records: readonly IdentityRecord[],
	{ clusters, contested }: MergePlan,
): Set<string> {
	const asked = contested
		.filter(({ doubt }) => doubt.code !== 'over_cap')
		.flatMap(({ holders }) => [...pairsWithin([holders])]);
	const found = new Set([...asked, ...likePairs(identity, records)]);
	const members = Map.groupBy(
		records.map(({ id }) => id),
		(id) => clusters.head(id),
	);
	const pairs = new Set<string>();
	for (const pair of found) {
		const [one = '', other = ''] = pair.split('\u0000');
		for (const left of members.get(clusters.head(one)) ?? []) {
			for (const right of members.get(clusters.head(other)) ?? []) {
				if (left !== right) pairs.add(pairName(left, right));
			}
		}
	}
	return pairs;
}

function likePairs(identity: Identity, records: readonly IdentityRecord[]): Set<string> {
	const sharers = new Map<string, IdentityRecord[]>();
	for (const record of records) {
		for (const key of identity.likenessKeys(record)) {
			const named = `${record.type} ${key}`;
			const known = sharers.get(named);
			if (known) known.push(record);
			else sharers.set(named, [record]);
		}
	}
	const pairs = new Set<string>();
	for (const group of sharers.values()) {
		if (group.length > COMMON_KEY) continue;
		for (const [at, one] of group.entries()) {
			for (const other of group.slice(at + 1)) {
				if (identity.suggestionBetween(one, other, new Set()))
					pairs.add(pairName(one.id, other.id));
			}
		}
	}
	return pairs;
}

function tellPair(pair: string, byId: ReadonlyMap<string, IdentityRecord>): string {
	return pair
		.split('\u0000')
		.map((id) => {
			const { name = '(no name)', identifiers = [] } = byId.get(id) ?? {};
			return `${id} ${name} [${identifiers.map(({ kind, value }) => `${kind} ${value}`).join(', ')}]`;
		})
		.join(' = ');
}
