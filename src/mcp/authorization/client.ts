import { isJsonObject } from '../protocol/json-rpc';
import { OAuthError } from './oauth-error';
import { isRedirectUri } from './redirect-uri';

/** A program that wants to call the server. All of it is its own word. */
export interface OAuthClient {
	id: string;
	name: string;
	redirectUris: readonly string[];
	/** `document`: its id is the address of a page that it must control. */
	kind: 'document' | 'registered';
}

const MOST_REDIRECTS = 10;
const LONGEST_NAME = 80;

/**
 * Reads what a client says of itself (RFC 7591, 2), in its document or on registering.
 *
 * @throws OAuthError
 */
export function readClientMetadata(metadata: unknown): Pick<OAuthClient, 'name' | 'redirectUris'> {
	if (!isJsonObject(metadata)) {
		throw new OAuthError('invalid_client_metadata', 'The metadata of the client is not an object');
	}
	const { client_name: name, redirect_uris: uris } = metadata;
	if (!Array.isArray(uris) || uris.length === 0 || uris.length > MOST_REDIRECTS) {
		throw new OAuthError(
			'invalid_redirect_uri',
			`"redirect_uris" must be a list of 1 to ${MOST_REDIRECTS} addresses`,
		);
	}
	const wrong = uris.findIndex((uri) => typeof uri !== 'string' || !isRedirectUri(uri));
	if (wrong >= 0) {
		throw new OAuthError(
			'invalid_redirect_uri',
			`"redirect_uris" ${wrong + 1} cannot be used: take https, http on localhost, or a scheme of your own, without "#"`,
		);
	}
	return { name: shownName(name), redirectUris: uris as string[] };
}

/** One line, bounded, without characters that turn or hide text. */
function shownName(name: unknown): string {
	if (typeof name !== 'string') return '';
	const plain = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
	return [...plain].slice(0, LONGEST_NAME).join('');
}
