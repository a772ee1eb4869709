import { isAbsolute } from 'node:path';

import { PresetError, findPreset, presetUrls, readOnlyTools } from '../../gtm/presets/preset-table';
import type { McpServerPreset } from '../../gtm/presets/preset';
import type {
	CommandEndpoint,
	Endpoint,
	Era,
	HttpEndpoint,
} from '../../mcp/client/access/endpoint';
import { McpClientError } from '../../mcp/client/client-error';
import { parseServerUrl } from '../../mcp/client/server-url';
import { type ParameterSource, rowsOf, scalarText, textOf } from './parameter-source';
import { splitList } from '../../base/split-list';

/** The server that an item names, before a credential says whether it may go there. */
export interface ChosenServer {
	/** Empty if the URL of the credential shall be taken. */
	primary: Endpoint[];
	/** Tried in order when the first is down. */
	fallbacks: HttpEndpoint[];
	/** How to speak to the URL of the credential, if that is taken. */
	transport: NonNullable<HttpEndpoint['transport']>;
	/** Which protocol to speak to any of them; undefined to find out. */
	era?: Era;
	preset?: McpServerPreset;
	/** Tools that write or read whatever they say of themselves. */
	known: { writes: readonly string[]; reads: readonly string[] };
}

/**
 * Reads the parameters "Server", "Preset", "Server URL" and "Command", and the fallback servers.
 *
 * @throws McpClientError, step `connect`, that names the parameter
 */
export function readServer(source: ParameterSource): ChosenServer {
	const era = readEra(source);
	const { primary, fallbacks, ...server } = readEndpoints(source);
	const inEra = <E extends Endpoint>(endpoint: E): E => (era ? { ...endpoint, era } : endpoint);
	return {
		...server,
		primary: primary.map(inEra),
		fallbacks: fallbacks.map(inEra),
		...(era && { era }),
	};
}

function readEndpoints(source: ParameterSource): ChosenServer {
	const transport = readTransport(source);
	const fallbacks = readFallbacks(source);
	const none = { writes: [], reads: [] };
	switch (source.get('server', 'url')) {
		case 'command':
			return { primary: [readCommand(source)], fallbacks, transport, known: none };
		case 'preset':
			return { ...readPreset(source), fallbacks, transport };
		default: {
			const text = textOf(source.get(urlParameter(source), ''));
			const primary = text.trim() === '' ? [] : [toHttpEndpoint(text, transport)];
			return { primary, fallbacks, transport, known: none };
		}
	}
}

/** A credential names its server: the form asks for the URL only where there is none. */
export function urlParameter(source: Pick<ParameterSource, 'get'>): string {
	return source.get('authentication', 'apiKey') === 'none' ? 'serverUrl' : 'options.serverUrl';
}

function readEra(source: ParameterSource): Era | undefined {
	const era = source.get('options.protocol', 'auto');
	return era === 'modern' || era === 'legacy' ? era : undefined;
}

function readPreset(source: ParameterSource) {
	try {
		const preset = findPreset(textOf(source.get('preset', '')));
		const endpointId = textOf(source.get('presetEndpoint', ''));
		const urls = presetUrls(preset, endpointId, textOf(source.get('presetValue', '')));
		const chosen = preset.endpoints.find(({ id }) => id === endpointId) ?? preset.endpoints[0];
		const primary = urls.map((url) => toHttpEndpoint(url, chosen.transport ?? 'auto'));
		const known = { writes: preset.writeTools, reads: readOnlyTools(preset) };
		return { primary, preset, known };
	} catch (error) {
		if (!(error instanceof PresetError)) throw error;
		throw new McpClientError('connect', error.message, { hint: error.hint, delivery: 'notSent' });
	}
}

function readTransport(source: ParameterSource): ChosenServer['transport'] {
	const transport = source.get('options.transport', 'auto');
	return transport === 'sse' || transport === 'streamableHttp' ? transport : 'auto';
}

function readFallbacks(source: ParameterSource): HttpEndpoint[] {
	const rows = rowsOf(source.get('options.fallbackServers', {}), 'server');
	const urls = rows.map(({ url }) => textOf(url)).filter((url) => url.trim() !== '');
	return urls.map((url) => toHttpEndpoint(url, 'auto'));
}

function toHttpEndpoint(text: string, transport: ChosenServer['transport']): HttpEndpoint {
	return { kind: 'http', url: parseServerUrl(text), transport };
}

function readCommand(source: ParameterSource): CommandEndpoint {
	const command = textOf(source.get('command', '')).trim();
	if (command === '') {
		throw new McpClientError('connect', "'Command' is empty", {
			hint: 'Enter the program that is the MCP server, e.g. npx, and its arguments below.',
			delivery: 'notSent',
		});
	}
	const [program = '', ...rest] = command.split(/\s+/);
	if (rest.length > 0 && !/[/\\]/.test(program)) {
		throw new McpClientError('connect', "'Command' contains more than the program", {
			hint: `Enter ${program} under Command, and each argument separately under Command Arguments: ${rest.join(', ')}.`,
			delivery: 'notSent',
		});
	}
	const folder = textOf(source.get('workingFolder', '')).trim();
	if (folder !== '' && !isAbsolute(folder)) {
		throw new McpClientError('connect', "'Working Folder' is not an absolute path", {
			hint: 'Enter a path that starts at the root, e.g. /home/node/server.',
			delivery: 'notSent',
		});
	}
	const variables = rowsOf(source.get('environment', {}), 'variable');
	return {
		kind: 'command',
		command,
		args: readArguments(source.get('commandArguments', [])),
		env: toEnvironment(variables),
		...(folder !== '' && { cwd: folder }),
	};
}

/** One argument a row; an expression may give a list, or one text with commas. */
function readArguments(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String).filter((text) => text !== '') : splitList(value);
}

/** Rows of name and value as an object; rows without a name are left out. */
export function toEnvironment(
	rows: ReadonlyArray<Record<string, unknown>>,
): Record<string, string> {
	const named = rows.map(({ name, value }) => [textOf(name).trim(), scalarText(value)] as const);
	return Object.fromEntries(named.filter(([name]) => name !== ''));
}
