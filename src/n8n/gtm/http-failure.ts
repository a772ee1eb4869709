import { isNativeError } from 'node:util/types';

import { NodeOperationError, OperationalError, UserError } from 'n8n-workflow';

import { isBeforeSending } from '../../base/network-codes';
import {
	type Arrival,
	type HttpResponse,
	NetworkFailure,
	SendingRefused,
	TokenUnavailable,
} from '../../gtm/http/http-port';

/** What n8n answers with `returnFullResponse`. */
export interface FullResponse {
	statusCode: number;
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** Codes of n8n's OAuth2 client: the token server refused, or answered with an error. */
const TOKEN_REFUSED: ReadonlySet<string> = new Set(['EAUTH', 'ESTATUS']);

/** Of axios, and of Node. */
const CANCELLED: ReadonlySet<string> = new Set(['ERR_CANCELED', 'ABORT_ERR']);

export function toHttpResponse({ statusCode, headers, body }: FullResponse): HttpResponse {
	return { status: statusCode, headers: flat(headers), body: body === '' ? undefined : body };
}

/** The answer within an error for a status, as n8n wraps it; undefined if there was none. */
export function responseIn(error: unknown): HttpResponse | undefined {
	for (const one of chainOf(error)) {
		const { response } = one as { response?: unknown };
		if (!isObject(response) || typeof response.status !== 'number') continue;
		return toHttpResponse({
			statusCode: response.status,
			headers: isObject(response.headers) ? response.headers : {},
			body: response.data,
		});
	}
	return undefined;
}

/** Why there was no answer. An error that says nothing about that is handed back: it is a bug. */
export function toFailure(error: unknown): unknown {
	const chain = chainOf(error);
	const blocked = chain.find(({ name }) => name.startsWith('Ssrf'));
	if (blocked) return new SendingRefused(blocked.message, 'host_not_allowed');
	const coded = chain.findLast((one): one is CodedError => typeof codeOf(one) === 'string');
	if (coded && TOKEN_REFUSED.has(coded.code)) {
		if (coded.status === 429) return new TokenUnavailable(coded.message);
		return new SendingRefused(
			`its token could not be renewed (${coded.message}); reconnect it`,
			'credential_unusable',
		);
	}
	if (coded) return toNetworkFailure(coded);
	const said = chain.find(isInstruction);
	return said ? new SendingRefused(said.message, 'credential_unusable') : error;
}

interface CodedError extends Error {
	code: string;
	syscall?: string;
	/** Of the token server's answer. */
	status?: number;
}

function toNetworkFailure({ code, syscall, message }: CodedError): NetworkFailure {
	if (CANCELLED.has(code)) {
		return new NetworkFailure('The execution was cancelled', 'unknown', 'ABORTED');
	}
	// What axios calls a time-out. Node's own, while it connects, says so in `syscall`.
	const plain = code === 'ECONNABORTED' ? 'ETIMEDOUT' : code;
	const arrival: Arrival = isBeforeSending({ code, syscall }) ? 'never_sent' : 'unknown';
	return new NetworkFailure(message, arrival, plain);
}

/** Errors with which n8n tells its user what to change. */
function isInstruction(error: Error): boolean {
	return (
		error instanceof NodeOperationError ||
		error instanceof UserError ||
		error instanceof OperationalError
	);
}

/** An error and its causes, outermost first. */
function chainOf(error: unknown): Error[] {
	const chain: Error[] = [];
	for (let at = error; isNativeError(at) && !chain.includes(at); at = at.cause) chain.push(at);
	return chain;
}

function codeOf(error: Error): unknown {
	return (error as { code?: unknown }).code;
}

function flat(headers: FullResponse['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]) => [
				name.toLowerCase(),
				Array.isArray(value) ? value.join(', ') : String(value),
			]),
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
