import { canonicalJson } from '../../base/digest';
import { traitsOf } from '../facts/attributes';
import { numberOf } from '../facts/same-value';
import { type Candidate, conflictsOf, nextBoundary, pickWinner } from '../facts/winner';
import { inChunks } from '../../base/in-chunks';
import { toCandidate } from './observation-rows';
import type { Cluster } from './entities';
import type { FactTable, ObservationTable, RetractionTable } from './schema';
import { refreshTerms } from './terms';
import type { WriteUnit } from './write-unit';

/** A value's word for comparing is no longer than this. */
const LONGEST_WORD = 200;

/** What was observed of a cluster, of some of its attributes. */
export interface Observed {
	rows: ObservationTable[];
	/** Places of rows that were retracted, as `idOfPlace` writes them. */
	retracted: ReadonlySet<string>;
}

/** @param attributes all if left out */
export async function observedOf(
	{ tables }: Pick<WriteUnit, 'tables'>,
	{ members }: Pick<Cluster, 'members'>,
	attributes?: readonly string[],
): Promise<Observed> {
	const rows = await tables
		.selectFrom('graph_observation')
		.selectAll()
		.where('entity_id', 'in', members)
		.$if(attributes !== undefined, (query) => query.where('attribute', 'in', attributes ?? []))
		.execute();
	const retractions = await tables
		.selectFrom('graph_retraction')
		.select(['of_seq', 'of_position'])
		.where('entity_id', 'in', members)
		.execute();
	return { rows, retracted: retractedIds(retractions) };
}

export function retractedIds(
	rows: ReadonlyArray<Pick<RetractionTable, 'of_seq' | 'of_position'>>,
): ReadonlySet<string> {
	return new Set(rows.map((row) => `${row.of_seq}-${row.of_position}`));
}

/**
 * Concludes anew which value counts, for attributes of which all observations are given.
 *
 * @returns attributes with another value than before
 */
export async function refreshFacts(
	unit: WriteUnit,
	cluster: Cluster,
	{ rows, retracted }: Observed,
	attributes: readonly string[],
): Promise<string[]> {
	const { tables } = unit;
	const before = await tables
		.selectFrom('graph_fact')
		.selectAll()
		.where('entity_id', '=', cluster.head)
		.where('attribute', 'in', [...attributes])
		.execute();
	const known = new Map(before.map((row) => [row.attribute, row]));
	const byAttribute = Map.groupBy(
		rows.filter(({ seq, position }) => !retracted.has(`${seq}-${position}`)),
		({ attribute }) => attribute,
	);
	const after: FactTable[] = [];
	const gone: string[] = [];
	for (const attribute of attributes) {
		const candidates = (byAttribute.get(attribute) ?? []).map(toCandidate);
		const row = factRow(unit, cluster, attribute, candidates);
		if (row === undefined) gone.push(attribute);
		else after.push(row);
	}
	const written = after.filter((row) => !isSameRow(row, known.get(row.attribute)));
	await replaceRows(
		unit,
		cluster.head,
		written,
		gone.filter((name) => known.has(name)),
	);
	const now = new Map(written.map((row) => [row.attribute, row]));
	const changed = [...written.map(({ attribute }) => attribute), ...gone].filter((attribute) =>
		noteChange(unit, cluster, attribute, known.get(attribute), now.get(attribute)),
	);
	if (changed.some((name) => traitsOf(cluster.type, name).searched)) {
		await refreshTerms(unit, cluster);
	}
	return changed;
}

function factRow(
	{ graph: { rules }, now, at, seq }: WriteUnit,
	{ head, type }: Cluster,
	attribute: string,
	candidates: readonly Candidate[],
): FactTable | undefined {
	const won = pickWinner(candidates, { type, attribute }, { rules, now });
	const changesAt = won === undefined ? nextBoundary(candidates, at) : won.changesAt;
	if (won === undefined && changesAt === undefined) return undefined;
	const { winner, challengers = [] } = won ?? {};
	return {
		entity_id: head,
		attribute,
		winner: winner === undefined ? null : JSON.stringify(winner),
		challengers: challengers.length === 0 ? null : JSON.stringify(challengers),
		...comparedAs(type, attribute, winner?.value),
		observed_at: winner?.observedAt ?? null,
		changes_at: changesAt ?? null,
		seq,
	};
}

function comparedAs(
	type: Cluster['type'],
	attribute: string,
	value: unknown,
): Pick<FactTable, 'word' | 'number'> {
	if (!traitsOf(type, attribute).filtered || value === undefined) {
		return { word: null, number: null };
	}
	const isWord = typeof value === 'string' || typeof value === 'boolean';
	return {
		word: isWord ? String(value).toLowerCase().slice(0, LONGEST_WORD) : null,
		number: numberOf(value)?.number ?? null,
	};
}

function isSameRow(row: FactTable, before: FactTable | undefined): boolean {
	return (
		before !== undefined &&
		row.winner === before.winner &&
		row.challengers === before.challengers &&
		row.changes_at === before.changes_at
	);
}

async function replaceRows(
	{ tables }: WriteUnit,
	head: string,
	written: readonly FactTable[],
	gone: readonly string[],
): Promise<void> {
	const stale = [...written.map(({ attribute }) => attribute), ...gone];
	if (stale.length === 0) return;
	await tables
		.deleteFrom('graph_fact')
		.where('entity_id', '=', head)
		.where('attribute', 'in', stale)
		.execute();
	for (const rows of inChunks(written)) {
		await tables.insertInto('graph_fact').values(rows).execute();
	}
}

/** @returns whether another value counts than before */
function noteChange(
	unit: WriteUnit,
	{ head: entityId, type }: Cluster,
	attribute: string,
	before: FactTable | undefined,
	after: FactTable | undefined,
): boolean {
	const [was, is] = [winnerOf(before), winnerOf(after)];
	if (conflicts(unit, type, attribute, before) === 0) {
		const count = conflicts(unit, type, attribute, after);
		if (count > 0)
			unit.note({ kind: 'conflict', entityId, type, name: attribute, after: is?.value });
	}
	if (canonicalJson(was?.value ?? null) === canonicalJson(is?.value ?? null)) return false;
	const values = { before: was?.value, after: is?.value };
	unit.note({ kind: 'fact_changed', entityId, type, name: attribute, ...values });
	return true;
}

function winnerOf(row: FactTable | undefined): Candidate | undefined {
	return row?.winner == null ? undefined : (JSON.parse(row.winner) as Candidate);
}

function conflicts(
	{ graph: { rules }, now }: WriteUnit,
	type: Cluster['type'],
	attribute: string,
	row: FactTable | undefined,
): number {
	const winner = winnerOf(row);
	if (winner === undefined || row?.challengers == null) return 0;
	const challengers = JSON.parse(row.challengers) as Candidate[];
	return conflictsOf({ winner, challengers }, rules.halfLifeOf(type, attribute), now).length;
}
