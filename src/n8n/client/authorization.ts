import { type IExecuteFunctions, shouldRefreshMcpOAuth2Token } from 'n8n-workflow';

import type { AccessPorts } from '../../mcp/client/access/access-ports';
import { type Authorization, staticAuthorization } from '../../mcp/client/access/authorization';
import { toKeyHeader } from '../../mcp/client/api-key';
import { McpClientError } from '../../mcp/client/client-error';
import {
	type ClientCredentials,
	createClientCredentialsAuthorization,
} from '../../mcp/client/credentials/client-credentials';
import { parseServerUrl } from '../../mcp/client/server-url';
import type { CredentialFields, CredentialKind } from './authentication';
import { type ClientContext, rowsOf, textOf } from './parameter-source';
import { toPrincipal } from './principal';

/** Who asks, and how that is proven. */
export interface Identity {
	principal: string;
	authorization: Authorization;
}

/** Gives a new access token, or nothing if it cannot be renewed. */
export type RenewToken = () => Promise<string | undefined>;

/**
 * How a credential authorizes requests.
 *
 * @throws McpClientError step `authenticate` if what it holds cannot be sent
 */
export function toIdentity(
	kind: CredentialKind,
	credential: CredentialFields,
	ports: AccessPorts,
	renewToken: RenewToken,
): Identity {
	switch (kind) {
		case 'apiKey':
			return fromHeaders('apiKey', keyHeaders(credential));
		case 'headers':
			return fromHeaders('headers', severalHeaders(credential));
		case 'clientCredentials':
			return fromClientCredentials(toClientCredentials(credential), ports);
		case 'oAuth2':
		case 'hubSpotOAuth2':
			return fromOAuth2(credential, renewToken);
	}
}

/** A token that n8n keeps: it is renewed when it is about to run out, and when it is refused. */
function fromOAuth2(credential: CredentialFields, renewToken: RenewToken): Identity {
	const { oauthTokenData, grantType } = credential;
	let token = accessTokenOf(oauthTokenData);
	if (token === undefined) {
		throw new McpClientError('authenticate', 'The account is not connected', {
			hint: 'Open the credential and click Connect.',
			delivery: 'notSent',
		});
	}
	const principal = toPrincipal(['oAuth2', textOf(credential.serverUrl), token]);
	let renewal: Promise<void> | undefined;
	const renew = async (): Promise<void> => {
		renewal ??= renewToken()
			.then((renewed) => {
				token = renewed ?? token;
			})
			.finally(() => {
				renewal = undefined;
			});
		await renewal;
	};
	let isDue = shouldRefreshMcpOAuth2Token(oauthTokenData, grantType);
	return {
		principal,
		authorization: {
			kind: 'oAuth2',
			async headers() {
				if (isDue) await renew();
				isDue = false;
				return { Authorization: `Bearer ${token}` };
			},
			// Of many that are refused at once, one renews; the others only find that it has been done.
			async refresh({ sent }) {
				const isCurrent = () => sent.Authorization === `Bearer ${token}`;
				if (isCurrent()) await renew();
				return !isCurrent();
			},
		},
	};
}

function accessTokenOf(tokenData: unknown): string | undefined {
	if (typeof tokenData !== 'object' || tokenData === null) return undefined;
	const { access_token: token } = tokenData as { access_token?: unknown };
	return typeof token === 'string' && token !== '' ? token : undefined;
}

/** Renews the token of an OAuth credential through n8n, which also saves it. */
export function tokenRenewal(context: ClientContext, credentialType: string): RenewToken {
	return async () => {
		const { helpers } = context as IExecuteFunctions;
		const renewed: unknown = await helpers.refreshOAuth2Token
			.call(context as IExecuteFunctions, credentialType)
			.catch((error: Error) => {
				context.logger.debug(`MCP client: the token could not be renewed: ${error.message}`);
			});
		return accessTokenOf(renewed);
	};
}

function fromHeaders(kind: 'apiKey' | 'headers', headers: Record<string, string>): Identity {
	const isEmpty = Object.keys(headers).length === 0;
	const authorization = staticAuthorization(headers, isEmpty ? 'none' : kind);
	return { principal: toPrincipal(['headers', ...Object.entries(headers).flat()]), authorization };
}

function keyHeaders({ apiKey, headerName }: CredentialFields): Record<string, string> {
	const header = toKeyHeader(textOf(apiKey), textOf(headerName));
	return header ? { [header.name]: header.value } : {};
}

function severalHeaders({ headers }: CredentialFields): Record<string, string> {
	const rows = rowsOf(headers, 'header').filter(({ name }) => textOf(name).trim() !== '');
	return Object.fromEntries(rows.map(({ name, value }) => checkedHeader(name, value)));
}

function checkedHeader(nameField: unknown, valueField: unknown): [string, string] {
	const name = textOf(nameField).trim();
	const value = textOf(valueField).trim();
	if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
		throw new McpClientError('authenticate', `"${name}" is not a valid HTTP header name`, {
			hint: 'Use a name like X-Account-ID: letters, digits and hyphens.',
			delivery: 'notSent',
		});
	}
	if (!/^[\x20-\x7e]*$/.test(value)) {
		const message = `The header "${name}" contains characters that cannot be sent`;
		throw new McpClientError('authenticate', message, {
			hint: 'Copy the value again from the vendor and paste it into the credential.',
			delivery: 'notSent',
		});
	}
	return [name, value];
}

function fromClientCredentials(credentials: ClientCredentials, ports: AccessPorts): Identity {
	const { serverUrl, clientId, proof, scope, issuer } = credentials;
	const parts = [serverUrl.href, clientId, JSON.stringify(proof), scope ?? '', issuer ?? ''];
	const principal = toPrincipal(['clientCredentials', ...parts]);
	const authorization = createClientCredentialsAuthorization(credentials, principal, ports);
	return { principal, authorization };
}

/**
 * The fields of the credential, checked.
 *
 * @throws McpClientError step `authenticate` that names the field
 */
export function toClientCredentials(credential: CredentialFields): ClientCredentials {
	const scope = textOf(credential.scope).trim();
	const issuer = textOf(credential.issuer).trim();
	return {
		serverUrl: parseServerUrl(textOf(credential.serverUrl)),
		clientId: required(credential, 'clientId', 'Client ID'),
		proof: toProof(credential),
		...(scope !== '' && { scope }),
		...(issuer !== '' && { issuer }),
	};
}

function toProof(credential: CredentialFields): ClientCredentials['proof'] {
	const { proof } = credential;
	if (proof === 'privateKeyJwt') {
		return {
			kind: 'privateKeyJwt',
			// A key that was pasted into one line has its line breaks written out.
			privateKey: required(credential, 'privateKey', 'Private Key').replaceAll('\\n', '\n'),
			algorithm: textOf(credential.algorithm) || 'ES256',
		};
	}
	const clientSecret = required(credential, 'clientSecret', 'Client Secret');
	return { kind: 'secret', clientSecret, method: proof === 'post' ? 'post' : 'basic' };
}

function required(credential: CredentialFields, name: string, label: string): string {
	const value = textOf(credential[name]).trim();
	if (value !== '') return value;
	throw new McpClientError('authenticate', `'${label}' is empty`, {
		hint: 'Enter it in the credential, as the vendor shows it.',
		delivery: 'notSent',
	});
}
