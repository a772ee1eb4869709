import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps JSON values so that the file alone tells nothing. */
export interface Seal {
	/** @param place what the value belongs to: it opens there only */
	close(value: unknown, place: string): Uint8Array;
	/** Undefined if it was sealed with another secret, at another place, or is damaged. */
	open(sealed: Uint8Array, place: string): unknown;
}

/** @param secret of this installation; without it, what is sealed is lost, not readable */
export function createSeal(secret: Uint8Array): Seal {
	const key = new Uint8Array(hkdfSync('sha256', secret, '', 'gtm ledger values', 32));
	return {
		close(value, place) {
			const iv = randomBytes(IV_BYTES);
			const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(place));
			const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
			return Buffer.concat([iv, cipher.getAuthTag(), text]);
		},
		open(sealed, place) {
			const tagEnd = IV_BYTES + TAG_BYTES;
			if (sealed.length < tagEnd) return undefined;
			const options = { authTagLength: TAG_BYTES };
			const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), options)
				.setAAD(Buffer.from(place))
				.setAuthTag(sealed.subarray(IV_BYTES, tagEnd));
			try {
				const text = Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]);
				return JSON.parse(text.toString('utf8')) as unknown;
			} catch {
				return undefined; // Not ours, or damaged: for a cache both are a miss.
			}
		},
	};
}
