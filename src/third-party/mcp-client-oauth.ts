/**
 * The OAuth part of the MCP SDK's client. Bundled by itself, so that who needs no OAuth does not
 * load it. Imported dynamically only; everyone else imports types.
 */
export {
	auth,
	computeScopeUnion,
	extractWWWAuthenticateParams,
	isStrictScopeSuperset,
} from '@modelcontextprotocol/client';
export type {
	OAuthClientInformation,
	OAuthClientMetadata,
	OAuthClientProvider,
	OAuthTokens,
} from '@modelcontextprotocol/client';
