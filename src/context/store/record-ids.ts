import { accountTagOf, readRecordKind, withoutAccount } from '../identity/record-kind';
import type { Identifier } from '../model/identifier';
import type { Tables } from './graph-ports';

/** An id of a record, and the entity that has it. */
export interface HeldId extends Identifier {
	entityId: string;
	/** Left out in ids that name no account. */
	account?: string;
}

/** All that have one of these ids of records, in whatever account. */
export async function heldIds(
	tables: Tables,
	identifiers: readonly Identifier[],
): Promise<HeldId[]> {
	const records = identifiers.filter(({ kind }) => readRecordKind(kind) !== undefined);
	if (records.length === 0) return [];
	const rows = await tables
		.selectFrom('graph_identifier')
		.select(['kind', 'value', 'entity_id'])
		.where('value', 'in', [...new Set(records.map(({ value }) => value))])
		.orderBy('kind')
		.orderBy('entity_id')
		.execute();
	const asked = new Set(records.map(nameOf));
	return rows
		.filter((row) => asked.has(nameOf(row)))
		.map(({ kind, value, entity_id: entityId }) => {
			const account = readRecordKind(kind)?.account;
			return { kind, value, entityId, ...(account !== undefined && { account }) };
		});
}

/** The id without the account. */
function nameOf({ kind, value }: Identifier): string {
	return `${withoutAccount(kind)} ${value}`;
}

/** Those of some ids that are the same but for the account. */
export function alikeAmong(held: readonly HeldId[], one: Identifier): HeldId[] {
	const name = nameOf(one);
	return held.filter((other) => nameOf(other) === name);
}

/**
 * In which kinds the store has what an identifier names. An id without an account may be of any. One with
 * its account is that, or one from before accounts were told apart, if it cannot be another account's.
 *
 * @returns for each in order
 */
export async function spellingsOf(
	tables: Tables,
	identifiers: readonly Identifier[],
): Promise<Identifier[][]> {
	const held = await heldIds(tables, identifiers);
	return await Promise.all(
		identifiers.map(async (one) => {
			const read = readRecordKind(one.kind);
			const all = alikeAmong(held, one);
			if (read === undefined || all.length === 0) return [one];
			if (read.account === undefined) return distinct([one, ...all]);
			const isSole =
				all.every(({ account }) => account === undefined) &&
				(await isOnlyAccount(tables, read.system, read.account));
			return isSole ? distinct(all) : [one];
		}),
	);
}

function distinct(identifiers: readonly Identifier[]): Identifier[] {
	const kinds = new Map(identifiers.map(({ kind, value }) => [kind, { kind, value }]));
	return [...kinds.values()];
}

/** Ids without an account of which only one account is known to have them, with it. All else as it is. */
export async function withKnownAccount(
	tables: Tables,
	identifiers: readonly Identifier[],
): Promise<Identifier[]> {
	const open = identifiers.filter(({ kind }) => readRecordKind(kind)?.account === undefined);
	const held = await heldIds(tables, open);
	return identifiers.map((one) => {
		if (!open.includes(one)) return one;
		const kinds = new Set(alikeAmong(held, one).map(({ kind }) => kind));
		const [kind = one.kind] = kinds;
		return kinds.size === 1 ? { kind, value: one.value } : one;
	});
}

/**
 * Whether a source has been synced from this account and no other: what came from it before accounts were
 * told apart, came from there.
 */
export async function isOnlyAccount(
	tables: Tables,
	source: string,
	account: string,
): Promise<boolean> {
	const rows = await tables
		.selectFrom('graph_source')
		.select('account')
		.where('source', '=', source)
		.distinct()
		.execute();
	return rows.length === 1 && rows.every((row) => accountTagOf(row.account) === account);
}
