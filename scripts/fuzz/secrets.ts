import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Something that no answer may hold. */
export interface Secret {
	name: string;
	pattern: RegExp;
}

const literal = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** In plain text and inside JSON. */
const STACK_LINE = /(?:\\n|\n)\s+at \S/;

async function encryptionKey(userFolder: string): Promise<string> {
	const file = join(userFolder, '.n8n', 'config');
	const config = JSON.parse(await readFile(file, 'utf8')) as { encryptionKey: string };
	return config.encryptionKey;
}

/** The secrets of an n8n: keys, where its files are, and the traces of its defects. */
export async function secretsOf(n8n: {
	userFolder: string;
	root: string;
	keys: string[];
}): Promise<Secret[]> {
	return [
		...n8n.keys.map((key) => ({ name: 'an API key', pattern: literal(key) })),
		{ name: 'the encryption key', pattern: literal(await encryptionKey(n8n.userFolder)) },
		{ name: 'a path of n8n', pattern: literal(n8n.userFolder) },
		{ name: 'a path of the package', pattern: literal(n8n.root) },
		{ name: 'a path of a module', pattern: /node_modules[/\\]/ },
		{ name: 'a stack trace', pattern: STACK_LINE },
	];
}

/** Names of the secrets that a text holds. */
export function leaked(text: string, secrets: Secret[]): string[] {
	return secrets.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
}
