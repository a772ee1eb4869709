const EXCERPT_LENGTH = 300;

/** Replaces secrets in a text that came from a server or a library. */
export type Redact = (text: string) => string;

/** Longest first, so that `Bearer <key>` goes as a whole before `<key>` does. */
export function createRedact(secrets: readonly string[]): Redact {
	const ordered = secrets.filter(Boolean).toSorted((a, b) => b.length - a.length);
	return (text) => ordered.reduce((result, secret) => result.replaceAll(secret, '***'), text);
}

/**
 * One line of at most 300 characters, the secrets replaced: what a message may quote. Redaction
 * comes before the cut, so that half a secret cannot stay behind.
 */
export function excerpt(text: string, redact: Redact): string {
	const line = redact(text).replace(/\s+/g, ' ').trim();
	return line.length > EXCERPT_LENGTH ? `${line.slice(0, EXCERPT_LENGTH)}…` : line;
}
