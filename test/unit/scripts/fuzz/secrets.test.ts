import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { problemsInLog } from '../../../../scripts/fuzz/log-check';
import { leaked, secretsOf } from '../../../../scripts/fuzz/secrets';
import type { Secret } from '../../../../scripts/fuzz/secrets';

let folder: string;
let secrets: Secret[];

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'gtm-mcp-secrets-'));
	await mkdir(path.join(folder, '.n8n'));
	const config = JSON.stringify({ encryptionKey: 'K+e/y(1)' });
	await writeFile(path.join(folder, '.n8n', 'config'), config);
	secrets = await secretsOf({ userFolder: folder, root: '/package', keys: ['fuzz-1.a'] });
});

afterAll(async () => await rm(folder, { recursive: true }));

describe('a secret', () => {
	it.each([
		['{"message":"fuzz-1.a"}', 'an API key'],
		['K+e/y(1)', 'the encryption key'],
		['/package/dist/x.js', 'a path of the package'],
		['"stack":"Error\\n    at run (x.js:1)"', 'a stack trace'],
		['Error\n    at run (x.js:1)', 'a stack trace'],
		['/opt/node_modules/x', 'a path of a module'],
	])('is found in %s', (text, name) => {
		expect(leaked(text, secrets)).toEqual([name]);
	});

	it('is not what only looks like one', () => {
		expect(leaked('fuzz-1xa: nothing here, try at noon', secrets)).toEqual([]);
	});
});

describe("n8n's log", () => {
	const problemsOf = async (text: string) => {
		const file = path.join(folder, 'n8n.log');
		await writeFile(file, text);
		return await problemsInLog(file, secrets);
	};

	it('may hold stacks and paths, but no keys and no defect that nobody caught', async () => {
		expect(await problemsOf('Error\n    at run (/package/x.js)\n')).toEqual([]);
		expect(await problemsOf('called with fuzz-1.a')).toEqual(["n8n's log holds an API key"]);
		expect(await problemsOf('x\nUnhandledRejection: boom\n')).toEqual([
			"n8n's log: UnhandledRejection: boom",
		]);
	});
});
