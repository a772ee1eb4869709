import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { post, resultOf, textOf } from './clients/raw-requests';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { anyFields, noOp, publishTrigger, tool } from './setup/published-trigger';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';
import { eventually } from '../node/harness/eventually';

const { url, userFolder } = n8nContext();
const KEY = 'e2e-key-0123456789-0123456789';

let n8n: N8nRestClient;

/** Each workflow has a folder of its own for its records. */
async function filesNamed(start: string): Promise<string[]> {
	const folder = path.join(userFolder, '.n8n', 'gtm-mcp-audit');
	const files = await readdir(folder, { recursive: true });
	return files
		.filter((file) => path.basename(file).startsWith(start))
		.map((file) => path.join(folder, file));
}

beforeAll(() => {
	n8n = loggedInClient();
});

describe('the limits and records of a server', () => {
	it('hold back a caller that comes too often, and say when to come back', async () => {
		await publishTrigger(
			{ path: 'limited', ...tool(), options: { rateLimitPerMinute: 2, rateLimitBurst: 2 } },
			[noOp],
		);
		const call = async () =>
			await resultOf(await post(`${url}/mcp/limited`, 'tools/call', { name: 'echo' }));
		const results = [await call(), await call(), await call()];
		expect(results.map(({ isError }) => isError ?? false)).toEqual([false, false, true]);
		expect(textOf(results[2])).toMatch(/\d+ seconds?/);
	});

	it('leave one record a call in the file, without what looks secret', async () => {
		await publishTrigger(
			{
				path: 'audited',
				...tool(),
				options: { auditTo: 'file', auditFile: 'e2e.jsonl', auditArguments: 'redacted' },
			},
			[noOp],
		);
		const args = { email: 'dana@acme.com', secret: 'swordfish' };
		await post(`${url}/mcp/audited`, 'tools/call', { name: 'echo', arguments: args });
		await post(`${url}/mcp/audited`, 'tools/call', { name: 'echo', arguments: { email: 5 } });
		await post(`${url}/mcp/audited`, 'tools/call', { name: 'gone', arguments: args });
		const lines = await eventually(async () => {
			const [file] = await filesNamed('e2e.jsonl');
			const written = (await readFile(file ?? '', 'utf8')).trim().split('\n');
			expect(written).toHaveLength(3);
			return written;
		});
		const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(records).toMatchObject([
			{
				server: { name: expect.any(String), path: '/audited', workflow: expect.any(String) },
				kind: 'tool',
				name: 'echo',
				outcome: 'ok',
				executionId: expect.any(String),
			},
			{ kind: 'tool', name: 'echo', outcome: 'toolError' },
			{ kind: 'tool', name: 'gone', outcome: 'protocolError' },
		]);
		expect(lines.join()).not.toContain('swordfish');
	});

	it('begin a new file of records when one is full, and keep as many as they are told', async () => {
		const inputSchema = JSON.stringify({
			type: 'object',
			properties: { rows: { type: 'array', items: {} } },
		});
		const options = {
			auditTo: 'file',
			auditFile: 'rotated.jsonl',
			auditArguments: 'redacted',
			auditMaxMegabytes: 1,
			auditKeepFiles: 1,
		};
		await publishTrigger(
			{ path: 'rotated', ...tool({ inputMode: 'schema', inputSchema }), options },
			[noOp],
		);
		// A record keeps texts of a thousand characters each: some 360 kB, two to a file.
		const rows = Array.from({ length: 40 }, () => Array.from({ length: 9 }, () => 'x'.repeat(999)));
		for (let round = 0; round < 6; round += 1) {
			const args = { name: 'echo', arguments: { rows } };
			await resultOf(await post(`${url}/mcp/rotated`, 'tools/call', args));
		}
		await eventually(async () => {
			const files = await filesNamed('rotated');
			const names = files.map((file) => path.basename(file));
			expect(names.toSorted()).toEqual(['rotated.jsonl', 'rotated.jsonl.1']);
			for (const file of files) {
				const text = await readFile(file, 'utf8');
				expect(text.length).toBeLessThanOrEqual(1_000_000);
				const records = text
					.trim()
					.split('\n')
					.map((line) => JSON.parse(line) as object);
				expect(records).toMatchObject([{ name: 'echo' }, { name: 'echo' }]);
			}
		});
	});

	it('give audit records to an output of the node', async () => {
		const branches = {
			branch: [
				{ name: 'echo', description: 'Echoes', fields: anyFields },
				{ kind: 'audit', name: 'records' },
			],
		};
		const id = await publishTrigger(
			{ path: 'recorded', branches, options: { auditTo: 'output' } },
			[noOp, { ...noOp, name: 'Records' }],
			{
				connections: {
					Trigger: {
						main: [
							[{ node: 'Step 0', type: 'main', index: 0 }],
							[{ node: 'Records', type: 'main', index: 0 }],
						],
					},
				},
			},
		);
		await post(`${url}/mcp/recorded`, 'tools/call', { name: 'echo' });
		await eventually(async () => {
			const executions = await n8n.listExecutions({ workflowId: id });
			const details = await Promise.all(
				executions.map(async (each) => await n8n.waitForExecution(each.id)),
			);
			const items = details.flatMap(
				({ data }) => data.resultData.runData.Records?.[0]?.data?.main?.[0] ?? [],
			);
			expect(items).toMatchObject([{ json: { kind: 'tool', name: 'echo', outcome: 'ok' } }]);
		});
	});

	it('let only the named fields of a result leave', async () => {
		await publishTrigger({ path: 'filtered', ...tool({ settings: { resultFields: 'email' } }) }, [
			noOp,
		]);
		const args = { email: 'dana@acme.com', secret: 'swordfish' };
		const result = await resultOf(
			await post(`${url}/mcp/filtered`, 'tools/call', { name: 'echo', arguments: args }),
		);
		expect(result.structuredContent).toEqual({ email: 'dana@acme.com' });
		expect(JSON.stringify(result)).not.toContain('swordfish');
	});

	it('show a key only the tools that its patterns name', async () => {
		const credential = await n8n.createCredential({
			name: 'Narrow keys',
			type: 'gtmMcpServerKeysApi',
			data: {
				keys: {
					key: [
						{ label: 'narrow', key: KEY, restrictions: { allowedTools: 'read_*' } },
						{ label: 'wide', key: `${KEY}-wide` },
					],
				},
			},
		});
		const branches = {
			branch: ['read_lead', 'write_lead'].map((name) => ({ name, description: 'x' })),
		};
		await publishTrigger({ path: 'keys', authentication: 'apiKeys', branches }, [noOp], {
			credentials: { gtmMcpServerKeysApi: { id: credential.id, name: credential.name } },
		});
		const names = async (key: string) => {
			const headers = { authorization: `Bearer ${key}` };
			const { tools } = await resultOf(await post(`${url}/mcp/keys`, 'tools/list', {}, headers));
			return (tools as Array<{ name: string }>).map(({ name }) => name);
		};
		expect(await names(KEY)).toEqual(['read_lead']);
		expect(await names(`${KEY}-wide`)).toEqual(['read_lead', 'write_lead']);
	});

	it('hand the caller and chosen headers to the flow', async () => {
		const id = await publishTrigger(
			{ path: 'caller', ...tool(), options: { passHeaders: 'X-Tenant' } },
			[noOp],
		);
		await post(`${url}/mcp/caller`, 'tools/call', { name: 'echo' }, { 'x-tenant': 'emea' });
		const [execution] = await n8n.listExecutions({ workflowId: id }, 1);
		const { data } = await n8n.waitForExecution(execution?.id ?? '');
		expect(data.resultData.runData.Trigger?.[0]?.data?.main?.[0]).toMatchObject([
			{ json: { _mcp: { name: 'echo', headers: { 'x-tenant': 'emea' } } } },
		]);
	});
});
