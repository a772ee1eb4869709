import type { TokenSigner } from '../server/signed-token';
import { type OAuthClient, readClientMetadata } from './client';
import { isJsonObject } from '../protocol/json-rpc';
import { jsonAnswer, type OAuthAnswer } from './oauth-exchange';

/**
 * Dynamic registration (RFC 7591) without a list of registrations: the id that a client gets is its
 * own signed record. Whoever registers ten thousand times fills nothing, and a restart forgets none.
 */
export interface Registrations {
	/** @throws OAuthError */
	register(metadata: unknown): OAuthAnswer;
	/** @returns undefined for an id that is not ours, or over */
	find(clientId: string): OAuthClient | undefined;
}

/** After that a client has to register anew; what it was allowed goes on meanwhile. */
const LIFETIME_MS = 365 * 24 * 60 * 60_000;

/** So that an id fits into any query. In characters. */
const LONGEST_ID = 2_000;

/** @param resource the server that the registrations are for: another one takes none of them */
export function createRegistrations(
	resource: string,
	signer: TokenSigner,
	now: () => number,
): Registrations {
	return {
		register(metadata) {
			const { name, redirectUris } = readClientMetadata(metadata);
			const content = { for: resource, name, uris: [...redirectUris] };
			const id = signer.sign('client', content, now() + LIFETIME_MS);
			if (id.length > LONGEST_ID) {
				return jsonAnswer(400, {
					error: 'invalid_client_metadata',
					error_description: 'The metadata of the client is too long: name fewer redirect_uris',
				});
			}
			return jsonAnswer(201, {
				client_id: id,
				client_id_issued_at: Math.floor(now() / 1000),
				...(name === '' ? {} : { client_name: name }),
				redirect_uris: redirectUris,
				grant_types: ['authorization_code', 'refresh_token'],
				response_types: ['code'],
				token_endpoint_auth_method: 'none',
				...askedScope(metadata),
			});
		},
		find(clientId) {
			const content = signer.verify('client', clientId);
			if (content?.for !== resource) return undefined;
			return {
				id: clientId,
				name: String(content.name),
				redirectUris: content.uris as string[],
				kind: 'registered',
			};
		},
	};
}

/** Clients that name one look for it in the answer. It binds nobody: the person decides. */
function askedScope(metadata: unknown): { scope?: string } {
	const scope = isJsonObject(metadata) ? metadata.scope : undefined;
	return typeof scope === 'string' && scope !== '' ? { scope } : {};
}
