import { Clusters } from './clusters';
import type { IdentityRecord } from './identity-record';
import type { Neighborhood } from './neighborhood';
import { type Contested, type Doubt, planMerges } from './plan-merges';
import type { ReadIdentifier } from './read-identifier';
import { type SuggestionReason, suggestionBetween } from './suggest';

/** Why somebody may be meant, or why nobody can be sure of it. */
export type CandidateReason =
	| SuggestionReason
	| { code: 'contested'; identifier: { kind: string; value: string }; doubt: Doubt }
	| { code: 'only_a_hint'; identifier: { kind: string; value: string } }
	| { code: 'too_many_ties' };

/** Somebody who may be meant; `entityId` is the head of a cluster. */
export interface Candidate {
	entityId: string;
	reasons: CandidateReason[];
}

/** The published state machine: who is meant, nobody known, or a person must say. */
export type Resolution =
	| {
			state: 'resolved';
			/** The head of the cluster. */
			entityId: string;
			/** Heads of clusters that turn out to be the same one: they are to be merged. */
			alsoOne: string[];
			matchedBy: Array<{ kind: string; value: string }>;
			/** Others who may be the same, for the queue. */
			candidates: Candidate[];
	  }
	| { state: 'not_found' }
	| { state: 'needs_review'; candidates: Candidate[] };

/**
 * Who is meant by what is known of somebody.
 *
 * @param probe what is known, under an id that no entity has
 */
export function resolveIdentity(probe: IdentityRecord, around: Neighborhood): Resolution {
	const { records, joined, refused, isCut } = around;
	if (isCut)
		return review(
			records.slice(0, 10).map(({ id }) => [id, { code: 'too_many_ties' }]),
			around,
		);
	const { clusters, contested } = planMerges([...records, probe], { joined, refused });
	const same = records.filter(({ id }) => clusters.isOne(id, probe.id));
	const candidates = candidatesOf(probe, around, contested).filter(
		({ entityId }) => !clusters.isOne(entityId, probe.id),
	);
	if (same.length > 0) {
		const [entityId = '', ...alsoOne] = headsOf(same, around);
		return { state: 'resolved', entityId, alsoOne, matchedBy: sharedBy(probe, same), candidates };
	}
	return candidates.length > 0 ? { state: 'needs_review', candidates } : { state: 'not_found' };
}

type Reasoned = [id: string, reason: CandidateReason];

function candidatesOf(
	probe: IdentityRecord,
	around: Neighborhood,
	contested: readonly Contested[],
): Candidate[] {
	const doubts = contested
		.filter(({ holders }) => holders.includes(probe.id))
		.flatMap(({ identifier: { kind, value }, holders, doubt }) =>
			holders
				.filter((id) => id !== probe.id)
				.map((id): Reasoned => [id, { code: 'contested', identifier: { kind, value }, doubt }]),
		);
	const hints = around.alike.flatMap((record) => hintsOf(probe, record));
	const likenesses = [...around.records, ...around.alike].flatMap((record) =>
		(suggestionBetween(probe, record, around.refused)?.reasons ?? []).map((reason): Reasoned => [
			record.id,
			reason,
		]),
	);
	return gathered([...doubts, ...hints, ...likenesses], around);
}

/** A phone number is all there is: its holders are shown, if they are few. */
function hintsOf(probe: IdentityRecord, record: IdentityRecord): Reasoned[] {
	if (probe.name !== undefined) return [];
	return shared(probe.identifiers, record.identifiers)
		.filter(({ rule }) => rule === 'phone')
		.map(({ kind, value }) => [record.id, { code: 'only_a_hint', identifier: { kind, value } }]);
}

function review(reasons: readonly Reasoned[], around: Neighborhood): Resolution {
	return { state: 'needs_review', candidates: gathered(reasons, around) };
}

/** By the head of each cluster, the one with most reasons first. */
function gathered(reasons: readonly Reasoned[], around: Neighborhood): Candidate[] {
	const clusters = new Clusters(around.joined);
	const byHead = Map.groupBy(reasons, ([id]) => clusters.head(id));
	return [...byHead]
		.map(([entityId, each]) => ({ entityId, reasons: each.map(([, reason]) => reason) }))
		.toSorted(
			(one, other) =>
				other.reasons.length - one.reasons.length || (one.entityId < other.entityId ? -1 : 1),
		);
}

function headsOf(records: readonly IdentityRecord[], { joined }: Neighborhood): string[] {
	const clusters = new Clusters(joined);
	return [...new Set(records.map(({ id }) => clusters.head(id)))].toSorted();
}

function sharedBy(probe: IdentityRecord, same: readonly IdentityRecord[]) {
	const theirs = same.flatMap(({ identifiers }) => identifiers);
	return shared(probe.identifiers, theirs).map(({ kind, value }) => ({ kind, value }));
}

function shared(
	ours: readonly ReadIdentifier[],
	theirs: readonly ReadIdentifier[],
): ReadIdentifier[] {
	const held = new Set(theirs.map(({ kind, value }) => `${kind} ${value}`));
	return ours.filter(({ kind, value }) => held.has(`${kind} ${value}`));
}
