import { createMcpServerAccess } from '../../mcp/client/access/server-access';
import type { AccessSettings, McpServerAccess } from '../../mcp/client/access/mcp-server-access';
import { noAuthorization } from '../../mcp/client/access/authorization';
import type { Endpoint } from '../../mcp/client/access/endpoint';
import type { AccessPolicy } from '../../mcp/client/access/access-policy';
import type { Answers } from '../../mcp/client/answers/answers';
import { McpClientError } from '../../mcp/client/client-error';
import type { McpServerPreset } from '../../gtm/presets/preset';
import { assertCommandsAllowed, toAccessPorts } from './access-ports';
import {
	type CredentialKind,
	ENVIRONMENT_CREDENTIAL,
	credentialOf,
	isCredentialKind,
} from './authentication';
import { type Identity, toIdentity, tokenRenewal } from './authorization';
import { assertDomainsAllow, endpointsOf } from './credential-origins';
import { type ParameterSource, rowsOf } from './parameter-source';
import { readPolicy } from './policy-parameters';
import { toPrincipal } from './principal';
import { type ChosenServer, readServer, toEnvironment } from './server-parameters';

/** The access of one item, and what its preset knows. */
export interface OpenAccess {
	access: McpServerAccess;
	preset?: McpServerPreset;
}

interface Reach {
	endpoints: Endpoint[];
	identity: Identity;
}

const ANONYMOUS: Identity = { principal: toPrincipal(['none']), authorization: noAuthorization };

/**
 * Opens the servers that items name. Holds what items of one execution share: a token that is
 * renewed for one of them is the token of all.
 */
export class ClientAccesses {
	private readonly identities = new Map<string, Identity>();
	private readonly accesses = new Map<string, McpServerAccess>();

	/** @param patience `none`: a person or an agent waits, so a server that is down is told at once */
	constructor(private readonly patience: 'waits' | 'none' = 'waits') {}

	/**
	 * @throws McpClientError if the parameters name no server, or a credential may not go there
	 * @throws NodeOperationError if n8n's own restrictions of the credential forbid it
	 */
	async open(
		source: ParameterSource,
		answers: Answers = {},
		sessionKey?: string,
	): Promise<OpenAccess> {
		const server = readServer(source);
		const { endpoints, identity } = await this.reach(source, server);
		const settings: AccessSettings = {
			endpoints,
			...identity,
			policy: this.policyOf(source, server),
			answers,
			...(sessionKey !== undefined && { sessionKey }),
		};
		const access = this.accessFor(settings, source);
		return { access, ...(server.preset && { preset: server.preset }) };
	}

	private policyOf(source: ParameterSource, server: ChosenServer): AccessPolicy {
		const policy = readPolicy(source, server);
		if (this.patience === 'waits') return policy;
		return { ...policy, circuitBreaker: { ...policy.circuitBreaker, waits: 'no' } };
	}

	/** Items with the same settings share an access, unless what answers the server is their own. */
	private accessFor(settings: AccessSettings, source: ParameterSource): McpServerAccess {
		const make = () => createMcpServerAccess(settings, toAccessPorts(source.context));
		if (Object.keys(settings.answers).length > 0) return make();
		const { authorization: _authorization, answers: _answers, ...plain } = settings;
		const key = JSON.stringify(plain);
		const access = this.accesses.get(key) ?? make();
		this.accesses.set(key, access);
		return access;
	}

	private async reach(source: ParameterSource, server: ChosenServer): Promise<Reach> {
		const [first] = server.primary;
		if (first?.kind === 'command') {
			assertCommandsAllowed(toAccessPorts(source.context));
			const env = { ...first.env, ...(await readEnvironment(source)) };
			const endpoints = [{ ...first, env }, ...server.fallbacks];
			return { endpoints, identity: ANONYMOUS };
		}
		const kind = source.get('authentication', 'apiKey');
		if (!isCredentialKind(kind)) return { endpoints: openEndpoints(server), identity: ANONYMOUS };
		const credential = await source.credential(credentialOf(kind));
		const endpoints = endpointsOf(server, credential);
		assertDomainsAllow(source.node, credential, endpoints);
		return { endpoints, identity: this.identify(source, kind, credential) };
	}

	private identify(
		source: ParameterSource,
		kind: CredentialKind,
		credential: Parameters<typeof toIdentity>[1],
	): Identity {
		const key = toPrincipal([kind, JSON.stringify(credential)]);
		const known = this.identities.get(key);
		if (known) return known;
		const renewToken = tokenRenewal(source.context, credentialOf(kind));
		const identity = toIdentity(kind, credential, toAccessPorts(source.context), renewToken);
		this.identities.set(key, identity);
		return identity;
	}
}

function openEndpoints({ primary, fallbacks }: ChosenServer): Endpoint[] {
	if (primary.length > 0) return [...primary, ...fallbacks];
	throw new McpClientError('connect', 'The server URL is empty', {
		hint: "Enter the URL of the server's MCP endpoint, e.g. https://example.com/mcp.",
		delivery: 'notSent',
	});
}

/** The secrets of a command; a node without this credential has none. */
async function readEnvironment(source: ParameterSource): Promise<Record<string, string>> {
	if (source.node.credentials?.[ENVIRONMENT_CREDENTIAL] === undefined) return {};
	const { variables } = await source.credential(ENVIRONMENT_CREDENTIAL);
	return toEnvironment(rowsOf(variables, 'variable'));
}
