import type { AuthorizationPorts } from './authorization-ports';
import type { OAuthClient } from './client';
import { isDocumentId } from './client-document';
import { OAuthError } from './oauth-error';
import type { Registrations } from './registration';

/**
 * Who a client_id is.
 *
 * @param address of who asks: documents are fetched for each only so often
 * @throws OAuthError
 */
export async function findClient(
	clientId: string,
	address: string,
	registrations: Registrations,
	{ documents, limits, record }: Pick<AuthorizationPorts, 'documents' | 'limits' | 'record'>,
): Promise<OAuthClient> {
	const refuse = (error: unknown): never => {
		const client = URL.parse(clientId)?.host || 'no address';
		if (error instanceof OAuthError) record({ what: 'refused client', client, address });
		throw error;
	};
	if (isDocumentId(clientId)) {
		const verdict = limits.documents.take(address);
		if (verdict.allowed) return await documents.find(clientId).catch(refuse);
		if (verdict.isFirst) record({ what: 'too many client documents', address });
		throw new OAuthError(
			'slow_down',
			'Too many clients came from this address. Try again in a minute',
			429,
			verdict.waitMs,
		);
	}
	const known = registrations.find(clientId);
	if (known) return known;
	throw new OAuthError(
		'invalid_client',
		'This client is not registered here, or was so long ago. Remove the server from it and add it again',
		401,
	);
}
