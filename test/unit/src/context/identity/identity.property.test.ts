import fc from 'fast-check';

import { Clusters } from '../../../../../src/context/identity/clusters';
import { whatForbids } from '../../../../../src/context/identity/forbidden';
import type { IdentityRecord } from '../../../../../src/context/identity/identity-record';
import {
	clustersOf,
	type Merge,
	mergeByRule,
	undoMerge,
} from '../../../../../src/context/identity/merges';
import { planMerges } from '../../../../../src/context/identity/plan-merges';
import { person } from './world';

const NOBODY_REFUSED: ReadonlySet<string> = new Set();
const AT = { by: 'test', at: '2026-05-01T00:00:00.000Z' };

const identifier = fc.oneof(
	fc.constantFrom('a', 'b', 'c').map((name) => `email ${name}@acme.com`),
	fc.constantFrom('a', 'b').map((name) => `email ${name}@gmail.com`),
	fc.constantFrom('aa', 'bb', 'cc').map((slug) => `linkedin in/${slug}`),
	fc.constantFrom('1', '2', '3').map((id) => `hubspot:contact ${id}`),
	fc.constantFrom('1', '2').map((id) => `salesforce:contact ${id}`),
	fc.constant('phone +13035550152'),
);

const name = fc.option(fc.constantFrom('Dana Doe', 'D. Doe', 'Walter Roe', 'Ingrid Poe'), {
	nil: undefined,
});

const people: fc.Arbitrary<IdentityRecord[]> = fc
	.array(fc.record({ identifiers: fc.array(identifier, { minLength: 1, maxLength: 4 }), name }), {
		minLength: 2,
		maxLength: 9,
	})
	.map((drafts) =>
		drafts.map((draft, at) =>
			person(`p${at}`, draft.identifiers, draft.name === undefined ? {} : { name: draft.name }),
		),
	);

const shuffled = people.chain((records) =>
	fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
);

const idsOf = (records: readonly IdentityRecord[]) => records.map(({ id }) => id);

const kept = (records: readonly IdentityRecord[]): Merge[] =>
	planMerges(records).merges.map((merge, at) => mergeByRule(`m${at}`, merge, AT));

describe('identity, whatever comes', () => {
	it('is the same in any order of arrival', () => {
		fc.assert(
			fc.property(shuffled, ([records, others]) => {
				const [one, other] = [planMerges(records), planMerges(others)];
				expect(other.merges).toEqual(one.merges);
				expect(other.contested).toEqual(one.contested);
			}),
			{ numRuns: 500 },
		);
	});

	it('never has two in one cluster whose identifiers forbid it', () => {
		fc.assert(
			fc.property(people, (records) => {
				const { clusters } = planMerges(records);
				for (const one of records) {
					for (const other of records) {
						if (one === other || !clusters.isOne(one.id, other.id)) continue;
						expect(whatForbids(one, other, NOBODY_REFUSED)).toBeUndefined();
					}
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('finds nothing to add to what it has planned', () => {
		fc.assert(
			fc.property(people, (records) => {
				const first = planMerges(records);
				expect(planMerges(records, { joined: first.merges }).merges).toEqual([]);
			}),
		);
	});

	it('is restored exactly when the last merge is undone, and when all are, in any order', () => {
		fc.assert(
			fc.property(people, fc.infiniteStream(fc.nat()), (records, picks) => {
				let merges = kept(records);
				const states: string[][][] = merges.map((_, at) =>
					clustersOf(merges.slice(0, at)).groups(idsOf(records)),
				);
				for (const [at, merge] of [...merges.entries()].reverse()) {
					const undone = undoMerge(merges.slice(0, at + 1), merge.id, { ...AT, why: 'test' });
					expect(clustersOf(undone.merges).groups(idsOf(records))).toEqual(states[at]);
				}
				while (merges.some(({ undone }) => !undone)) {
					const open = merges.filter(({ undone }) => !undone);
					const pick = open[picks.next().value % open.length] as Merge;
					merges = undoMerge(merges, pick.id, { ...AT, why: 'test' }).merges;
				}
				expect(clustersOf(merges).groups(idsOf(records))).toEqual(
					new Clusters().groups(idsOf(records)),
				);
			}),
		);
	});

	it('does not bring back by itself what was undone', () => {
		fc.assert(
			fc.property(people, fc.nat(), (records, pick) => {
				const merges = kept(records);
				fc.pre(merges.length > 0);
				const { id } = merges[pick % merges.length] as Merge;
				const undone = undoMerge(merges, id, { ...AT, why: 'test' });
				const { left, right } = undone.refused;
				const again = planMerges(records, {
					joined: undone.merges.filter(({ undone: gone }) => !gone),
					refused: new Set([`${left}\u0000${right}`]),
				});
				expect(again.clusters.isOne(left, right)).toBe(undone.stillOneBy.length > 0);
			}),
		);
	});
});
