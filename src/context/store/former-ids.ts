import type { IdentityRecord } from '../identity/identity-record';
import { mayMerge } from '../identity/identifier-kinds';
import { namesDiffer } from '../identity/names-differ';
import type { ReadIdentifier } from '../identity/read-identifier';
import { readRecordKind, withoutAccount } from '../identity/record-kind';
import { clustersOf } from './entities';
import type { Tables } from './graph-ports';
import { identityIndexOn } from './identity-index';
import { alikeAmong, heldIds, isOnlyAccount } from './record-ids';

/** Of one id. More have it only in a store in which something else is wrong. */
const MOST_HOLDERS = 20;

/**
 * Ids without an account that are the same records as a probe's ids with one: from before accounts were
 * told apart, or from a list that named none. Whoever has such an id may be of another account, so
 * something else must speak for it.
 */
export async function formerIdsOf(
	tables: Tables,
	probe: IdentityRecord,
): Promise<ReadIdentifier[]> {
	const own = probe.identifiers.filter(({ kind }) => readRecordKind(kind)?.account !== undefined);
	const held = await heldIds(tables, own);
	const found: ReadIdentifier[] = [];
	for (const one of own) {
		const alike = alikeAmong(held, one);
		const without = alike.filter(({ account }) => account === undefined);
		if (without.length === 0) continue;
		const others = alike.filter(({ account, kind }) => account !== undefined && kind !== one.kind);
		if (await isClaimed(tables, without, others)) continue;
		const former = { ...one, kind: withoutAccount(one.kind) };
		const records = await identityIndexOn(tables).holders(probe.type, [former], {
			most: MOST_HOLDERS,
			known: new Set(),
		});
		const read = readRecordKind(one.kind);
		const isOnly = await isOnlyAccount(tables, read?.system ?? '', read?.account ?? '');
		const isSame = records.every((record) => speaksFor(probe, record, isOnly));
		if (records.length > 0 && isSame) found.push(former);
	}
	return found;
}

/** Whether the record of another account is the one that has the id. */
async function isClaimed(
	tables: Tables,
	holders: ReadonlyArray<{ entityId: string }>,
	others: ReadonlyArray<{ entityId: string }>,
): Promise<boolean> {
	if (others.length === 0) return false;
	const clusters = await clustersOf(
		tables,
		holders.map(({ entityId }) => entityId),
	);
	const members = new Set(clusters.flatMap((cluster) => cluster.members));
	return others.some(({ entityId }) => members.has(entityId));
}

function speaksFor(probe: IdentityRecord, record: IdentityRecord, isOnly: boolean): boolean {
	const held = new Set(record.identifiers.map(({ kind, value }) => `${kind} ${value}`));
	const shares = probe.identifiers.some(
		({ kind, value, rule }) => mayMerge(rule) && held.has(`${kind} ${value}`),
	);
	if (shares) return true;
	const areNamed = probe.name !== undefined && record.name !== undefined;
	const isPersonOrCompany = probe.type === 'contact' || probe.type === 'account';
	if (isPersonOrCompany) return areNamed ? !namesDiffer(probe, record) : isOnly;
	return isOnly || (areNamed && plain(probe.name) === plain(record.name));
}

const plain = (name = '') => name.normalize('NFKC').trim().toLowerCase();
