import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { signingSecret } from '../../../../../src/n8n/server/signing-secret';

const folders: string[] = [];

function folder(): string {
	const made = mkdtempSync(path.join(tmpdir(), 'gtm-mcp-secret-'));
	folders.push(made);
	return made;
}

afterAll(() => {
	for (const made of folders) rmSync(made, { recursive: true, force: true });
});

function userFolder(config: string): string {
	const home = folder();
	mkdirSync(path.join(home, '.n8n'));
	writeFileSync(path.join(home, '.n8n', 'config'), config);
	return home;
}

describe('the secret that signs tokens', () => {
	it('is the same wherever the encryption key of n8n comes from, and is not that key', () => {
		const file = path.join(folder(), 'key');
		writeFileSync(file, 'k1\n');
		const secret = signingSecret({ N8N_ENCRYPTION_KEY: 'k1' });
		expect(secret).toHaveLength(32);
		expect(secret.toString()).not.toContain('k1');
		expect(signingSecret({ N8N_ENCRYPTION_KEY_FILE: file })).toEqual(secret);
		const home = userFolder('{"encryptionKey":"k1"}');
		expect(signingSecret({ N8N_USER_FOLDER: home })).toEqual(secret);
		expect(signingSecret({ N8N_ENCRYPTION_KEY: 'k2' })).not.toEqual(secret);
	});

	it.each([
		['there is no key', () => ({ N8N_USER_FOLDER: folder() })],
		['the key file is not there', () => ({ N8N_ENCRYPTION_KEY_FILE: '/nowhere/key' })],
		[
			'the key file is empty',
			() => {
				const file = path.join(folder(), 'key');
				writeFileSync(file, '\n');
				return { N8N_ENCRYPTION_KEY_FILE: file };
			},
		],
		['the key is empty', () => ({ N8N_USER_FOLDER: userFolder('{"encryptionKey":""}') })],
		['the settings have none', () => ({ N8N_USER_FOLDER: userFolder('{}') })],
	])('is random if %s', (_, environment) => {
		const known = environment();
		expect(signingSecret(known)).toHaveLength(32);
		expect(signingSecret(known)).not.toEqual(signingSecret(known));
	});
});
