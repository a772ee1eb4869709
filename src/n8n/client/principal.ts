import { createHash } from 'node:crypto';

/**
 * An opaque digest of who asks. Made of what is sent, not of the credential's ID: two users of one
 * credential that n8n resolves for each of them must never share a session.
 */
export function toPrincipal(parts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
