import type { AccessPorts } from '../../mcp/client/access/access-ports';
import { McpClientError } from '../../mcp/client/client-error';
import { displayUrl } from '../../mcp/client/server-url';
import type { ClientContext } from './parameter-source';
import { TRUSTED_ORIGINS } from '../trusted-origins';
import { splitList } from '../../base/split-list';

/** Set to `true` by the operator of the instance, it lets nodes start local programs. */
export const ALLOW_STDIO = 'GTM_MCP_ALLOW_STDIO';

/**
 * What n8n lends to an access: its network policy (SSRF protection, if the instance has it on) and
 * its log; and what the operator of the instance allows. The policy resolves a host name on its own,
 * so a name that changes its address in between is not caught by it.
 */
export function toAccessPorts(context: ClientContext): AccessPorts {
	return {
		...operatorPorts(process.env),
		egress: {
			assertAllowed: async (url) => await assertAllowed(context, url),
			trustedOrigins: splitList(process.env[TRUSTED_ORIGINS]),
		},
		reportTrouble: (message) => context.logger.debug(`MCP client: ${message}`),
	};
}

/** For a credential test, which n8n gives no network policy. */
export function testPorts(): AccessPorts {
	return {
		...operatorPorts(process.env),
		egress: {
			assertAllowed: async () => await Promise.resolve(),
			trustedOrigins: splitList(process.env[TRUSTED_ORIGINS]),
		},
	};
}

function operatorPorts(environment: NodeJS.ProcessEnv): Pick<AccessPorts, 'commands'> {
	return { commands: environment[ALLOW_STDIO] === 'true' ? 'allowed' : 'forbidden' };
}

/** @throws McpClientError that names the variable which the operator of the instance has to set */
export function assertCommandsAllowed({ commands }: AccessPorts): void {
	if (commands === 'allowed') return;
	throw new McpClientError('connect', 'This n8n does not allow workflows to start local commands', {
		hint: `The administrator can allow it with the environment variable ${ALLOW_STDIO}=true. Or set Server to URL.`,
		delivery: 'notSent',
	});
}

async function assertAllowed({ helpers }: ClientContext, url: URL): Promise<void> {
	const verdict = await helpers.getSecureEgressFilter().validateUrl(url);
	if (verdict.ok) return;
	throw new McpClientError('connect', `The network policy of n8n blocks ${displayUrl(url)}`, {
		hint: "Ask the administrator of this n8n instance to allow the server's address.",
		delivery: 'notSent',
	});
}
