import type { INode } from 'n8n-workflow';

import { setUpServer, type TriggerContext } from '../../../../../src/n8n/server/server-setup';

const node: INode = {
	id: 'n1',
	name: 'GTM MCP Server Trigger',
	type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const contextOf = (
	parameters: Record<string, unknown>,
	credentials: object = {},
): TriggerContext => ({
	getNode: () => node,
	getWorkflow: () => ({ id: 'w1' }),
	getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
	getCredentials: <T extends object>() => Promise.resolve(credentials as T),
});

const open = (changes: object = {}) => contextOf({ authentication: 'none', ...changes });
const tool = { name: ' qualify ', description: 'Scores' };

describe('the server of a trigger', () => {
	it('has an id of its workflow and node, and another one for tests', async () => {
		expect((await setUpServer(open(), undefined)).id).toBe('w1:n1');
		expect((await setUpServer(open(), undefined, ':test')).id).toBe('w1:n1:test');
	});

	it('lets pages and names of its own host in, and those that are listed', async () => {
		const options = {
			allowedOrigins: 'https://app.example:8443, *.b.example',
			allowedHosts: 'mcp',
		};
		const setup = await setUpServer(open({ options }), 'https://n8n.example/mcp/gtm');
		expect(setup.allowedOrigins).toEqual(['n8n.example', 'app.example', '*.b.example']);
		expect(setup.allowedHosts).toEqual(['n8n.example', 'mcp']);
	});

	it('has limits of its own, in milliseconds and bytes', async () => {
		expect((await setUpServer(open(), undefined)).limits).toEqual({
			timeoutMs: 300_000,
			largestResult: 1024 * 1024,
			listTtlMs: 60_000,
			taskTtlMs: 3_600_000,
		});
		const options = { timeout: 2.5, largestResult: 1, listTtl: 0, taskTtl: 1 };
		expect((await setUpServer(open({ options }), undefined)).limits).toEqual({
			timeoutMs: 2500,
			largestResult: 1024,
			listTtlMs: 0,
			taskTtlMs: 1000,
		});
	});

	it.each([
		['timeout', 0],
		['timeout', 86_401],
		['timeout', Number.NaN],
		['largestResult', 0],
		['listTtl', -1],
		['taskTtl', 0],
	])('is refused with the %s %d', async (option, value) => {
		const context = open({ options: { [option]: value } });
		await expect(setUpServer(context, undefined)).rejects.toThrow(`of ${value} cannot be used`);
	});

	it('takes the keys of the credential, and keeps everyone out if there are none', async () => {
		const keys = { key: [{ label: 'Dana', key: 'k' }, { label: 'Kim', key: ' ' }, {}] };
		const withKeys = await setUpServer(
			contextOf({ authentication: 'apiKeys' }, { keys }),
			undefined,
		);
		expect(withKeys.authentication).toEqual({
			kind: 'apiKeys',
			keys: [expect.objectContaining({ label: 'Dana', key: 'k' })],
		});
		const without = await setUpServer(contextOf({ authentication: 'apiKeys' }), undefined);
		expect(without.authentication).toEqual({ kind: 'apiKeys', keys: [] });
	});

	it('that cannot be served is refused by list, position and field', async () => {
		const branches = { branch: [tool, { ...tool, name: 'two words' }] };
		await expect(setUpServer(open({ branches }), undefined)).rejects.toThrow(
			'Branch 2, Name: "two words" is not a tool name',
		);
		const content = { resource: [{ name: 'a', uri: 'a' }] };
		await expect(setUpServer(open({ content }), undefined)).rejects.toThrow('Resource 1, URI');
	});
});
