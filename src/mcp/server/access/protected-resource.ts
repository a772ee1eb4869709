/** OAuth 2.0 Protected Resource Metadata (RFC 9728, 2). */
export interface ProtectedResourceMetadata {
	resource: string;
	authorization_servers: string[];
	bearer_methods_supported: ['header'];
	scopes_supported?: string[];
	resource_name?: string;
	resource_documentation?: string;
}

export interface ProtectedResource {
	/** The URL at which clients reach the server; they refuse metadata that names another one. */
	url: string;
	/** Who gives out tokens for it. */
	issuers: readonly string[];
	scopesSupported?: readonly string[];
	name?: string;
	documentationUrl?: string;
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

export function protectedResourceMetadata(resource: ProtectedResource): ProtectedResourceMetadata {
	const { url, issuers, scopesSupported = [], name, documentationUrl } = resource;
	return {
		resource: withoutFragment(url),
		authorization_servers: [...issuers],
		bearer_methods_supported: ['header'],
		...(scopesSupported.length > 0 ? { scopes_supported: [...scopesSupported] } : {}),
		...(name ? { resource_name: name } : {}),
		...(documentationUrl ? { resource_documentation: documentationUrl } : {}),
	};
}

/**
 * Where clients look for the metadata of a resource by themselves: the well-known name goes between
 * host and path (RFC 9728, 3.1).
 */
export function wellKnownMetadataPath(resourcePath: string): string {
	return resourcePath === '/' ? WELL_KNOWN : `${WELL_KNOWN}${resourcePath}`;
}

/** The resource path that a well-known URL asks for; undefined for every other path. */
export function resourcePathOf(requestPath: string): string | undefined {
	if (requestPath === WELL_KNOWN) return '/';
	return requestPath.startsWith(`${WELL_KNOWN}/`)
		? requestPath.slice(WELL_KNOWN.length)
		: undefined;
}

/** A resource identifier has none (RFC 8707, 2). */
function withoutFragment(url: string): string {
	return url.replace(/#.*$/s, '');
}
