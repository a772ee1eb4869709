import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	ISupplyDataFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { executionHeader } from './execution-header';
import { type FullResponse, responseIn, toFailure, toHttpResponse } from './http-failure';
import { readOverKeptConnection } from './kept-connection-port';
import type { HttpPort, HttpRequest } from '../../gtm/http/http-port';

/**
 * The status that n8n must see as an error, so that it refreshes an OAuth2 token, or a session token
 * of a credential with `preAuthentication`, and sends the request again.
 *
 * @see n8n-core, request-helpers/authentication and oauth
 */
const EXPIRED = 401;

/** Contexts whose requests n8n signs with the node's credentials. */
type Sender =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ISupplyDataFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/**
 * Sends with one of the node's credentials, through n8n, so its proxy and its network policy hold; reads
 * with a key over connections that are kept, where n8n lets that be. Redirects are not followed: a
 * request must not arrive as another one, or with its key at another host.
 *
 * n8n replaces the request's signal by the execution's: a request whose time is over ends by n8n's
 * own timeout.
 */
export function createHttpPort(context: Sender, credentialType: string): HttpPort {
	return async (request) => {
		const options = toOptions(request, executionHeader(request.url, context));
		try {
			const kept =
				request.isRead && (await readOverKeptConnection(context, credentialType, options));
			if (kept) return toHttpResponse(kept);
			// n8n's type says `any`.
			const answer = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				credentialType,
				options,
			)) as FullResponse;
			return toHttpResponse(answer);
		} catch (error) {
			const response = responseIn(error);
			if (response) return response;
			throw toFailure(error);
		}
	};
}

function toOptions(
	request: HttpRequest,
	added: Readonly<Record<string, string>>,
): IHttpRequestOptions {
	const { method, url, query, headers, body, timeoutMs, signal } = request;
	const sent = { ...headers, ...added };
	const isForm = body instanceof URLSearchParams;
	const names = Object.keys(sent).map((name) => name.toLowerCase());
	if (body !== undefined && !names.includes('content-type')) {
		sent['Content-Type'] = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
	}
	return {
		method,
		url,
		headers: sent,
		...(query && { qs: known(query), arrayFormat: 'repeat' }),
		// As text: n8n drops an empty object.
		...(body !== undefined && { body: isForm ? body.toString() : JSON.stringify(body) }),
		json: true,
		timeout: timeoutMs,
		abortSignal: signal,
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: [EXPIRED] },
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

function known(query: NonNullable<HttpRequest['query']>): IDataObject {
	const sent = Object.entries(query).filter(([, value]) => value !== undefined);
	return Object.fromEntries(sent);
}
