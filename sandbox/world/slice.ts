import { createHash } from 'node:crypto';

/** Rows with a number below this are seen by every vendor, so that examples work everywhere. */
const SEEN_BY_ALL = 40;

/** FNV-1a, 32 bits: fast, and spread well enough to choose by. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
	return (value ^ (value >>> 13)) >>> 0;
}

const numberOf = (key: string) => Number(key.slice(key.lastIndexOf('-') + 1));

/** Whether a vendor that knows this share of the world (0 to 1) knows this row. */
export function seenBy(vendor: string, key: string, share: number): boolean {
	return numberOf(key) < SEEN_BY_ALL || hash(`${vendor} ${key}`) / 0x1_0000_0000 < share;
}

/** The part of the rows that a vendor knows: always the same, and another one for each vendor. */
export function sliceOf<T extends { key: string }>(
	vendor: string,
	rows: readonly T[],
	share: number,
): T[] {
	return rows.filter(({ key }) => seenBy(vendor, key, share));
}

/** A vendor's numeric id for a row: unique for keys of one kind, with room below for new ones. */
export function numericId(offset: number, key: string): string {
	return String(offset + numberOf(key) * 7 + 3);
}

/** What stands for the account of a customer at a vendor. */
export function accountName(what: string, account: number): string {
	return account === 1 ? what : `${what} ${account}`;
}

/** A vendor's UUID for a row. */
export function uuidOf(vendor: string, key: string): string {
	const digest = createHash('sha256').update(`${vendor} ${key}`).digest('hex');
	const variant = ['8', '9', 'a', 'b'][Number.parseInt(digest[16] ?? '0', 16) % 4] ?? '8';
	const parts = [digest.slice(0, 8), digest.slice(8, 12), `4${digest.slice(13, 16)}`];
	return [...parts, `${variant}${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

/** A vendor's id of 24 hexadecimal digits for a row, as Apollo's and Lemlist's. */
export function hexIdOf(vendor: string, key: string): string {
	return createHash('sha256').update(`${vendor} ${key}`).digest('hex').slice(0, 24);
}
