import { digestOf } from '../../base/digest';

/**
 * What the id of a record is the id of: `hubspot:contact`. Many systems count from 1 in each account of
 * theirs, so that two customers of one system have the same ids. Of those the account is part of the
 * kind, `hubspot-1a2b3c4d:contact`: ids of two accounts say nothing of each other.
 */
export interface RecordKind {
	system: string;
	/** As `accountTagOf` gives it. */
	account?: string;
	object: string;
}

/** How an account is written where it is part of something else. */
export const ACCOUNT_TAG = /^[0-9a-f]{8}$/;

const KIND = /^([a-z][a-z0-9_-]*?)(?:-([0-9a-f]{8}))?:([a-z0-9_-]+)$/;

/** Numbers of authorities, which are nobody's records: `official:vat-de`. */
const OFFICIAL = 'official';

/** A short name of an account, made of anything that stands for it. */
export function accountTagOf(account: string): string {
	return digestOf(account).slice(0, 8);
}

/** @returns undefined for what is no record's id, such as `email` or `official:lei` */
export function readRecordKind(kind: string): RecordKind | undefined {
	const [, system, account, object] = KIND.exec(kind) ?? [];
	if (system === undefined || object === undefined || system === OFFICIAL) return undefined;
	return { system, object, ...(account !== undefined && { account }) };
}

export function recordKindOf({ system, account, object }: RecordKind): string {
	return `${account === undefined ? system : `${system}-${account}`}:${object}`;
}

/** The same without the account. */
export function withoutAccount(kind: string): string {
	const read = readRecordKind(kind);
	return read === undefined ? kind : recordKindOf({ system: read.system, object: read.object });
}

/** Where something was read: a system, and which account of it where its ids are unique within one only. */
export interface SourceAccount {
	source: string;
	account?: string;
}

/** Ids of the records of the source itself, with its account in their kinds. All else as it is. */
export function inAccount<Id extends { kind: string }>(
	identifiers: readonly Id[],
	{ source, account }: SourceAccount,
): Id[] {
	if (account === undefined) return [...identifiers];
	return identifiers.map((one) => {
		const read = readRecordKind(one.kind);
		const isOwn = read?.system === source && read.account === undefined;
		return isOwn ? { ...one, kind: recordKindOf({ ...read, account }) } : one;
	});
}

/** A name within a source, such as the id of an event, with the account before it. */
export function namedIn(account: string | undefined, name: string): string {
	return account === undefined ? name : `${account}/${name}`;
}
