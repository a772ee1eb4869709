import type {
	OAuthClientInformationMixed,
	OAuthClientProvider,
	OAuthDiscoveryState,
	OAuthTokens,
} from '@modelcontextprotocol/client';

import type { ScenarioContext } from './scenario.ts';

const REDIRECT_URL = 'http://localhost:3000/callback';

/** The name that the suite expects of a client that names itself by a document (CIMD). */
const METADATA_URL = 'https://conformance-test.local/client-metadata.json';

/**
 * A user and a browser in one: keeps everything in memory, and where a user would have to agree,
 * follows the authorization server's redirect and keeps the code that is in it.
 */
export class InMemoryProvider implements OAuthClientProvider {
	readonly redirectUrl = REDIRECT_URL;
	readonly clientMetadataUrl = METADATA_URL;
	readonly clientMetadata = {
		client_name: 'n8n-nodes-gtm-mcp',
		redirect_uris: [REDIRECT_URL],
	};

	private information: OAuthClientInformationMixed | undefined;
	private currentTokens: OAuthTokens | undefined;
	private verifier = '';
	private discovery: OAuthDiscoveryState | undefined;
	private received: { code: string; iss?: string } | undefined;

	constructor({ client_id, client_secret }: ScenarioContext) {
		if (client_id === undefined || client_secret === undefined) return;
		this.information = { client_id, client_secret, redirect_uris: [REDIRECT_URL] };
	}

	clientInformation() {
		return this.information;
	}

	saveClientInformation(information: OAuthClientInformationMixed) {
		this.information = information;
	}

	tokens() {
		return this.currentTokens;
	}

	saveTokens(tokens: OAuthTokens) {
		this.currentTokens = tokens;
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

	invalidateCredentials(scope: 'all' | 'client' | 'discovery' | 'tokens' | 'verifier') {
		if (scope === 'all' || scope === 'client') this.information = undefined;
		if (scope === 'all' || scope === 'tokens') this.currentTokens = undefined;
		if (scope === 'all' || scope === 'discovery') this.discovery = undefined;
		if (scope === 'all' || scope === 'verifier') this.verifier = '';
	}

	async redirectToAuthorization(url: URL): Promise<void> {
		const response = await fetch(url, { redirect: 'manual' });
		const { searchParams } = new URL(response.headers.get('location') ?? '');
		const code = searchParams.get('code');
		if (code === null) throw new Error('the authorization server gave no code');
		const iss = searchParams.get('iss');
		this.received = { code, ...(iss === null ? {} : { iss }) };
	}

	/** What the last redirect brought. */
	async receiveCode(): Promise<{ code: string; iss?: string }> {
		if (!this.received) throw new Error('there was no redirect');
		return await Promise.resolve(this.received);
	}
}
