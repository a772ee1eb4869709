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
	getParentNodes: () => [],
	getWorkflow: () => ({ id: 'w1' }),
	getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
	getCredentials: <T extends object>() => Promise.resolve(credentials as T),
	logger: {} as TriggerContext['logger'],
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
		await expect(setUpServer(context, undefined)).rejects.toThrow(`${value} is not valid`);
	});

	const withCredential = (authentication: string, credentials: object) =>
		setUpServer(contextOf({ authentication }, credentials), undefined);
	const longKey = 'dana-0123456789-0123456789';

	it('takes the keys of the credential', async () => {
		const keys = { key: [{ label: 'Dana', key: longKey }, { label: 'Kim', key: ' ' }, {}] };
		const { authentication } = await withCredential('apiKeys', { keys });
		expect(authentication).toEqual({
			kind: 'apiKeys',
			keys: [expect.objectContaining({ label: 'Dana', key: longKey })],
		});
	});

	it.each([
		['there is no key', [], 'Add at least one key'],
		['a key is short', [{ label: 'Dana', key: 'short' }], 'The key "Dana" is shorter than 24'],
		['a key has no label', [{ key: longKey }], 'Key 1 has no label'],
		[
			'two keys have one label, and would be one caller',
			[
				{ label: 'Dana', key: longKey },
				{ label: 'Dana ', key: `${longKey}-2` },
			],
			'The label "Dana" is used twice',
		],
		[
			'no header can carry a key',
			[{ label: 'Dana', key: '🔑'.repeat(24) }],
			'that HTTP headers do not allow',
		],
	])('is refused if %s, whatever the test of the credential said', async (_, key, reason) => {
		const refused = withCredential('apiKeys', { keys: { key } });
		await expect(refused).rejects.toThrow('The credential GTM MCP Server Keys API is not valid.');
		await expect(refused).rejects.toThrow(reason);
		await expect(refused).rejects.not.toThrow(longKey);
	});

	it('is refused if tokens that were made for other services would be taken', async () => {
		const refused = withCredential('jwt', { issuer: 'https://id.example', audience: '' });
		await expect(refused).rejects.toThrow('Enter the Audience');
	});

	it.each(['Authorization', 'X-API-Key', 'cookie'])(
		'never hands the header %s to flows',
		async (name) => {
			const options = { passHeaders: `x-tenant, ${name}` };
			await expect(setUpServer(open({ options }), undefined)).rejects.toThrow(
				`Options > Pass Headers: "${name.toLowerCase()}" contains the caller's key`,
			);
		},
	);

	it('is made once for a publication, and anew when anything that it is made of changes', async () => {
		const branches = { branch: [tool] };
		const keys = (label: string) => ({ keys: { key: [{ label, key: longKey }] } });
		const make = async (label = 'Dana', changes = {}) =>
			await setUpServer(
				contextOf({ branches, ...changes }, keys(label)),
				'https://n8n.example/mcp',
			);
		const first = await make();
		expect(await make()).toBe(first);
		const renewed = await make('Kim');
		expect(renewed.authentication).toMatchObject({ keys: [{ label: 'Kim' }] });
		expect((await make('Kim', { options: { serverName: 'B' } })).catalog.info.name).toBe('B');
	});

	it.each([
		[{ host: 'http://127.0.0.1' }, 'Options > Host: "http://127.0.0.1" is not an address'],
		[{ port: 70_000 }, 'Options > Port: 70000 is not a port. Enter a number from 1 to 65535.'],
		[
			{ publicUrl: 'mcp.example.com/gtm' },
			'Options > Public URL: "mcp.example.com/gtm" is not a URL. Enter the complete URL',
		],
	])('on its own port is refused with %j, by the name of the field', async (changes, reason) => {
		const refused = setUpServer(
			open({ path: 'gtm', options: { listen: 'port', ...changes } }),
			undefined,
		);
		await expect(refused).rejects.toThrow(reason);
	});

	it('that cannot be served is refused by list, position and field', async () => {
		const branches = { branch: [tool, { ...tool, name: 'two words' }] };
		await expect(setUpServer(open({ branches }), undefined)).rejects.toThrow(
			'Branch 2, Name: "two words" is not a tool name',
		);
		const content = { resource: [{ name: 'a', uri: 'a' }] };
		await expect(setUpServer(open({ options: { content } }), undefined)).rejects.toThrow(
			'Resource 1, URI',
		);
	});
});
