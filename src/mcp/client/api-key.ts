import { McpClientError } from './client-error';

/** A request header that carries a key, and the bare key for redaction. */
export interface KeyHeader {
	name: string;
	value: string;
	key: string;
}

const HINT = 'Copy the key again from the server and paste it into the credential.';

/**
 * The header that carries an API key: `Authorization: Bearer <key>`, or the bare key under any
 * other name. A key that was pasted with its `Bearer ` prefix is accepted. No key, no header.
 *
 * @throws McpClientError step `authenticate` if the name or the key cannot be sent in a header
 */
export function toKeyHeader(apiKey: string, headerName: string): KeyHeader | undefined {
	const name = headerName.trim() || 'Authorization';
	const key = apiKey.trim().replace(/^bearer\s+/i, '');
	if (key === '') return undefined;
	if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
		throw new McpClientError('authenticate', 'The header name is not a valid HTTP header name', {
			hint: 'Use a name like Authorization or X-API-Key.',
		});
	}
	if (!/^[\x21-\x7e]+$/.test(key)) {
		const message = 'The API key contains characters that cannot be sent in an HTTP header';
		throw new McpClientError('authenticate', message, { hint: HINT });
	}
	return { name, key, value: name.toLowerCase() === 'authorization' ? `Bearer ${key}` : key };
}
