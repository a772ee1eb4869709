import { placeOf, repeatTask, type McpProcess } from './mcp-process';
import type { ServerSetup } from './server-setup';
import { clientAddress } from '../../mcp/server/access/client-address';
import { checkAddress } from '../../mcp/server/access/address-list';
import { authenticate } from '../../mcp/server/access/authentication';
import type { ChallengeHints } from '../../mcp/server/access/challenge';
import { protectedResourceMetadata } from '../../mcp/server/access/protected-resource';
import { checkOrigin } from '../../mcp/server/access/web-page-guard';
import type { EndpointPorts } from '../../mcp/server/endpoint';

/** @param metadataUrl where clients find out who gives out tokens */
export function createEndpointPorts(
	setup: ServerSetup,
	mcp: McpProcess,
	metadataUrl: string | undefined,
): EndpointPorts {
	const { authentication, policy } = setup;
	const hints: ChallengeHints =
		authentication.kind === 'jwt' && metadataUrl !== undefined
			? { resourceMetadataUrl: metadataUrl }
			: {};
	return {
		repeat: repeatTask,
		authenticate: async ({ headers, remoteAddress }) => {
			checkOrigin(headers, setup.allowedOrigins);
			checkAddress({ headers, remoteAddress }, setup.allowedAddresses, policy.trustedProxies);
			const principal = await authenticate(
				headers,
				authentication,
				{ now: () => Date.now(), tokens: mcp.tokens },
				hints,
			);
			if (principal.kind !== 'anonymous') return principal;
			const address = clientAddress({ headers, remoteAddress }, policy.trustedProxies);
			return address === undefined ? principal : { ...principal, address };
		},
		report: (error) => setup.report(placeOf(error)),
	};
}

/** The protected resource metadata (RFC 9728); undefined unless callers need tokens. */
export function resourceMetadata(
	{ authentication, catalog }: ServerSetup,
	url: string,
): ReturnType<typeof protectedResourceMetadata> | undefined {
	if (authentication.kind !== 'jwt') return undefined;
	const { issuer, scopesSupported } = authentication.settings;
	return protectedResourceMetadata({
		url,
		issuers: [issuer],
		...(scopesSupported ? { scopesSupported } : {}),
		name: catalog.info.name,
	});
}
