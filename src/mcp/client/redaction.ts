import { type Redact, redactorOf } from '../../base/known-secrets';

const EXCERPT_LENGTH = 300;

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

/** The secrets of a connection, as they come to be known. */
export class SecretKeeper {
	private secrets: string[] = [];
	private redactor = redactorOf([]);

	/** Header values, whole and without their scheme. */
	addHeaders(headers: Readonly<Record<string, string>>): void {
		this.add(Object.values(headers).flatMap((value) => [value, value.replace(/^\S+\s+/, '')]));
	}

	add(secrets: readonly string[]): void {
		const known = new Set(this.secrets);
		const fresh = secrets.filter((one) => one !== '' && !known.has(one));
		if (fresh.length === 0) return;
		this.secrets = [...this.secrets, ...fresh].slice(-SECRETS_MAX);
		this.redactor = redactorOf(this.secrets);
	}

	readonly redact: Redact = (text) => this.redactor(text);
}
