import { canonicalJson } from '../../base/digest';
import { inChunks } from '../../base/in-chunks';
import type { RecordDraft, RecordReport, WithdrawnRecord } from '../context-graph';
import { inAccount, type SourceAccount, withoutAccount } from '../identity/record-kind';
import { type Relation, RELATIONS } from '../model/edge';
import { type Identifier, identifierSchema } from '../model/identifier';
import { provenanceSchema } from '../model/provenance';
import { type Subject, subjectSchema } from '../query/subject';
import { z } from '../../third-party/zod';
import { checked } from './checked';
import type { Cluster } from './entities';
import type { OpenGraph } from './graph-ports';
import { clustersHolding } from './holding';
import { recordFactsOf, refsOf } from './record-facts';
import { findOrMake, linkIn } from './record-happenings';
import { spellingsOf } from './record-ids';
import { observedOf, refreshFacts } from './refresh-facts';
import type { EdgeTable, ObservationTable } from './schema';
import { readAll } from './resolve-subject';
import { factsDraftSchema, whySchema } from './write-schemas';
import { inWriteUnit, type WriteUnit } from './write-unit';

const recordSchema = factsDraftSchema.extend({
	sourceRef: z.string().min(1).max(320),
	links: z
		.array(
			z.strictObject({
				from: subjectSchema,
				relation: z.enum(Object.keys(RELATIONS) as [Relation, ...Relation[]]),
				to: subjectSchema,
			}),
		)
		.max(500),
});

/**
 * Takes in a whole record of a source: what the source said of it before and does not say any more is
 * withdrawn, and so are its links. One write, so nobody reads half of it.
 */
export async function replaceRecord(graph: OpenGraph, draft: RecordDraft): Promise<RecordReport> {
	const { links, ...facts } = checked(recordSchema, draft);
	return await inWriteUnit(graph, facts, async (unit) => {
		const { report, cluster, all } = await recordFactsOf(unit, facts);
		const said = new Map(all.map((fact) => [fact.attribute, fact]));
		const withdrawn = await withdraw(unit, cluster, facts, (row) => {
			const now = said.get(row.attribute);
			if (now === undefined) return true;
			// Clocks that tick in seconds give one time to two versions: the one that was read last counts.
			return (
				row.value !== canonicalJson(now.value) && row.observed_at >= (now.observedAt ?? unit.at)
			);
		});
		const linked = await replaceLinks(unit, cluster, links, facts);
		return { ...report, withdrawn, linked };
	});
}

/** What a record of a source says of it. */
interface Ref extends SourceAccount {
	sourceRef: string;
}

/** @returns attributes of which the source says nothing any more */
async function withdraw(
	unit: WriteUnit,
	cluster: Cluster,
	origin: Ref,
	isGone: (row: ObservationTable) => boolean,
): Promise<string[]> {
	const { source } = origin;
	const refs = refsOf(origin);
	const { rows, retracted } = await observedOf(unit, cluster);
	const idOf = ({ seq, position }: ObservationTable) => `${seq}-${position}`;
	const gone = rows.filter(
		(row) =>
			row.source === source &&
			refs.includes(row.ref) &&
			row.seq !== unit.seq &&
			!retracted.has(idOf(row)) &&
			isGone(row),
	);
	if (gone.length === 0) return [];
	const retractions = gone.map((row) => ({
		...unit.place(),
		entity_id: row.entity_id,
		of_seq: row.seq,
		of_position: row.position,
		reason: `${source} does not say so any more`,
		actor: source,
	}));
	for (const chunk of inChunks(retractions)) {
		await unit.tables.insertInto('graph_retraction').values(chunk).execute();
	}
	const attributes = [...new Set(gone.map(({ attribute }) => attribute))];
	const all = new Set([...retracted, ...gone.map(idOf)]);
	await refreshFacts(unit, cluster, { rows, retracted: all }, attributes);
	return attributes;
}

/** Relations that a record itself tells, by the end on which it stands. */
const TOLD_BY_FROM: readonly Relation[] = ['works_at', 'deal_of'];
const TOLD_BY_TO: readonly Relation[] = ['on_deal'];

/** @returns links that were not there before */
async function replaceLinks(
	unit: WriteUnit,
	cluster: Cluster,
	links: ReadonlyArray<{ from: Subject; relation: Relation; to: Subject }>,
	{ source, account }: SourceAccount,
): Promise<number> {
	const origin = { source, ...(account !== undefined && { account }) };
	const kept = new Set<string>();
	let linked = 0;
	for (const { from, relation, to } of links) {
		const ends = {
			from: await findOrMake(unit, from, origin, RELATIONS[relation].from),
			relation,
			to: await findOrMake(unit, to, origin, RELATIONS[relation].to),
		};
		if (ends.from.head === ends.to.head) continue;
		const { status } = await linkIn(unit, ends, origin);
		if (status === 'written') linked += 1;
		for (const one of ends.from.members) {
			for (const other of ends.to.members) kept.add(`${relation} ${one} ${other}`);
		}
	}
	const told = (await edgesTouching(unit, cluster, origin)).filter(({ relation, from_id: from }) =>
		(cluster.members.includes(from) ? TOLD_BY_FROM : TOLD_BY_TO).includes(relation),
	);
	await endEdges(
		unit,
		told.filter((edge) => !kept.has(`${edge.relation} ${edge.from_id} ${edge.to_id}`)),
	);
	return linked;
}

/** The last word of the source on each relation of these entities. */
async function edgesTouching(
	{ tables }: WriteUnit,
	{ members }: Pick<Cluster, 'members'>,
	{ source, account }: SourceAccount,
): Promise<EdgeTable[]> {
	const rows = await tables
		.selectFrom('graph_edge')
		.selectAll()
		.where('source', '=', source)
		.$if(account !== undefined, (query) =>
			query.where((is) => is.or([is('account', 'is', null), is('account', '=', account ?? '')])),
		)
		.where((is) => is.or([is('from_id', 'in', members), is('to_id', 'in', members)]))
		.orderBy('seq')
		.execute();
	const last = new Map(
		rows.map((edge) => [`${edge.relation} ${edge.from_id} ${edge.to_id}`, edge]),
	);
	return [...last.values()].filter(({ held_to: end }) => end === null);
}

async function endEdges(unit: WriteUnit, edges: readonly EdgeTable[]): Promise<void> {
	for (const edge of edges) {
		const ended = { ...edge, ...unit.place(), observed_at: unit.at, held_to: unit.at };
		await unit.tables.insertInto('graph_edge').values(ended).execute();
	}
}

const withdrawalSchema = provenanceSchema.extend({
	sourceRef: z.string().min(1).max(320),
	actor: whySchema.shape.actor,
});

/**
 * Follows a source in which a record is gone: all that the record said is withdrawn, and its id tells
 * nobody any more. What other sources say stays.
 *
 * @param into of a merge: the record that it went into. Both become one, and the old id still leads there
 * @returns undefined if the record was not known
 */
export async function withdrawRecord(
	graph: OpenGraph,
	identifier: Identifier,
	given: z.input<typeof withdrawalSchema>,
): Promise<WithdrawnRecord | undefined> {
	const origin = checked(withdrawalSchema, given);
	const [read] = inAccount(readAll([checked(identifierSchema, identifier)]), origin);
	if (read === undefined) return undefined;
	const former = withoutAccount(read.kind);
	return await inWriteUnit(graph, origin, async (unit) => {
		const [spellings = [read]] = former === read.kind ? [] : await spellingsOf(unit.tables, [read]);
		const [cluster] = await clustersHolding(unit.tables, spellings);
		if (cluster === undefined) return undefined;
		const withdrawn = await withdraw(unit, cluster, origin, () => true);
		const own = { members: [cluster.anchor] };
		await endEdges(unit, await edgesTouching(unit, own, origin));
		unit.place();
		await unit.tables
			.deleteFrom('graph_identifier')
			.where('value', '=', read.value)
			.where((is) =>
				is.or([
					is('kind', '=', read.kind),
					is.and([is('kind', '=', former), is('entity_id', 'in', cluster.members)]),
				]),
			)
			.execute();
		return { entityId: cluster.head, withdrawn };
	});
}
