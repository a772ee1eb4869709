import { Clusters } from './clusters';
import { type Forbidding, type RefusedPairs, whatForbids } from './forbidden';
import { type IdentifierKind, ruleOf } from './identifier-kinds';
import { type IdentityRecord, type Pair, pairOf } from './identity-record';
import { countDifferentNames, namesDiffer } from './names-differ';
import type { ReadIdentifier } from './read-identifier';

/** Two entities that are one, and by what. */
export interface PlannedMerge extends Pair {
	rule: IdentifierKind;
	evidence: { kind: string; value: string };
}

/** Why an identifier that several have makes them no one. */
export type Doubt =
	| { code: 'over_cap'; names: number }
	| { code: 'names_differ'; one: string; other: string }
	| { code: 'forbidden'; one: string; other: string; by: Forbidding };

/** An identifier whose holders need a person's look. */
export interface Contested {
	identifier: ReadIdentifier;
	/** In order. */
	holders: string[];
	doubt: Doubt;
}

export interface MergePlan {
	merges: PlannedMerge[];
	contested: Contested[];
	/** Who is one, what was joined before included. */
	clusters: Clusters;
}

/** What people have decided, and what was merged before. */
export interface StandingDecisions {
	joined?: readonly Pair[];
	refused?: RefusedPairs;
}

interface Proposal {
	identifier: ReadIdentifier;
	holders: IdentityRecord[];
}

/**
 * Which of these entities are one. The strongest kinds of identifier speak first. Whatever of one rank
 * would join two that must stay two is left to a person as a whole, so that nothing hangs on the order
 * in which entities came, and no chain of agreements goes around a contradiction.
 */
export function planMerges(
	records: readonly IdentityRecord[],
	{ joined = [], refused = new Set() }: StandingDecisions = {},
): MergePlan {
	const ordered = records.toSorted((one, other) => (one.id < other.id ? -1 : 1));
	const plan: MergePlan = { merges: [], contested: [], clusters: new Clusters(joined) };
	const ranks = new Set(ordered.flatMap(({ identifiers }) => identifiers.flatMap(rankOf)));
	for (const rank of [...ranks].toSorted((one, other) => one - other)) {
		settleRank(proposalsOf(ordered, rank, plan), ordered, plan, refused);
	}
	return plan;
}

function rankOf({ rule }: ReadIdentifier): number[] {
	const { rank } = ruleOf(rule);
	return rank === undefined ? [] : [rank];
}

/** Who would be one by the identifiers of one rank, each taken by itself. */
function proposalsOf(
	records: readonly IdentityRecord[],
	rank: number,
	plan: MergePlan,
): Proposal[] {
	const held = new Map<string, Proposal>();
	for (const record of records) {
		for (const identifier of record.identifiers) {
			if (ruleOf(identifier.rule).rank !== rank) continue;
			const key = `${record.type} ${identifier.kind} ${identifier.value}`;
			const proposal = held.get(key) ?? { identifier, holders: [] };
			proposal.holders.push(record);
			held.set(key, proposal);
		}
	}
	return [...held.keys()]
		.toSorted()
		.map((key) => held.get(key) as Proposal)
		.filter(({ holders }) => holders.length > 1)
		.flatMap((proposal) => undoubted(proposal, plan));
}

/** The holders that may be one as far as names go; the others are contested. */
function undoubted({ identifier, holders }: Proposal, plan: MergePlan): Proposal[] {
	const { cap, agreement } = ruleOf(identifier.rule);
	const contest = (contested: readonly IdentityRecord[], doubt: Doubt) =>
		plan.contested.push({ identifier, holders: contested.map(({ id }) => id), doubt });
	if (cap !== undefined) {
		const names = countDifferentNames(holders, cap);
		if (names >= cap) {
			contest(holders, { code: 'over_cap', names });
			return [];
		}
	}
	if (agreement === 'merges') return [{ identifier, holders }];
	const groups = compatible(holders);
	const doubt = groups.length > 1 ? differenceIn(holders, plan.clusters) : undefined;
	if (doubt) contest(holders, doubt);
	return groups.flatMap((group) => {
		const within = differenceIn(group, plan.clusters);
		if (within && !doubt) contest(group, within);
		return within || group.length < 2 ? [] : [{ identifier, holders: group }];
	});
}

/** Holders in groups, each of those who may be one by name with any other of it. */
function compatible(holders: readonly IdentityRecord[]): IdentityRecord[][] {
	const byName = Map.groupBy(holders, ({ name }) => name);
	const groups = new Clusters();
	const different = [...byName.values()].flatMap(([first]) => (first ? [first] : []));
	for (const sameName of byName.values()) {
		for (const each of sameName) groups.join(sameName[0]?.id ?? each.id, each.id);
	}
	for (const [at, one] of different.entries()) {
		for (const other of different.slice(at + 1)) {
			if (!namesDiffer(one, other)) groups.join(one.id, other.id);
		}
	}
	return [...Map.groupBy(holders, ({ id }) => groups.head(id)).values()];
}

function differenceIn(group: readonly IdentityRecord[], settled: Clusters): Doubt | undefined {
	const pair = firstPair(group, settled, namesDiffer);
	return pair && { code: 'names_differ', one: pair[0].id, other: pair[1].id };
}

/** Joins what the proposals say, but for groups in which two must stay two. */
function settleRank(
	proposals: readonly Proposal[],
	records: readonly IdentityRecord[],
	plan: MergePlan,
	refused: RefusedPairs,
): void {
	const settled = plan.clusters.copy();
	const wished = plan.clusters.copy();
	for (const { holders } of proposals) {
		for (const { id } of holders) wished.join(holders[0]?.id ?? id, id);
	}
	const members = Map.groupBy(records, ({ id }) => wished.head(id));
	// What a record's id joins has been renamed if the names differ.
	const byName = proposals.some(({ identifier }) => ruleOf(identifier.rule).agreement !== 'merges');
	const doubts = new Map<string, Doubt | undefined>();
	for (const { identifier, holders } of proposals) {
		const head = wished.head(holders[0]?.id ?? '');
		if (!doubts.has(head)) {
			doubts.set(head, doubtIn(members.get(head) ?? [], settled, { refused, byName }));
		}
		const doubt = doubts.get(head);
		if (doubt) plan.contested.push({ identifier, holders: holders.map(({ id }) => id), doubt });
		else joinAll(holders, identifier, plan);
	}
}

function doubtIn(
	group: readonly IdentityRecord[],
	settled: Clusters,
	{ refused, byName }: { refused: RefusedPairs; byName: boolean },
): Doubt | undefined {
	const pair = firstPair(group, settled, (one, other) => whatForbids(one, other, refused));
	const by = pair && whatForbids(pair[0], pair[1], refused);
	if (pair && by) return { code: 'forbidden', one: pair[0].id, other: pair[1].id, by };
	return byName ? differenceIn(group, settled) : undefined;
}

/** The first two of a group that are not one yet and of which something holds. */
function firstPair(
	group: readonly IdentityRecord[],
	settled: Clusters,
	holds: (one: IdentityRecord, other: IdentityRecord) => unknown,
): [IdentityRecord, IdentityRecord] | undefined {
	for (const [at, one] of group.entries()) {
		for (const other of group.slice(at + 1)) {
			if (!settled.isOne(one.id, other.id) && holds(one, other)) return [one, other];
		}
	}
	return undefined;
}

function joinAll(
	holders: readonly IdentityRecord[],
	identifier: ReadIdentifier,
	plan: MergePlan,
): void {
	const [first, ...others] = holders;
	for (const other of first ? others : []) {
		if (!first || plan.clusters.isOne(first.id, other.id)) continue;
		plan.clusters.join(first.id, other.id);
		const { rule, kind, value } = identifier;
		plan.merges.push({ ...pairOf(first.id, other.id), rule, evidence: { kind, value } });
	}
}
