import type {
	OAuthClientProvider,
	OAuthDiscoveryState,
} from '@modelcontextprotocol/sdk/client/auth.js';
import type {
	OAuthClientInformationMixed,
	OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js';

/** What a client of either SDK keeps between its start and the person's return. */
export class OAuthMemory implements OAuthClientProvider {
	readonly redirectUrl = 'http://localhost:33418/oauth/callback';
	readonly clientMetadata = {
		client_name: 'SDK',
		redirect_uris: [this.redirectUrl],
		grant_types: ['authorization_code', 'refresh_token'],
		response_types: ['code'],
	};
	information: OAuthClientInformationMixed | undefined;
	current: OAuthTokens | undefined;
	/** Where the person was sent last. */
	authorizationUrl: URL | undefined;
	private verifier = '';
	private discovery: OAuthDiscoveryState | undefined;

	clientInformation() {
		return this.information;
	}
	saveClientInformation(information: OAuthClientInformationMixed) {
		this.information = information;
	}
	tokens() {
		return this.current;
	}
	saveTokens(tokens: OAuthTokens) {
		this.current = tokens;
	}
	redirectToAuthorization(url: URL) {
		this.authorizationUrl = url;
	}
	codeVerifier() {
		return this.verifier;
	}
	saveCodeVerifier(verifier: string) {
		this.verifier = verifier;
	}
	discoveryState() {
		return this.discovery;
	}
	saveDiscoveryState(state: OAuthDiscoveryState) {
		this.discovery = state;
	}
	invalidateCredentials(scope: string) {
		if (scope === 'all' || scope === 'client') this.information = undefined;
		if (scope === 'all' || scope === 'tokens') this.current = undefined;
	}
}
