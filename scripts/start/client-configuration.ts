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

/** One entry for each server, under its name. */
function byName(
	servers: readonly McpServerAccess[],
	entry: (access: McpServerAccess) => object,
): object {
	return Object.fromEntries(servers.map((access) => [access.name, entry(access)]));
}

const headersOf = ({ key }: McpServerAccess) => ({ Authorization: `Bearer ${key}` });

/**
 * Claude Desktop's file takes only local programs, so mcp-remote stands in between. It is given
 * the header through a variable, because some versions split arguments at spaces.
 */
export function claudeDesktopConfiguration(servers: readonly McpServerAccess[]): object {
	return {
		mcpServers: byName(servers, ({ url, key }) => ({
			command: 'npx',
			args: ['-y', 'mcp-remote', url, '--header', 'Authorization:${AUTHORIZATION}'],
			env: { AUTHORIZATION: `Bearer ${key}` },
		})),
	};
}

export function cursorConfiguration(servers: readonly McpServerAccess[]): object {
	return {
		mcpServers: byName(servers, (access) => ({ url: access.url, headers: headersOf(access) })),
	};
}

export function vsCodeConfiguration(servers: readonly McpServerAccess[]): object {
	return {
		servers: byName(servers, (access) => ({
			type: 'http',
			url: access.url,
			headers: headersOf(access),
		})),
	};
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

/** An Inspector line that calls a tool, or else lists the tools. */
export function inspectorCommand(access: McpServerAccess, call?: ToolCall): string {
	if (!call) return inspectorLine(access, ['--method', 'tools/list']);
	const values = JSON.stringify(call.arguments);
	const method = ['--method', 'tools/call', '--tool-name', call.name, '--tool-args-json', values];
	return inspectorLine(access, method);
}

function configurations(
	servers: readonly McpServerAccess[],
	calls: Readonly<Record<string, ToolCall>>,
): ClientConfiguration[] {
	const lines = (line: (access: McpServerAccess) => string) => servers.map(line).join('\n');
	return [
		{ client: 'Claude Code', where: 'in a terminal', text: lines(claudeCodeCommand) },
		{
			client: 'Claude Desktop',
			where: 'in claude_desktop_config.json (Settings > Developer > Edit Config)',
			text: json(claudeDesktopConfiguration(servers)),
		},
		{
			client: 'Cursor',
			where: 'in ~/.cursor/mcp.json or .cursor/mcp.json',
			text: json(cursorConfiguration(servers)),
		},
		{ client: 'VS Code', where: 'in .vscode/mcp.json', text: json(vsCodeConfiguration(servers)) },
		{
			client: 'MCP Inspector',
			where: 'in this folder, in a terminal',
			text: lines((access) => inspectorCommand(access, calls[access.name])),
		},
	];
}

/**
 * Copyable configuration for the usual MCP clients, each once with all servers; holds the key. Leave out
 * what is not wanted.
 *
 * @param calls a call for each server that has one, by the server's name
 */
export function renderClientConfiguration(
	servers: readonly McpServerAccess[],
	calls: Readonly<Record<string, ToolCall>> = {},
): string {
	return configurations(servers, calls)
		.map(({ client, where, text }) => `── ${client}, ${where}\n\n${text}\n`)
		.join('\n');
}
