import { capabilitiesOf } from '../answers/call-answers';
import { McpClientError } from '../client-error';
import type { ListKind } from '../connection-lists';
import { digestOf } from '../../../base/digest';
import type { ClientRuntime } from '../runtime';
import type { AccessPorts } from './access-ports';
import type { CallReport } from './call-report';
import { type Endpoint, displayEndpoint } from './endpoint';
import type { AccessSettings } from './mcp-server-access';

export interface KeyedEndpoint {
	endpoint: Endpoint;
	/** The same for the same endpoint in all accesses of the process. */
	key: string;
}

/** An access's settings with the keys under which it shares what is the process's. */
export interface AccessContext {
	settings: AccessSettings;
	ports: AccessPorts;
	runtime: ClientRuntime;
	endpoints: [KeyedEndpoint, ...KeyedEndpoint[]];
	listKey(kind: ListKind): string;
	connectionKey(endpoint: KeyedEndpoint): string;
	verdictKey(endpoint: KeyedEndpoint): string;
}

/**
 * @throws McpClientError if there is no endpoint, or a command is one and commands are forbidden
 */
export function toAccessContext(
	settings: AccessSettings,
	ports: AccessPorts,
	runtime: ClientRuntime,
): AccessContext {
	const [first, ...rest] = settings.endpoints.map((endpoint) => ({
		endpoint,
		key: digestOf(endpoint.kind === 'http' ? { ...endpoint, url: endpoint.url.href } : endpoint),
	}));
	if (!first) {
		throw new McpClientError('connect', 'No server was given', {
			hint: "Enter the URL of the server's MCP endpoint, e.g. https://example.com/mcp.",
			delivery: 'notSent',
		});
	}
	assertCommandsAllowed(settings.endpoints, ports);
	const { principal, policy, answers } = settings;
	const server = [first, ...rest].map(({ key }) => key);
	return {
		settings,
		ports,
		runtime,
		endpoints: [first, ...rest],
		listKey: once((kind) => digestOf([server, principal, kind])),
		verdictKey: byKey((key) => digestOf([key, principal])),
		connectionKey: byKey((key) =>
			digestOf([key, principal, capabilitiesOf(answers), answers.roundsMax, policy.sizes]),
		),
	};
}

/** Digests cost more than the rest of a request that is answered at once. */
function once<K>(make: (key: K) => string): (key: K) => string {
	const made = new Map<K, string>();
	return (key) => {
		const value = made.get(key) ?? make(key);
		made.set(key, value);
		return value;
	};
}

function byKey(make: (key: string) => string): (endpoint: KeyedEndpoint) => string {
	const remembered = once(make);
	return ({ key }) => remembered(key);
}

export function emptyReport({ endpoints: [{ endpoint }] }: AccessContext): CallReport {
	return {
		endpoint: displayEndpoint(endpoint),
		attempts: 0,
		waitedMs: 0,
		cached: 'no',
		warnings: [],
	};
}

function assertCommandsAllowed(endpoints: readonly Endpoint[], { commands }: AccessPorts): void {
	if (commands === 'allowed' || endpoints.every(({ kind }) => kind === 'http')) return;
	throw new McpClientError('guard', 'This n8n does not allow local programs', {
		hint: 'The administrator of this n8n can allow MCP servers that are local commands with an environment variable.',
		delivery: 'notSent',
	});
}
