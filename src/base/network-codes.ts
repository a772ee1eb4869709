/**
 * Codes of Node, undici and axios that come before a connection stands, so before anything was sent
 * over it.
 */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'UND_ERR_CONNECT_TIMEOUT',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_INVALID_URL',
]);

/** Whether an error with this code and system call says that nothing was sent. */
export function isBeforeSending({ code, syscall }: { code?: unknown; syscall?: unknown }): boolean {
	return (typeof code === 'string' && BEFORE_SENDING.has(code)) || syscall === 'connect';
}
