import type { FunctionsBase, ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Members that a request may renew: the next one has to read them again. */
const RENEWED = ['oauthTokenData', 'sessionToken'];

/**
 * The same context for one call: a key is read from n8n's database and decrypted once, and not once more
 * for each request that n8n signs with it.
 */
export function readOnce<Context extends Pick<FunctionsBase, 'getCredentials'>>(
	context: Context,
): Context {
	const own = Object.create(context) as Context;
	const kept = new Map<string, Promise<object>>();
	own.getCredentials = async <T extends object = ICredentialDataDecryptedObject>(
		type: string,
		itemIndex?: number,
	) => {
		const reading = kept.get(type) ?? context.getCredentials(type, itemIndex);
		kept.set(type, reading);
		let isLasting = false;
		try {
			const credential = await reading;
			isLasting = !RENEWED.some((name) => name in credential);
			// What n8n adds to it for one request is not for the next.
			return { ...credential } as T;
		} finally {
			if (!isLasting) kept.delete(type);
		}
	};
	return own;
}
