import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ResponsePort } from '../server/calls/open-response';
import { readBytes } from '../server/request-body';
import { OAuthError } from './oauth-error';
import type { OAuthAnswer, OAuthRequest } from './oauth-exchange';

/** Forms and registrations are small. In bytes. */
const LARGEST_BODY = 64 * 1024;

interface Received {
	method?: string | undefined;
	url?: string | undefined;
	headers: IncomingMessage['headers'];
}

/** A request whose body is yet to be read. */
export function fromStream(request: IncomingMessage, address: string | undefined): OAuthRequest {
	const readText = async (type: RegExp, named: string) => {
		checkType(request, type, named);
		try {
			return (await readBytes(request, LARGEST_BODY)).toString();
		} catch {
			throw new OAuthError('invalid_request', 'The body is too large, or has no end', 413);
		}
	};
	return {
		...common(request, address),
		readForm: async () => new URLSearchParams(await readText(FORM, 'a form')),
		readJson: async () => parseJson(await readText(JSON_TYPE, 'JSON')),
	};
}

/** A request whose body somebody has read: a form as an object of its fields. */
export function fromParsed(
	request: Received,
	body: unknown,
	address: string | undefined,
): OAuthRequest {
	return {
		...common(request, address),
		readForm: () => {
			checkType(request, FORM, 'a form');
			return Promise.resolve(toParameters(body));
		},
		readJson: () => {
			checkType(request, JSON_TYPE, 'JSON');
			return Promise.resolve(body);
		},
	};
}

export function sendAnswer(
	response: ResponsePort | ServerResponse,
	{ method }: Received,
	{ status, headers, body }: OAuthAnswer,
): void {
	if (response.writableEnded || response.destroyed) return;
	response.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
	response.end(method === 'HEAD' ? undefined : body);
}

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

function common(request: Received, address: string | undefined) {
	const { method = 'GET', url = '/', headers } = request;
	const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
	return { method, headers, query, ...(address === undefined ? {} : { address }) };
}

function checkType({ headers }: Received, type: RegExp, named: string): void {
	if (type.test(headers['content-type'] ?? '')) return;
	throw new OAuthError('invalid_request', `Send the body as ${named}`, 415);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new OAuthError('invalid_request', 'The body is not JSON');
	}
}

/** A field that came several times is a list; what is no text is nobody's form. */
function toParameters(body: unknown): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(body ?? {})) {
		for (const each of [value].flat())
			parameters.append(name, typeof each === 'string' ? each : '');
	}
	return parameters;
}
