import { placeOf, repeatTask, type McpProcess } from './mcp-process';
import type { ServerSetup } from './server-setup';
import { issuerOf, offeredScopes } from './sign-in';
import { clientAddress } from '../../mcp/server/access/client-address';
import { checkAddress } from '../../mcp/server/access/address-list';
import { authenticate, type Authentication } from '../../mcp/server/access/authentication';
import type { ChallengeHints } from '../../mcp/server/access/challenge';
import { protectedResourceMetadata } from '../../mcp/server/access/protected-resource';
import { checkOrigin } from '../../mcp/server/access/web-page-guard';
import type { VerifySignIn } from '../../mcp/server/access/sign-in';
import type { EndpointPorts } from '../../mcp/server/endpoint';

export interface EndpointAccess {
	/** Where clients find out who gives out tokens. */
	metadataUrl: string | undefined;
	/** Who is let in now: keys are withdrawn while a server is published. */
	authentication(this: void): Authentication | Promise<Authentication>;
	/** Needed where people sign in. */
	signIn?: VerifySignIn | undefined;
}

export function createEndpointPorts(
	setup: ServerSetup,
	mcp: McpProcess,
	{ metadataUrl, authentication, signIn }: EndpointAccess,
): EndpointPorts {
	const { policy } = setup;
	const hints: ChallengeHints =
		usesTokens(setup) && metadataUrl !== undefined ? { resourceMetadataUrl: metadataUrl } : {};
	return {
		repeat: repeatTask,
		authenticate: async ({ headers, remoteAddress }) => {
			checkOrigin(headers, setup.allowedOrigins);
			checkAddress({ headers, remoteAddress }, setup.allowedAddresses, policy.trustedProxies);
			const principal = await authenticate(
				headers,
				await authentication(),
				{ now: () => Date.now(), tokens: mcp.tokens, ...(signIn && { signIn }) },
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
	const { name } = catalog.info;
	if (authentication.kind === 'signIn') {
		const scopesSupported = offeredScopes(catalog).map((scope) => scope.name);
		return protectedResourceMetadata({ url, issuers: [issuerOf(url)], scopesSupported, name });
	}
	if (authentication.kind !== 'jwt') return undefined;
	const { issuer, scopesSupported } = authentication.settings;
	return protectedResourceMetadata({
		url,
		issuers: [issuer],
		...(scopesSupported ? { scopesSupported } : {}),
		name,
	});
}

function usesTokens({ authentication }: ServerSetup): boolean {
	return authentication.kind === 'jwt' || authentication.kind === 'signIn';
}
