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

/** How many secrets a connection remembers: tokens are renewed, and old ones may still be quoted. */
const SECRETS_MAX = 50;
/** Shorter values are no keys, and would tear holes into every text. */
const SECRET_LENGTH_MIN = 4;

/** The secrets of a connection, as they come to be known. */
export class SecretKeeper {
	private secrets: string[] = [];

	/** Header values, whole and without their scheme. */
	addHeaders(headers: Readonly<Record<string, string>>): void {
		this.add(Object.values(headers).flatMap((value) => [value, value.replace(/^\S+\s+/, '')]));
	}

	add(secrets: readonly string[]): void {
		const known = new Set(this.secrets);
		const fresh = secrets.filter((one) => one.length >= SECRET_LENGTH_MIN && !known.has(one));
		if (fresh.length > 0) this.secrets = [...this.secrets, ...fresh].slice(-SECRETS_MAX);
	}

	readonly redact: Redact = (text) => createRedact(this.secrets)(text);
}
