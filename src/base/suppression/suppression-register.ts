import { randomUUID } from 'node:crypto';

import { inChunks } from '../in-chunks';
import { nextTurn } from '../next-turn';
import type { Seal } from '../sealed-value';
import type { Transaction } from '../../third-party/kysely';
import { type Digests, type ListedKey, readDigests } from './suppression-digests';
import type { SuppressionSchema, SuppressionTable } from './suppression-tables';

export type RegisterTables = Transaction<SuppressionSchema>;

/** Where somebody is listed. */
export interface PlacedKey extends ListedKey {
	scope: string;
}

export interface ListedDraft extends PlacedKey {
	reason: string;
	source?: string;
	/** Milliseconds since 1970; for ever if left out. */
	expiresAt?: number;
}

/** What stands on the list. */
export interface Listed extends Omit<ListedDraft, 'value'> {
	/** Milliseconds since 1970. */
	at: number;
}

/** What became of an entry that was added. */
export type Addition = 'created' | 'updated' | 'unchanged';

/** A moment: now, or one of the past. */
export interface Moment {
	/** Milliseconds since 1970. */
	at: number;
	isPast?: boolean;
}

/** Entries that are looked up in one statement. */
const CHUNK = 100;

/**
 * Adds entries; the same one again replaces the first. Long lists let others go on between two portions.
 *
 * @param seal keeps values, so that they can be listed; without it they can be found only
 * @returns what became of each, in order
 */
export async function addToRegister(
	tables: RegisterTables,
	drafts: readonly ListedDraft[],
	at: number,
	seal?: Seal,
): Promise<Addition[]> {
	const digests = await readDigests(tables);
	const additions: Addition[] = [];
	for (const chunk of inChunks(drafts, CHUNK)) {
		const standing = await standingAmong(tables, digests, chunk);
		const released: string[] = [];
		const added = new Map<string, SuppressionTable>();
		for (const draft of chunk) {
			const [digest, ...former] = digests(draft);
			const places = [digest, ...former].map((one) => placeOf(one, draft.scope));
			const before = places.map((place) => standing.get(place)).find((row) => row !== undefined);
			const known = before !== undefined && holdsAt(before, { at }) ? before : undefined;
			if (known && isSame(known, draft, seal)) {
				additions.push('unchanged');
				continue;
			}
			if (before !== undefined && !added.delete(before.id)) released.push(before.id);
			const row = toRow(draft, digest, at, seal);
			for (const place of places) standing.delete(place);
			standing.set(placeOf(digest, draft.scope), row);
			added.set(row.id, row);
			additions.push(known === undefined ? 'created' : 'updated');
		}
		await releaseRows(tables, released, at);
		if (added.size > 0)
			await tables
				.insertInto('suppression')
				.values([...added.values()])
				.execute();
		if (drafts.length > CHUNK) await nextTurn();
	}
	return additions;
}

/** @returns for each whether it was there, in order */
export async function releaseFromRegister(
	tables: RegisterTables,
	keys: readonly PlacedKey[],
	at: number,
): Promise<boolean[]> {
	const digests = await readDigests(tables);
	const released: boolean[] = [];
	for (const chunk of inChunks(keys, CHUNK)) {
		const standing = await standingAmong(tables, digests, chunk);
		const ids = chunk.map((key) =>
			digests(key).flatMap((digest) => {
				const row = standing.get(placeOf(digest, key.scope));
				return row === undefined ? [] : [row];
			}),
		);
		released.push(...ids.map((rows) => rows.some((row) => holdsAt(row, { at }))));
		await releaseRows(
			tables,
			ids.flat().map(({ id }) => id),
			at,
		);
	}
	return released;
}

/** What holds for each of these at a moment, in the order of the keys. */
export async function findInRegister(
	tables: RegisterTables,
	keys: readonly ListedKey[],
	moment: Moment,
): Promise<Listed[][]> {
	if (keys.length === 0) return [];
	const digests = await readDigests(tables);
	const all = keys.map((key) => digests(key));
	const rows = (
		await tables
			.selectFrom('suppression')
			.selectAll()
			.where('digest', 'in', [...new Set(all.flat())])
			.orderBy('at')
			.execute()
	).filter((row) => holdsAt(row, moment));
	return all.map((own) => rows.filter(({ digest }) => own.includes(digest)).map(toListed));
}

/**
 * What stands now, newest first.
 *
 * @param seal opens values; entries whose value it does not open have none
 */
export async function listRegister(
	tables: RegisterTables,
	{ kinds, scope, limit }: { kinds?: readonly string[]; scope?: string; limit: number },
	at: number,
	seal?: Seal,
): Promise<Array<Listed & { value?: string }>> {
	let all = tables
		.selectFrom('suppression')
		.selectAll()
		.where('released_at', 'is', null)
		.where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', at)]));
	if (kinds !== undefined) all = all.where('kind', 'in', [...kinds]);
	if (scope !== undefined) all = all.where('scope', '=', scope);
	const rows = await all.orderBy('at', 'desc').orderBy('digest').limit(limit).execute();
	return rows.map((row) => {
		const value = row.sealed === null ? undefined : seal?.open(row.sealed, row.digest);
		return { ...toListed(row), ...(typeof value === 'string' && { value }) };
	});
}

/** Whoever was forgotten stays listed, and nobody can read any more who it was. */
export async function forgetValues(
	tables: RegisterTables,
	keys: readonly ListedKey[],
): Promise<void> {
	if (keys.length === 0) return;
	const digests = await readDigests(tables);
	await tables
		.updateTable('suppression')
		.set({ sealed: null })
		.where('digest', 'in', [...new Set(keys.flatMap((key) => digests(key)))])
		.execute();
}

async function standingAmong(
	tables: RegisterTables,
	digests: Digests,
	keys: readonly ListedKey[],
): Promise<Map<string, SuppressionTable>> {
	const rows = await tables
		.selectFrom('suppression')
		.selectAll()
		.where('digest', 'in', [...new Set(keys.flatMap((key) => digests(key)))])
		.where('released_at', 'is', null)
		.execute();
	return new Map(rows.map((row) => [placeOf(row.digest, row.scope), row]));
}

const placeOf = (digest: string, scope: string) => `${digest} ${scope}`;

async function releaseRows(
	tables: RegisterTables,
	ids: readonly string[],
	at: number,
): Promise<void> {
	if (ids.length === 0) return;
	// Nobody needs the value of what holds no more.
	await tables
		.updateTable('suppression')
		.set({ released_at: at, sealed: null })
		.where('id', 'in', [...ids])
		.execute();
}

function holdsAt(
	{ at, released_at: released, expires_at: end }: SuppressionTable,
	moment: Moment,
): boolean {
	if (end !== null && end <= moment.at) return false;
	if (!moment.isPast) return released === null;
	return at <= moment.at && (released === null || released > moment.at);
}

function isSame(row: SuppressionTable, draft: ListedDraft, seal: Seal | undefined): boolean {
	return (
		row.reason === draft.reason &&
		row.source === (draft.source ?? null) &&
		row.expires_at === (draft.expiresAt ?? null) &&
		(seal === undefined || row.sealed !== null)
	);
}

function toRow(draft: ListedDraft, digest: string, at: number, seal?: Seal): SuppressionTable {
	const { kind, value, scope, reason, source = null, expiresAt = null } = draft;
	return {
		id: randomUUID(),
		digest,
		kind,
		scope,
		reason,
		source,
		at,
		expires_at: expiresAt,
		released_at: null,
		sealed: seal?.close(value, digest) ?? null,
	};
}

function toListed(row: SuppressionTable): Listed {
	const { kind, scope, reason, source, at, expires_at: expiresAt } = row;
	return {
		kind,
		scope,
		reason,
		at,
		...(source !== null && { source }),
		...(expiresAt !== null && { expiresAt }),
	};
}
