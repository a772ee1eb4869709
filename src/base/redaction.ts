const REDACTED = '[redacted]';
const CUT = '[cut]';

/** Bounds of a redacted value, whatever the original: texts in characters, lists and objects in entries. */
const LONGEST_TEXT = 1_000;
const MOST_ENTRIES = 50;
const DEEPEST = 8;
/** Entries of the whole value. */
const MOST_NODES = 500;

/** Parts of names, without case and punctuation, behind which secrets are kept. */
const SECRET_PARTS = [
	'password',
	'passwd',
	'passphrase',
	'passcode',
	'secret',
	'token',
	'authorization',
	'apikey',
	'accesskey',
	'privatekey',
	'signingkey',
	'encryptionkey',
	'credential',
	'cookie',
	'sessionid',
	'connectionstring',
	'cardnumber',
	'clientassertion',
];

/** Too short to be looked for within other names. */
const SECRET_NAMES = new Set([
	'auth',
	'bearer',
	'cvc',
	'cvv',
	'iban',
	'jwt',
	'otp',
	'pin',
	'pwd',
	'pass',
	'sid',
	'ssn',
]);

/** What secrets look like wherever they are written. */
const SECRET_VALUES: readonly RegExp[] = [
	/\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi,
	/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, // a JWT
	/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
	/\b(?:sk|pk|rk|whsec)[-_][\w-]{16,}/g, // Stripe, OpenAI, Anthropic
	/\b(?:gh[pousr]_|github_pat_|glpat-|npm_|pat[-_]|xox[abeprs]-|shpat_|SG\.)[\w.-]{10,}/g,
	/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
	/\bAIza[\w-]{30,}/g,
	/(?<=:\/\/)[^\s/:@]{0,200}:[^\s/@]{1,200}(?=@)/g, // user and password in a URL
	/(?<=[?&;](?:[\w-]{0,30}(?:key|token|secret|password|signature|sig|auth))=)[^&\s#]{1,2000}/gi,
];

/**
 * A copy of a JSON value to keep: without what looks like a secret, by the name of its member or by
 * the look of a text, and bounded in size. A guess, not a promise: a secret under an innocent name
 * that looks like a word stays. Keep digests where that is too much.
 */
export function redact(value: unknown): unknown {
	const budget = { nodes: MOST_NODES };
	return redactPart(value, 0, budget);
}

function redactPart(value: unknown, depth: number, budget: { nodes: number }): unknown {
	budget.nodes -= 1;
	if (typeof value === 'string') return redactText(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= DEEPEST || budget.nodes <= 0) return CUT;
	if (Array.isArray(value)) {
		const kept = value
			.slice(0, MOST_ENTRIES)
			.map((part: unknown) => redactPart(part, depth + 1, budget));
		return value.length > MOST_ENTRIES ? [...kept, CUT] : kept;
	}
	const names = Object.keys(value);
	const kept = names.slice(0, MOST_ENTRIES).map((name): [string, unknown] => {
		const part = (value as Record<string, unknown>)[name];
		const isSecret = isSecretMember(name, part);
		return [redactText(name), isSecret ? REDACTED : redactPart(part, depth + 1, budget)];
	});
	return Object.fromEntries(names.length > MOST_ENTRIES ? [...kept, [CUT, true]] : kept);
}

/** A text without what looks like a secret, cut to 1,000 characters. */
export function redactText(text: string): string {
	// Cut first, at twice the length: patterns must not run over megabytes.
	const start = text.slice(0, 2 * LONGEST_TEXT);
	const clean = SECRET_VALUES.reduce((rest, pattern) => rest.replace(pattern, REDACTED), start);
	if (text.length <= LONGEST_TEXT) return clean;
	return `${clean.slice(0, LONGEST_TEXT)}… ${CUT}`;
}

function isSecretMember(name: string, value: unknown): boolean {
	if (value === null || value === undefined || typeof value === 'boolean') return false;
	const plain = name
		.slice(0, 200)
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');
	// maxTokens and its like are numbers that everyone may see.
	if (plain.endsWith('tokens') && typeof value === 'number') return false;
	return SECRET_NAMES.has(plain) || SECRET_PARTS.some((part) => plain.includes(part));
}
