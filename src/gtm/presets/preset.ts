/** What a vendor is used for; each family has a page in docs/presets. */
export type PresetFamily = 'crm' | 'enrichment' | 'sequencer' | 'analytics' | 'context';

/**
 * A region, an edition or a sub-server of a vendor. A `{placeholder}` in the URL is filled by the
 * user; only Salesforce's custom servers, workspaces of Octave and self-hosted servers have one.
 */
export interface PresetEndpoint {
	/** Unique within the preset; the first endpoint is the usual one. */
	id: string;
	name: string;
	url: string;
	/** Streamable HTTP unless it says otherwise. */
	transport?: 'sse';
	/** What a placeholder stands for, as the node shows it. */
	placeholder?: { label: string; example: string };
	/** The same server at another address, to be tried when the first is down. */
	alternatives?: readonly string[];
}

/** OAuth 2.1 authorization code with PKCE, through n8n's Connect button. */
export interface OAuthAccess {
	kind: 'oAuth2';
	/** `dynamic`: the vendor registers n8n by itself. `manual`: create an app and paste its ID. */
	registration: 'dynamic' | 'manual';
	scopes?: readonly string[];
	/** Only where the app is created by hand. */
	authorizationUrl?: string;
	tokenUrl?: string;
	clientAuthentication?: 'body' | 'header';
	/** RFC 8707 resource indicator, where it differs from the server's URL. */
	resource?: string;
}

/** A key in a request header; `Authorization` carries it as a bearer token. */
export interface HeaderAccess {
	kind: 'header';
	header: string;
}

/** A key in the query of the URL: it is part of the URL that the credential holds. */
export interface QueryAccess {
	kind: 'query';
	parameter: string;
}

/** How a vendor lets a client in. `unverified`: seen in third-party material, not tried. */
export type PresetAccess = (OAuthAccess | HeaderAccess | QueryAccess) & { unverified?: true };

/** A known MCP server of a GTM vendor. Tool names are what was seen; the server's list counts. */
export interface McpServerPreset {
	id: string;
	name: string;
	family: PresetFamily;
	endpoints: readonly [PresetEndpoint, ...PresetEndpoint[]];
	/** Best first. */
	access: readonly [PresetAccess, ...PresetAccess[]];
	/** Tools seen, empty if the list is only shown after login. */
	tools: readonly string[];
	/** Tools that cost the vendor's credits; `*` stands for any text. */
	creditTools: readonly string[];
	/** Tools that change something or reach a person; `*` stands for any text. */
	writeTools: readonly string[];
	/** What to click, in order, at the vendor; the steps in n8n follow from `access`. */
	steps: readonly string[];
	notes: readonly string[];
}
