import type { IdentityRecord } from '../identity/identity-record';
import { type Neighborhood, neighborhoodOf } from '../identity/neighborhood';
import { readIdentifiers } from '../identity/read-identifier';
import { type Candidate, type Resolution, resolveIdentity } from '../identity/resolve-identity';
import { tellReason } from '../identity/tell-reason';
import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';
import { clusterOf, clustersOf, type Cluster, createEntity } from './entities';
import { formerIdsOf } from './former-ids';
import { clustersHolding } from './holding';
import { identityIndexOn, toRecord } from './identity-index';
import { mergeIn } from './join-entities';
import { queueReview } from './reviews';
import type { WriteUnit } from './write-unit';

/** What a write says of whom it is about. */
export interface SaidOf {
	type: EntityType;
	facts: ReadonlyArray<{ attribute: string; value?: unknown }>;
}

export interface Found {
	cluster: Cluster;
	status: 'resolved' | 'created' | 'needs_review';
}

/** Of one question at most so many: who has more candidates has a shared identifier. */
const MOST_QUESTIONS = 10;

/** No entity has it, and every entity's id comes before it. */
const PROBE = '~';

const RULE_ACTOR = 'identity rules';

/**
 * The entity that identifiers tell by the table of identity. Those that turn out to be one are merged; whoever
 * is in doubt gets an entity of their own, and a person is asked.
 */
export async function findOrCreate(
	unit: WriteUnit,
	said: SaidOf,
	identifiers: readonly Identifier[],
): Promise<Found> {
	const told = probeOf(said, identifiers);
	if (told.identifiers.length === 0) return await mailboxOf(unit, said, identifiers);
	const former = await formerIdsOf(unit.tables, told);
	const probe = { ...told, identifiers: [...told.identifiers, ...former] };
	const around = await neighborhoodOf(probe, identityIndexOn(unit.tables));
	const resolution = resolveIdentity(probe, around);
	if (resolution.state === 'resolved') return await mergeAndAsk(unit, probe, around, resolution);
	if (resolution.state === 'not_found') {
		return { cluster: await createEntity(unit, said.type), status: 'created' };
	}
	const known = saidBefore(probe, around);
	const cluster =
		(known && (await clusterOf(unit.tables, known.id))) ?? (await createEntity(unit, said.type));
	await ask(unit, cluster, resolution.candidates);
	const isDoubted = resolution.candidates.some(({ reasons }) =>
		reasons.some(({ code }) => code === 'contested' || code === 'too_many_ties'),
	);
	return { cluster, status: isDoubted ? 'needs_review' : known ? 'resolved' : 'created' };
}

function probeOf({ type, facts }: SaidOf, identifiers: readonly Identifier[]): IdentityRecord {
	const values = new Map(facts.map(({ attribute, value }) => [attribute, value]));
	return {
		...toRecord(PROBE, type, values),
		identifiers: readIdentifiers(identifiers, type).identifiers,
	};
}

async function mergeAndAsk(
	unit: WriteUnit,
	probe: IdentityRecord,
	{ records }: Neighborhood,
	{ entityId, alsoOne, matchedBy, candidates }: Extract<Resolution, { state: 'resolved' }>,
): Promise<Found> {
	// What is written now is recorded for the one that has the identifiers.
	const holders = records.filter((record) => sharesIdentifier(record, probe)).map(({ id }) => id);
	const meant = (await clustersOf(unit.tables, holders)).find(({ head }) => head === entityId);
	const anchor = meant?.anchor ?? entityId;
	for (const other of alsoOne) {
		await mergeIn(unit, [anchor, other], {
			rule: 'identifiers',
			evidence: matchedBy,
			actor: RULE_ACTOR,
		});
	}
	const isMeant = meant !== undefined && alsoOne.length === 0;
	const cluster = isMeant ? meant : await clusterOf(unit.tables, anchor);
	if (cluster === undefined) throw new RangeError(`There is no entity ${anchor}`);
	await ask(unit, cluster, candidates);
	return { cluster, status: 'resolved' };
}

async function ask(
	unit: WriteUnit,
	{ anchor, members, type }: Cluster,
	candidates: readonly Candidate[],
): Promise<void> {
	for (const { entityId, reasons } of candidates.slice(0, MOST_QUESTIONS)) {
		if (members.includes(entityId)) continue;
		const told = [...new Set(reasons.map(tellReason))];
		await queueReview(unit, { type, one: anchor, other: entityId, reasons: told });
	}
}

/** A shared mailbox is an entity of its own: nobody who has other identifiers is it. */
async function mailboxOf(
	unit: WriteUnit,
	{ type }: SaidOf,
	identifiers: readonly Identifier[],
): Promise<Found> {
	for (const cluster of await clustersHolding(unit.tables, identifiers, type)) {
		const records = await identityIndexOn(unit.tables).mates([cluster.head]);
		const isMailbox = records.every((record) => record.identifiers.length === 0);
		if (isMailbox) return { cluster, status: 'resolved' };
	}
	return { cluster: await createEntity(unit, type), status: 'created' };
}

/** One that was made for the same doubt before: it has all of these identifiers, and the same name. */
function saidBefore(probe: IdentityRecord, { records }: Neighborhood): IdentityRecord | undefined {
	return records.find(
		(record) =>
			record.name === probe.name &&
			probe.identifiers.length > 0 &&
			probe.identifiers.every((one) => holds(record, one)),
	);
}

function sharesIdentifier(record: IdentityRecord, probe: IdentityRecord): boolean {
	return probe.identifiers.some((one) => holds(record, one));
}

function holds({ identifiers }: IdentityRecord, { kind, value }: Identifier): boolean {
	return identifiers.some((one) => one.kind === kind && one.value === value);
}
