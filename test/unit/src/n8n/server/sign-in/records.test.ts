import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { KEY, publish, type PublishedTrigger } from './published-trigger';
import { CLAUDE, HostedClient, renew } from '../../../../../peers/sign-in/hosted-client';
import { Person } from '../../../../../peers/sign-in/person';
import { mcpProcess } from '../../../../../../src/n8n/server/mcp-process';
import type { AuditRecord } from '../../../../../../src/policy/audit';

let trigger: PublishedTrigger;
beforeEach(async () => {
	trigger = await publish({ auditTo: 'file' });
});
afterEach(async () => await trigger.close());

async function records(): Promise<AuditRecord[]> {
	await mcpProcess().auditFiles.flush();
	const folder = path.join(process.env.N8N_USER_FOLDER ?? '', '.n8n', 'gtm-mcp-audit');
	const [own = ''] = readdirSync(folder).toSorted().slice(-1);
	const lines = readFileSync(path.join(folder, own, 'audit.jsonl'), 'utf8')
		.trim()
		.split('\n');
	return lines.map((line) => JSON.parse(line) as AuditRecord);
}

it('the audit has who signed in by which client, and what was refused, without a key', async () => {
	const claude = () => new HostedClient(CLAUDE, trigger.url);
	await expect(claude().signIn(new Person('not-a-key-of-anybody-at-all'))).rejects.toThrow('403');
	const session = await claude().signIn(new Person(KEY));
	await renew(session);
	await expect(renew(session)).rejects.toThrow('invalid_grant');
	const found = await records();
	const common = { kind: 'signIn', client: 'Claude', address: '127.0.0.1' };
	expect(found).toMatchObject([
		{ ...common, name: 'wrong key', principal: 'unknown', outcome: 'refused' },
		{ ...common, name: 'signed in', principal: 'apiKey:Dana', outcome: 'ok' },
		{ ...common, name: 'refresh token used twice', principal: 'unknown', outcome: 'refused' },
	]);
	expect(JSON.stringify(found)).not.toContain(KEY);
	expect(JSON.stringify(found)).not.toContain('not-a-key');
});
