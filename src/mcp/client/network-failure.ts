import { isBeforeSending } from '../../base/network-codes';
import { McpClientError } from './client-error';
import { type FailureContext, type Link, causeChain, unknownDelivery } from './failure-context';
import { excerpt } from './redaction';

/** What the codes of Node's network errors mean, and what to do about them. */
const REASONS: Record<string, [reason: string, hint: string]> = {
	ECONNREFUSED: [
		'the connection was refused',
		'Check that the server is running and the port is right.',
	],
	ENOENT: [
		'the program was not found',
		'Check the command, and that it is installed where n8n runs.',
	],
	EACCES: ['n8n has no permission to run it', 'Check the permissions of the program.'],
	ECONNRESET: ['the connection was closed', 'Check that the server and any proxy are up.'],
	UND_ERR_SOCKET: ['the connection was closed', 'Check that the server and any proxy are up.'],
	ENOTFOUND: ['the host name is unknown', 'Check the host name in the server URL.'],
	EAI_AGAIN: ['the host name could not be looked up', 'Check the DNS of this machine.'],
	ETIMEDOUT: ['the connection timed out', 'Check the address and any firewall in between.'],
	UND_ERR_CONNECT_TIMEOUT: [
		'the connection timed out',
		'Check the address and any firewall in between.',
	],
	EHOSTUNREACH: ['the host cannot be reached', 'Check the address and the network.'],
	ENETUNREACH: ['the network cannot be reached', 'Check the network of this machine.'],
	CERT_HAS_EXPIRED: ['its TLS certificate has expired', 'Renew the certificate of the server.'],
	DEPTH_ZERO_SELF_SIGNED_CERT: ['its TLS certificate is self-signed', trustHint()],
	SELF_SIGNED_CERT_IN_CHAIN: ['its TLS certificate is self-signed', trustHint()],
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its TLS certificate cannot be verified', trustHint()],
	ERR_TLS_CERT_ALTNAME_INVALID: [
		'its TLS certificate is for another host',
		'Check the host name in the server URL.',
	],
	ERR_SSL_WRONG_VERSION_NUMBER: ['it does not support TLS', 'Use http:// in the server URL.'],
};

/** Trying again does not help. */
const PERMANENT = new Set([
	'ENOENT',
	'EACCES',
	...Object.keys(REASONS).filter((code) => /CERT|SELF_SIGNED|SSL|SIGNATURE/.test(code)),
]);

/** Describes a request that got no response, if the chain says so. */
export function describeNetworkFailure(
	chain: Link[],
	context: FailureContext,
	cause: Error,
): McpClientError | undefined {
	const code = chain
		.map((link) => String(link.code))
		.find((known) => Object.hasOwn(REASONS, known));
	const failedFetch = chain.some(
		({ name, message }) => name === 'TypeError' && message === 'fetch failed',
	);
	const closed = chain.some((link) => link.code === 'CONNECTION_CLOSED');
	if (code === undefined && !failedFetch && !closed) return undefined;
	const { step, server, lastWords, redact } = context;
	const [reason, hint] = REASONS[code ?? (closed ? 'ECONNRESET' : '')] ?? [
		'the request got no response',
		'Check the server URL and that this machine can reach it.',
	];
	const said = lastWords ? `. It wrote: ${excerpt(lastWords, redact)}` : '';
	return new McpClientError(step, `Could not reach ${server}: ${reason}${said}`, {
		hint,
		retryable: !PERMANENT.has(code ?? ''),
		delivery: wasConnecting(chain) ? 'notSent' : unknownDelivery(context),
		cause,
	});
}

/** Whether an error says that nobody was reached, so that nothing was sent. */
export function wasNotSent(error: unknown): boolean {
	return wasConnecting(causeChain(error));
}

function wasConnecting(chain: Link[]): boolean {
	return chain.some((link) => isBeforeSending(link) || PERMANENT.has(String(link.code)));
}

function trustHint(): string {
	return 'Install a certificate that this machine trusts, or set NODE_EXTRA_CA_CERTS for n8n.';
}
