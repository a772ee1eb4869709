import type { INode } from 'n8n-workflow';

import {
	readServer,
	readTimeout,
	type TriggerContext,
} from '../../../../../src/n8n/server/trigger-parameters';
import { PACKAGE_VERSION } from '../../../../../src/package-version';

const node: INode = {
	id: '1',
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
	getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
	getCredentials: <T extends object>() => Promise.resolve(credentials as T),
});

const tool = { name: ' qualify ', description: 'Scores', fields: { field: [] } };

describe('the parameters of a trigger', () => {
	it('describe a server whose name, if empty, is that of the node', async () => {
		const server = await readServer(
			contextOf({ authentication: 'none', branches: { branch: [tool] } }),
			'https://n8n.example.com/mcp/gtm',
		);
		expect(server).toMatchObject({
			info: { name: 'GTM MCP Server Trigger', version: PACKAGE_VERSION },
			authentication: { kind: 'none' },
			allowedOrigins: ['n8n.example.com'],
		});
		expect([...server.tools.keys()]).toEqual(['qualify']);
		expect(server).not.toHaveProperty('instructions');
	});

	it('take origins with or without a scheme, separated by commas', async () => {
		const allowedOrigins = 'https://app.example.com:8443, other.example.com,*';
		const context = contextOf({ authentication: 'none', options: { allowedOrigins } });
		const server = await readServer(context, undefined);
		expect(server.allowedOrigins).toEqual(['app.example.com', 'other.example.com', '*']);
	});

	it('take the keys of the credential, but not an entry left empty', async () => {
		const keys = { key: [{ label: 'Dana', key: 'k' }, { label: 'Kim', key: ' ' }, {}] };
		const server = await readServer(contextOf({ authentication: 'apiKeys' }, { keys }), undefined);
		expect(server.authentication).toEqual({ kind: 'apiKeys', keys: [{ label: 'Dana', key: 'k' }] });
	});

	it('keep everyone out if the credential has no keys', async () => {
		const server = await readServer(contextOf({ authentication: 'apiKeys' }), undefined);
		expect(server.authentication).toEqual({ kind: 'apiKeys', keys: [] });
	});

	it('split the allowed values of a field', async () => {
		const fields = { field: [{ name: 'size', allowedValues: 'small, large' }] };
		const server = await readServer(
			contextOf({ authentication: 'none', branches: { branch: [{ ...tool, fields }] } }),
			undefined,
		);
		expect(server.tools.get('qualify')?.listing.inputSchema.properties).toEqual({
			size: { type: 'string', enum: ['small', 'large'] },
		});
	});

	it('that cannot be served are refused by tool and field', async () => {
		const branches = { branch: [tool, { ...tool, name: 'two words' }] };
		await expect(
			readServer(contextOf({ authentication: 'none', branches }), undefined),
		).rejects.toThrow('Tool 2, Name: "two words" is not a tool name');
	});

	it('give a flow five minutes unless they say otherwise', () => {
		expect(readTimeout(contextOf({}))).toBe(300_000);
		expect(readTimeout(contextOf({ options: { timeout: 2.5 } }))).toBe(2500);
	});

	it.each([0, -1, 86_401, Number.NaN])('may not give it %p seconds', (timeout) => {
		expect(() => readTimeout(contextOf({ options: { timeout } }))).toThrow('cannot be used');
	});
});
