import type { FactsReport, Written } from '../context-graph';
import type { Candidate } from '../facts/winner';
import { attributeName, factSchema } from '../model/observation';
import type { Subject } from '../query/subject';
import { checked } from './checked';
import { type Cluster, clusterOf } from './entities';
import type { OpenGraph } from './graph-ports';
import { placeOfId } from './observation-rows';
import { observe } from './record-facts';
import { observedOf, refreshFacts } from './refresh-facts';
import { resolveSubject } from './resolve-subject';
import { whySchema } from './write-schemas';
import { inWriteUnit, type WriteUnit } from './write-unit';

/** Of a person who corrects by hand. */
const BY_HAND = 'manual';

const correctionSchema = whySchema.extend({
	attribute: attributeName,
	value: factSchema.shape.value,
});

/** @returns undefined if there is no such observation */
export async function retract(
	graph: OpenGraph,
	observationId: string,
	why: { reason: string; actor: string },
): Promise<Written | undefined> {
	const { reason, actor } = checked(whySchema, why);
	const place = placeOfId(observationId);
	if (place === undefined) return undefined;
	return await inWriteUnit(graph, { source: BY_HAND, actor }, async (unit) => {
		const row = await unit.tables
			.selectFrom('graph_observation')
			.select(['entity_id', 'attribute'])
			.where('seq', '=', place.seq)
			.where('position', '=', place.position)
			.executeTakeFirst();
		const cluster = row && (await clusterOf(unit.tables, row.entity_id));
		if (row === undefined || cluster === undefined) return undefined;
		const written = { id: observationId, entityId: cluster.head };
		const observed = await observedOf(unit, cluster, [row.attribute]);
		if (observed.retracted.has(observationId))
			return { ...written, status: 'known', seq: unit.seq };
		await addRetraction(unit, { ...place, entityId: row.entity_id }, { reason, actor });
		const retracted = new Set([...observed.retracted, observationId]);
		await refreshFacts(unit, cluster, { ...observed, retracted }, [row.attribute]);
		return { ...written, status: 'written', seq: unit.seq };
	});
}

async function addRetraction(
	unit: WriteUnit,
	of: { seq: number; position: number; entityId: string },
	{ reason, actor }: { reason: string; actor: string },
): Promise<void> {
	await unit.tables
		.insertInto('graph_retraction')
		.values({
			...unit.place(),
			entity_id: of.entityId,
			of_seq: of.seq,
			of_position: of.position,
			reason,
			actor,
		})
		.execute();
}

/** @returns undefined if the subject is not known */
export async function correct(
	graph: OpenGraph,
	subject: Subject,
	correction: { attribute: string; value: unknown; reason: string; actor: string },
): Promise<FactsReport | undefined> {
	const { attribute, value, reason, actor } = checked(correctionSchema, correction);
	return await inWriteUnit(graph, { source: BY_HAND, actor }, async (unit) => {
		const { cluster } = await resolveSubject(unit.tables, subject);
		if (cluster === undefined) return undefined;
		await retractWinner(unit, cluster, attribute, { reason, actor });
		const fact = { attribute, value, method: 'asserted' as const, confidence: 1 };
		const report = await observe(unit, cluster, [fact], { source: BY_HAND, sourceRef: actor });
		return { entityId: cluster.head, status: 'resolved', seq: unit.seq, ...report };
	});
}

async function retractWinner(
	unit: WriteUnit,
	{ head }: Cluster,
	attribute: string,
	why: { reason: string; actor: string },
): Promise<void> {
	const row = await unit.tables
		.selectFrom('graph_fact')
		.select('winner')
		.where('entity_id', '=', head)
		.where('attribute', '=', attribute)
		.executeTakeFirst();
	if (row?.winner == null) return;
	const place = placeOfId((JSON.parse(row.winner) as Candidate).id);
	const observation =
		place &&
		(await unit.tables
			.selectFrom('graph_observation')
			.select('entity_id')
			.where('seq', '=', place.seq)
			.where('position', '=', place.position)
			.executeTakeFirst());
	if (place === undefined || observation === undefined) return;
	await addRetraction(unit, { ...place, entityId: observation.entity_id }, why);
}
