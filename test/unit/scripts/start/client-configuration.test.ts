import { parseArgs } from 'node:util';

import {
	claudeCodeCommand,
	claudeDesktopConfiguration,
	cursorConfiguration,
	inspectorArguments,
	inspectorCommand,
	renderClientConfiguration,
	shellQuote,
	vsCodeConfiguration,
} from '../../../../scripts/start/client-configuration.ts';

const access = { name: 'gtm', url: 'http://localhost:5678/mcp/gtm', key: 'secret-key' };
const bearer = { Authorization: 'Bearer secret-key' };

describe('client configuration', () => {
	test('quotes words for the shell', () => {
		expect(shellQuote('--header')).toBe('--header');
		expect(shellQuote("it's $HOME")).toBe(`'it'\\''s $HOME'`);
	});

	test('adds the server to Claude Code', () => {
		expect(claudeCodeCommand(access)).toBe(
			"claude mcp add --transport http gtm http://localhost:5678/mcp/gtm --header 'Authorization: Bearer secret-key'",
		);
	});

	test('gives Claude Desktop a local program without spaces in its arguments', () => {
		const configuration = claudeDesktopConfiguration([access]) as {
			mcpServers: { gtm: { args: string[]; env: Record<string, string> } };
		};
		const { args, env } = configuration.mcpServers.gtm;
		expect(args.filter((word) => word.includes(' '))).toEqual([]);
		expect(env).toEqual({ AUTHORIZATION: 'Bearer secret-key' });
	});

	test('gives Cursor and VS Code the URL with the header', () => {
		expect(cursorConfiguration([access])).toEqual({
			mcpServers: { gtm: { url: access.url, headers: bearer } },
		});
		expect(vsCodeConfiguration([access])).toEqual({
			servers: { gtm: { type: 'http', url: access.url, headers: bearer } },
		});
	});

	test('gives the Inspector one header and arguments as JSON', () => {
		const call = { name: 'qualify', arguments: { email: 'dana@acme.example', seats: 2 } };
		expect(inspectorCommand(access)).toContain('--method tools/list');
		expect(inspectorCommand(access, call)).toContain(
			`--tool-args-json '{"email":"dana@acme.example","seats":2}'`,
		);
		const { values } = parseArgs({
			args: inspectorArguments(access, ['--method', 'tools/list']),
			options: {
				cli: { type: 'boolean' },
				'server-url': { type: 'string' },
				transport: { type: 'string' },
				header: { type: 'string' },
				method: { type: 'string' },
			},
		});
		expect(values.header).toBe('Authorization: Bearer secret-key');
		expect(values['server-url']).toBe(access.url);
	});

	test('names every client once, with all servers', () => {
		const crm = { ...access, name: 'crm', url: 'http://localhost:5678/mcp/crm' };
		const text = renderClientConfiguration([access, crm]);
		expect(text.match(/mcpServers/g)).toHaveLength(2);
		expect(text.split('mcp/crm')).toHaveLength(text.split('mcp/gtm').length);
		const clients = ['Claude Code', 'Claude Desktop', 'Cursor', 'VS Code', 'MCP Inspector'];
		for (const client of clients) expect(text).toContain(`── ${client}, `);
	});
});
