import type { FunctionsBase, ICredentialDataDecryptedObject } from 'n8n-workflow';

import { isRenewed } from '../request-signing';

/**
 * Milliseconds for which a key is used before it is read again: long enough for the calls of one answer
 * of a model, and short enough that a changed credential counts at once for a person.
 */
export const KEY_KEPT_MS = 1_000;

/** A context that keeps the keys that it has read for a moment. */
export type KeyKeeper<Context> = Context & {
	/** The vendor has refused it: somebody may have changed it meanwhile. */
	forgetKey(type: string): void;
	/**
	 * What is made of a key, for as long as the key is kept.
	 *
	 * @param make reads the key first of all, and nothing that differs between two calls
	 */
	ofKey<Made>(type: string, make: () => Promise<Made>): Promise<Made>;
};

/**
 * The same context, which reads a key from n8n's database and decrypts it once, and not once more for
 * each request that is signed with it. What a request may renew is read each time.
 */
export function keepsKeys<Context extends Pick<FunctionsBase, 'getCredentials'>>(
	context: Context,
): KeyKeeper<Context> {
	const own = Object.create(context) as KeyKeeper<Context>;
	const kept = new Map<string, Promise<object>>();
	const made = new WeakMap<Promise<object>, Promise<unknown>>();
	const forget = (type: string, reading = kept.get(type)) => {
		if (kept.get(type) === reading) kept.delete(type);
	};
	const read = (type: string, itemIndex?: number) => {
		const reading: Promise<object> = context.getCredentials(type, itemIndex);
		kept.set(type, reading);
		setTimeout(() => forget(type, reading), KEY_KEPT_MS).unref();
		return reading;
	};
	own.forgetKey = (type) => forget(type);
	own.ofKey = async <Made>(type: string, make: () => Promise<Made>) => {
		const before = kept.get(type);
		const known = before && made.get(before);
		if (known) return (await known) as Made;
		const making = make();
		const reading = kept.get(type);
		if (reading) made.set(reading, making);
		return await making;
	};
	own.getCredentials = async <T extends object = ICredentialDataDecryptedObject>(
		type: string,
		itemIndex?: number,
	) => {
		const reading = kept.get(type) ?? read(type, itemIndex);
		let isLasting = false;
		try {
			const credential = await reading;
			isLasting = !isRenewed(credential);
			// What n8n adds to it for one request is not for the next.
			return { ...credential } as T;
		} finally {
			if (!isLasting) forget(type, reading);
		}
	};
	return own;
}
