import { inAccount } from '../../../context/identity/record-kind';
import type { EntityType } from '../../../context/model/entity';
import type { GivenChange } from '../../../gtm/changes/read-feed';
import type { Changing, ChangingEntities } from '../../../gtm/crm/crm-changes';
import type { Activity } from '../../../gtm/model/activity';
import { applyWrite } from '../observe/graph-write';
import type { CanonicalRecord } from '../observe/record-facts-draft';
import { writesOfActivity, writesOfCrmRecord } from '../observe/writes-of-crm';
import { type OptOuts, followOptOut } from './follow-opt-out';
import type { SyncTally, Verdict } from './sync-report';

/** `from`: the vendor, and which account of it where that counts; the execution, and who runs it. */
export interface Origin extends OptOuts {
	tally: SyncTally;
}

type Changed = ChangingEntities[Changing];
type Recorded = Exclude<Changing, 'activity'>;

const TYPES: Readonly<Record<Recorded, EntityType & ('account' | 'contact' | 'deal')>> = {
	contact: 'contact',
	company: 'account',
	deal: 'deal',
};

/**
 * Brings the graph in line with one change of a CRM.
 *
 * @throws RangeError if the graph refuses it
 */
export async function writeCrmChange(
	origin: Origin,
	what: Changing,
	{ row }: GivenChange<Changed>,
): Promise<Verdict> {
	const { id, gone, record } = row;
	if (what === 'activity') return await writeActivity(origin, id, gone, record as Activity);
	const type = TYPES[what];
	if (gone === 'deleted') return await withdraw(origin, type, id, 'deleted');
	if (gone !== undefined) return await merge(origin, type, id, gone.into);
	return await replace(origin, type, { ...record, id });
}

const refOf = (type: EntityType, id: string) => `${type}/${id}`;

async function replace(
	origin: Origin,
	type: 'account' | 'contact' | 'deal',
	record: CanonicalRecord,
): Promise<Verdict> {
	const { graph, from } = origin;
	const { source } = from;
	const id = String(record.id);
	const writes = writesOfCrmRecord(type, record, from);
	const draft = writes.find((write) => write.kind === 'facts')?.draft;
	const links = writes.flatMap((write) => (write.kind === 'link' ? [write] : []));
	const report = await graph.replaceRecord({
		...from,
		type,
		identifiers: draft?.identifiers ?? [{ kind: `${source}:${type}`, value: id }],
		facts: draft?.facts ?? [],
		sourceRef: refOf(type, id),
		links: links.map(({ from: one, relation, to }) => ({ from: one, relation, to })),
	});
	if (type === 'contact') await followOptOut(origin, record, report.changed);
	if (report.status === 'created') return 'created';
	const isNews = report.changed.length + report.withdrawn.length + report.linked > 0;
	return isNews ? 'changed' : 'unchanged';
}

async function withdraw(
	{ graph, from }: Origin,
	type: EntityType,
	id: string,
	verdict: 'deleted' | 'merged',
): Promise<Verdict> {
	const identifier = { kind: `${from.source}:${type}`, value: id };
	const about = { ...from, sourceRef: refOf(type, id) };
	return (await graph.withdrawRecord(identifier, about)) === undefined ? 'ignored' : verdict;
}

/** What was known of the one that is gone stays with the other, but for what the CRM itself had said. */
async function merge(origin: Origin, type: EntityType, id: string, into: string): Promise<Verdict> {
	const { graph, from } = origin;
	const identifier = (value: string) =>
		inAccount([{ kind: `${from.source}:${type}`, value }], from);
	const [winner, loser] = [
		{ type, identifiers: identifier(into) },
		{ type, identifiers: identifier(id) },
	];
	const [known, other] = [await graph.resolve(loser), await graph.resolve(winner)];
	if (known.entityId === undefined) return 'ignored';
	if (other.entityId === undefined) {
		// The list tells of the record that stayed after this.
		await graph.upsertFacts({ ...from, ...winner, facts: [] });
	}
	if (known.entityId !== other.entityId) {
		await graph.merge(winner, loser, { reason: `Merged in ${from.source}`, actor: from.actor });
	}
	return await withdraw(origin, type, id, 'merged');
}

async function writeActivity(
	{ graph, from }: Origin,
	id: string,
	gone: unknown,
	activity: Activity | undefined,
): Promise<Verdict> {
	// What happened has happened, also if somebody takes it from the CRM.
	if (gone !== undefined || activity === undefined) return 'ignored';
	const writes = writesOfActivity({ ...activity, id }, from);
	for (const write of writes) await applyWrite(graph, write);
	return writes.length === 0 ? 'ignored' : 'changed';
}
