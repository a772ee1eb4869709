import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { beginAnew } from '../../../../scripts/start/earlier-memory.ts';

let folder: string;
let memory: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'earlier-memory-'));
	memory = join(folder, '.n8n', 'gtm-mcp');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function remember(text: string): void {
	mkdirSync(memory, { recursive: true });
	writeFileSync(join(memory, 'store.sqlite'), text);
	writeFileSync(join(memory, 'store.sqlite-wal'), '');
	writeFileSync(join(memory, 'audit.jsonl'), '');
}

/** As n8n keeps credentials, as far as it matters here. */
function storeCredentials(...credentials: Array<[name: string, type: string]>): void {
	mkdirSync(join(folder, '.n8n'), { recursive: true });
	const database = new DatabaseSync(join(folder, '.n8n', 'database.sqlite'));
	database.exec('CREATE TABLE credentials_entity (name TEXT, type TEXT)');
	const insert = database.prepare('INSERT INTO credentials_entity VALUES (?, ?)');
	for (const [name, type] of credentials) insert.run(name, type);
	database.close();
}

describe('what the nodes remember of an earlier start', () => {
	test('is put aside where all of it is of the sandbox, and nothing else is touched', async () => {
		remember('old');
		storeCredentials(
			['Sandbox HubSpot', 'gtmHubspotApi'],
			['Quick start MCP keys', 'gtmMcpServerKeysApi'],
			['My OpenAI', 'openAiApi'],
		);
		const aside = join(memory, 'earlier');
		expect(await beginAnew(folder, {})).toEqual({ kind: 'aside', folder: aside });
		expect(readdirSync(memory).toSorted()).toEqual(['audit.jsonl', 'earlier']);
		expect(readFileSync(join(aside, 'store.sqlite'), 'utf8')).toBe('old');
	});

	test('is kept aside until the next start', async () => {
		remember('older');
		await beginAnew(folder, {});
		remember('old');
		await beginAnew(folder, {});
		expect(readFileSync(join(memory, 'earlier', 'store.sqlite'), 'utf8')).toBe('old');
	});

	test('stays where a credential of the user’s own may have been used, and says so', async () => {
		remember('precious');
		storeCredentials(['Sandbox HubSpot', 'gtmHubspotApi'], ['Our Apollo', 'gtmApolloApi']);
		expect(await beginAnew(folder, {})).toEqual({
			kind: 'kept',
			why: 'there are credentials of your own: Our Apollo',
		});
		expect(readFileSync(join(memory, 'store.sqlite'), 'utf8')).toBe('precious');
	});

	test('stays where it is in a database of another kind', async () => {
		remember('of nobody');
		const env = { GTM_MCP_STORE: 'postgres://localhost/gtm' };
		expect(await beginAnew(folder, env)).toMatchObject({ kind: 'kept' });
		expect(readdirSync(memory)).toContain('store.sqlite');
	});

	test('is nothing at the first start', async () => {
		expect(await beginAnew(folder, {})).toEqual({ kind: 'none' });
	});
});
