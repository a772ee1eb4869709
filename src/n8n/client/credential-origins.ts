import {
	type ICredentialDataDecryptedObject,
	type INode,
	assertCredentialAllowsUrl,
} from 'n8n-workflow';

import type { HttpEndpoint } from '../../mcp/client/access/endpoint';
import type { McpServerPreset } from '../../gtm/presets/preset';
import { McpClientError } from '../../mcp/client/client-error';
import { displayUrl, parseServerUrl } from '../../mcp/client/server-url';
import type { CredentialFields } from './authentication';
import { textOf } from './parameter-source';
import { splitList } from '../../base/split-list';
import { describeSignIn } from './preset-sign-in';
import type { ChosenServer } from './server-parameters';

/**
 * The endpoints that a credential may be sent to: those of the node, if each is on the scheme, host
 * and port of one of the credential's own URLs, or else the credential's URL. The node's URL may
 * come from an expression and so from somebody else; the credential's may not.
 *
 * @throws McpClientError step `connect` if an endpoint leaves them
 */
export function endpointsOf(server: ChosenServer, credential: CredentialFields): HttpEndpoint[] {
	const own = ownUrls(credential);
	const [url] = own;
	if (!url) throw emptyUrl();
	const chosen = server.primary.filter((endpoint) => endpoint.kind === 'http');
	const primary: HttpEndpoint[] =
		chosen.length > 0
			? chosen
			: [
					{
						kind: 'http',
						url,
						transport: server.transport,
						...(server.era && { era: server.era }),
					},
				];
	return [...primary, ...server.fallbacks].map((endpoint) => ({
		...endpoint,
		url: bind(endpoint.url, own, server.preset),
	}));
}

function emptyUrl(): McpClientError {
	return new McpClientError('connect', 'The server URL is empty', {
		hint: "Enter the URL of the server's MCP endpoint in the credential, or in the node.",
		delivery: 'notSent',
	});
}

/** The credential's server URL, and the other URLs that it names. */
function ownUrls(credential: CredentialFields): URL[] {
	const texts = [textOf(credential.serverUrl), ...splitList(credential.otherServerUrls)];
	return texts.filter((text) => text.trim() !== '').map(parseServerUrl);
}

/** A query in the credential's URL may hold its key: the same path gets the same query. */
function bind(url: URL, own: readonly URL[], preset: McpServerPreset | undefined): URL {
	if (!own.some(({ origin }) => origin === url.origin)) throw foreignOrigin(url, own, preset);
	const twin = own.find(
		({ origin, pathname }) => origin === url.origin && pathname === url.pathname,
	);
	if (!twin) return url;
	const bound = new URL(url);
	for (const [name, value] of twin.searchParams) {
		if (!bound.searchParams.has(name)) bound.searchParams.set(name, value);
	}
	return bound;
}

function foreignOrigin(
	url: URL,
	own: readonly URL[],
	preset: McpServerPreset | undefined,
): McpClientError {
	const origins = own.map(({ origin }) => origin).join(', ');
	const message = `The server URL ${displayUrl(url)} is not on ${origins}, the origin of the credential`;
	const rule = 'n8n sends a credential only to the scheme, host and port of its own URLs.';
	return new McpClientError('connect', message, {
		hint: preset
			? `${rule} This credential is not for ${preset.name}. ${describeSignIn(preset)}`
			: `${rule} Clear Server URL in the node, choose a credential for this server, or add the URL to "Other Server URLs" in the credential.`,
		delivery: 'notSent',
	});
}

/**
 * What n8n's own restriction of a credential to domains says. `none` stands for "not outside the
 * node it was made for", so it does not forbid what `endpointsOf` let through.
 */
export function assertDomainsAllow(
	node: INode,
	credential: ICredentialDataDecryptedObject,
	endpoints: readonly HttpEndpoint[],
): void {
	for (const { url } of endpoints) {
		const { href } = url;
		assertCredentialAllowsUrl({
			node,
			credentialData: credential,
			url: href,
			pinnedUrl: href,
			surface: 'GTM MCP Client',
		});
	}
}
