/** Takes something out of a text: secrets, or personal data. */
export type Redact = (text: string) => string;

/** Shorter ones are words: to replace them would garble texts and tell the secret by its gaps. */
const SHORTEST_SECRET = 4;

/**
 * Replaces secrets that are known, also as they look in a URL, in JSON and in base64.
 *
 * @param secrets of a credential; those under four characters are left where they are
 */
export function redactorOf(secrets: readonly string[]): Redact {
	const forms = secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap((secret) => [
			secret,
			encodeURIComponent(secret),
			JSON.stringify(secret).slice(1, -1),
			Buffer.from(secret).toString('base64'),
		]);
	// Longest first, so that `Bearer <key>` goes as a whole before `<key>` does.
	const ordered = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
	return (text) => ordered.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
}
