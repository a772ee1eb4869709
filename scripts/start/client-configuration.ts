/** An MCP server as clients see it. */
export interface McpServerAccess {
	/** Name of the server in a client's configuration. */
	name: string;
	url: string;
	key: string;
}

export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

interface ClientConfiguration {
	client: string;
	/** Where the text belongs. */
	where: string;
	text: string;
}

function json(value: unknown): string {
	return JSON.stringify(value, null, 2);
}

/** A word for a POSIX shell. */
export function shellQuote(word: string): string {
	return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function shellLine(words: string[]): string {
	return words.map(shellQuote).join(' ');
}

/** `claude mcp add`; the header option takes several values, so it comes last. */
export function claudeCodeCommand({ name, url, key }: McpServerAccess): string {
	const header = `Authorization: Bearer ${key}`;
	return shellLine(['claude', 'mcp', 'add', '--transport', 'http', name, url, '--header', header]);
}

/**
 * Claude Desktop's file takes only local programs, so mcp-remote stands in between. It is given
 * the header through a variable, because some versions split arguments at spaces.
 */
export function claudeDesktopConfiguration({ name, url, key }: McpServerAccess): object {
	return {
		mcpServers: {
			[name]: {
				command: 'npx',
				args: ['-y', 'mcp-remote', url, '--header', 'Authorization:${AUTHORIZATION}'],
				env: { AUTHORIZATION: `Bearer ${key}` },
			},
		},
	};
}

export function cursorConfiguration({ name, url, key }: McpServerAccess): object {
	return { mcpServers: { [name]: { url, headers: { Authorization: `Bearer ${key}` } } } };
}

export function vsCodeConfiguration({ name, url, key }: McpServerAccess): object {
	const headers = { Authorization: `Bearer ${key}` };
	return { servers: { [name]: { type: 'http', url, headers } } };
}

/** The words of an inspector command line that runs one MCP method and prints the result. */
export function inspectorArguments({ url, key }: McpServerAccess, method: string[]): string[] {
	const target = ['--server-url', url, '--transport', 'http'];
	return ['--cli', ...target, '--header', `Authorization: Bearer ${key}`, ...method];
}

function inspectorLine(access: McpServerAccess, method: string[]): string {
	return shellLine([
		'npx',
		'@modelcontextprotocol/inspector',
		...inspectorArguments(access, method),
	]);
}

/** Inspector lines that list the tools and, if given, call one. */
export function inspectorCommands(access: McpServerAccess, call?: ToolCall): string[] {
	const list = inspectorLine(access, ['--method', 'tools/list']);
	if (!call) return [list];
	const values = JSON.stringify(call.arguments);
	const method = ['--method', 'tools/call', '--tool-name', call.name, '--tool-args-json', values];
	return [list, inspectorLine(access, method)];
}

function configurations(access: McpServerAccess, call?: ToolCall): ClientConfiguration[] {
	const ui = shellLine(['npx', '@modelcontextprotocol/inspector']);
	const uiHint = `then connect to ${access.url} (Streamable HTTP) with the header Authorization: Bearer ${access.key}`;
	return [
		{ client: 'Claude Code', where: 'in a terminal', text: claudeCodeCommand(access) },
		{
			client: 'Claude Desktop',
			where: 'in claude_desktop_config.json (Settings > Developer > Edit Config)',
			text: json(claudeDesktopConfiguration(access)),
		},
		{
			client: 'Cursor',
			where: 'in ~/.cursor/mcp.json or .cursor/mcp.json',
			text: json(cursorConfiguration(access)),
		},
		{ client: 'VS Code', where: 'in .vscode/mcp.json', text: json(vsCodeConfiguration(access)) },
		{
			client: 'MCP Inspector',
			where: 'in this folder, in a terminal',
			text: [...inspectorCommands(access, call), `${ui}   # ${uiHint}`].join('\n'),
		},
	];
}

/** Copyable configuration for the usual MCP clients; holds the key. */
export function renderClientConfiguration(access: McpServerAccess, call?: ToolCall): string {
	return configurations(access, call)
		.map(({ client, where, text }) => `── ${client}, ${where}\n\n${text}\n`)
		.join('\n');
}
