import { canonicalJson } from '../../base/digest';
import type { FactsDraft, FactsReport } from '../context-graph';
import { traitsOf } from '../facts/attributes';
import { namedIn, type SourceAccount } from '../identity/record-kind';
import type { Cluster } from './entities';
import type { OpenGraph } from './graph-ports';
import { identify } from './identify';
import { factOfIdentifier } from './identifier-values';
import { inChunks } from '../../base/in-chunks';
import { type Observed, observedOf, refreshFacts } from './refresh-facts';
import type { ObservationTable } from './schema';
import { checked } from './checked';
import { type CheckedFacts, factsDraftSchema } from './write-schemas';
import { inWriteUnit, type WriteUnit } from './write-unit';

type CheckedFact = CheckedFacts['facts'][number];

/** A clock that is ahead by more is wrong. */
const MOST_AHEAD_MS = 5 * 60_000;

/** The same from the same source is confirmed once in this time, unless it says itself when it was seen. */
const CONFIRMED_MS = 86_400_000;

const DEFAULT_CONFIDENCE = 0.8;

/** Records facts of one entity, which is made if its identifiers tell none. */
export async function recordFacts(graph: OpenGraph, draft: FactsDraft): Promise<FactsReport> {
	const facts = checked(factsDraftSchema, draft);
	return await inWriteUnit(graph, facts, async (unit) => await recordFactsIn(unit, facts));
}

export async function recordFactsIn(unit: WriteUnit, draft: CheckedFacts): Promise<FactsReport> {
	return (await recordFactsOf(unit, draft)).report;
}

/** The same, with whose facts they are, and all of them: identifiers tell some, too. */
export async function recordFactsOf(
	unit: WriteUnit,
	draft: CheckedFacts,
): Promise<{ report: FactsReport; cluster: Cluster; all: CheckedFact[] }> {
	const { type, source, account } = draft;
	const identity = await identify(unit, {
		type,
		source,
		...(account !== undefined && { account }),
		identifiers: draft.identifiers,
		facts: draft.facts,
	});
	const { cluster, status, misfits, told } = identity;
	const given = new Set(draft.facts.map(({ attribute }) => attribute));
	const implied = told
		.flatMap((identifier) => factOfIdentifier(type, identifier) ?? [])
		.filter(({ attribute }) => !given.has(attribute));
	const all = [...draft.facts, ...implied];
	const observed = await observe(unit, cluster, all, draft);
	const isGiven = (attribute: string) => given.has(attribute);
	const report: FactsReport = {
		entityId: cluster.head,
		status,
		changed: observed.changed.filter(isGiven),
		recorded: observed.recorded.filter(isGiven),
		known: observed.known.filter(isGiven),
		ignored: [...observed.ignored, ...misfits],
		seq: unit.seq,
	};
	return { report, cluster, all };
}

/** From where facts are. */
interface FactsOrigin extends SourceAccount {
	sourceRef?: string;
}

/** How the store names the record that facts were read from, and how it did before accounts were told apart. */
export function refsOf({ account, sourceRef }: FactsOrigin): Array<string | null> {
	if (sourceRef === undefined) return [null];
	return [...new Set([namedIn(account, sourceRef), sourceRef])];
}

interface ObservationReport {
	changed: string[];
	recorded: string[];
	known: string[];
	ignored: Array<{ attribute: string; reason: string }>;
}

/** Adds observations to the entity that is meant, and concludes anew what counts of its cluster. */
export async function observe(
	unit: WriteUnit,
	cluster: Cluster,
	facts: readonly CheckedFact[],
	origin: FactsOrigin,
): Promise<ObservationReport> {
	const attributes = [...new Set(facts.map(({ attribute }) => attribute))];
	if (attributes.length === 0) return { changed: [], recorded: [], known: [], ignored: [] };
	const observed = await observedOf(unit, cluster, attributes);
	const report: ObservationReport = { changed: [], recorded: [], known: [], ignored: [] };
	const added: ObservationTable[] = [];
	for (const fact of facts) {
		const { attribute } = fact;
		const reason = whyIgnored(fact, unit.now);
		if (reason !== undefined) {
			report.ignored.push({ attribute, reason });
			continue;
		}
		const row = observationRow(unit, cluster, fact, origin);
		const before = { ...observed, rows: [...observed.rows, ...added] };
		if (isKnown(before, row, { refs: refsOf(origin), isDated: fact.observedAt !== undefined }))
			report.known.push(attribute);
		else added.push({ ...row, ...unit.place() });
	}
	if (added.length === 0) return report;
	for (const rows of inChunks(added)) {
		await unit.tables.insertInto('graph_observation').values(rows).execute();
	}
	const touched = [...new Set(added.map(({ attribute }) => attribute))];
	const all = { ...observed, rows: [...observed.rows, ...added] };
	const changed = await refreshFacts(unit, cluster, all, touched);
	// Each fact that was given is counted once.
	for (const { attribute } of added) {
		(changed.includes(attribute) ? report.changed : report.recorded).push(attribute);
	}
	return report;
}

function whyIgnored(
	{ observedAt, heldFrom, heldTo }: CheckedFact,
	now: number,
): string | undefined {
	if (observedAt !== undefined && Date.parse(observedAt) > now + MOST_AHEAD_MS) {
		return `observedAt (${observedAt}) is in the future`;
	}
	if (heldFrom !== undefined && heldTo !== undefined && heldTo <= heldFrom) {
		return `heldTo (${heldTo}) is not after heldFrom (${heldFrom})`;
	}
	return undefined;
}

function observationRow(
	{ at, graph: { rules } }: WriteUnit,
	{ type, anchor }: Cluster,
	fact: CheckedFact,
	origin: FactsOrigin,
): ObservationTable {
	const { source } = origin;
	return {
		seq: 0,
		position: 0,
		entity_id: anchor,
		attribute: fact.attribute,
		value: canonicalJson(fact.value),
		source,
		ref: refsOf(origin)[0] ?? null,
		method: fact.method ?? 'observed',
		confidence: fact.confidence ?? DEFAULT_CONFIDENCE,
		licence: fact.licence ?? rules.licenceOf(source),
		privacy: fact.privacy ?? traitsOf(type, fact.attribute).privacy,
		held_from: fact.heldFrom ?? null,
		held_to: fact.heldTo ?? null,
		observed_at: fact.observedAt ?? at,
	};
}

/**
 * Whether an observation is one that is there already. One that says when it was seen is, if all of it is
 * the same. One that does not is new only as far as it confirms what has not been confirmed for a day:
 * else reading a record again and again would fill the store with it.
 */
function isKnown(
	{ rows, retracted }: Observed,
	row: ObservationTable,
	{ refs, isDated }: { refs: ReadonlyArray<string | null>; isDated: boolean },
): boolean {
	const ofSource = rows.filter(
		(one) =>
			one.attribute === row.attribute &&
			one.source === row.source &&
			refs.includes(one.ref) &&
			one.method === row.method &&
			!retracted.has(`${one.seq}-${one.position}`),
	);
	const isSame = (one: ObservationTable) =>
		one.value === row.value && one.held_from === row.held_from && one.held_to === row.held_to;
	if (isDated) {
		return ofSource.some(
			(one) =>
				isSame(one) && one.observed_at === row.observed_at && one.confidence === row.confidence,
		);
	}
	const newest = ofSource.reduce<ObservationTable | undefined>(
		(last, one) => (last === undefined || one.observed_at >= last.observed_at ? one : last),
		undefined,
	);
	if (newest === undefined || !isSame(newest) || newest.confidence !== row.confidence) return false;
	return Date.parse(row.observed_at) - Date.parse(newest.observed_at) < CONFIRMED_MS;
}
