import type { OutgoingHttpHeaders } from 'node:http';
import { type ParsedUrlQueryInput, stringify } from 'node:querystring';

import type { IHttpRequestOptions, NodeEgressFilter } from 'n8n-workflow';

import type { FullResponse } from './http-failure';
import { type Answer, type SendOverKept, createKeptConnections } from '../../base/kept-connections';
import { signedByKey } from '../request-signing';

/** What n8n lends for it. */
export type KeptConnectionContext = Parameters<typeof signedByKey>[0] & {
	/** Missing on versions of n8n without a network policy for nodes. */
	helpers: { getSecureEgressFilter?: () => NodeEgressFilter };
};

/** With these an operator says how requests leave n8n, which only n8n itself knows how to follow. */
const WAYS_OF_OPERATOR = [
	...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
	'N8N_ENFORCE_GLOBAL_USER_AGENT',
];

/** As n8n calls itself. */
const USER_AGENT = 'n8n';

/** By n8n's network policy, of which a process has one. */
const connections = new WeakMap<NodeEgressFilter, SendOverKept>();

/**
 * Sends a read as n8n would, over a connection that is kept: n8n itself opens one for each request, which
 * takes two or three ways to the vendor and back. n8n's network policy holds for it.
 *
 * Only for reads: a connection may be closed while a request is on its way, and then it is sent again.
 *
 * @returns undefined if n8n has to send it
 * @throws Error of Node, or of n8n's network policy, if there is no answer
 */
export async function readOverKeptConnection(
	context: KeptConnectionContext,
	credentialType: string,
	request: IHttpRequestOptions,
): Promise<FullResponse | undefined> {
	const filter = context.helpers.getSecureEgressFilter?.();
	if (!filter || WAYS_OF_OPERATOR.some((name) => isSet(process.env[name]))) return undefined;
	const signed = await signedByKey(context, credentialType, request);
	if (!signed) return undefined;
	const url = urlOf(signed);
	const verdict = await filter.validateUrl(url);
	if (!verdict.ok) throw verdict.error;
	const { method = 'GET', body, abortSignal } = signed;
	const answer = await connectionsOf(filter)({
		method,
		url,
		headers: headersOf(signed),
		...(typeof body === 'string' && { body }),
		...(abortSignal && { signal: abortSignal as AbortSignal }),
	});
	return { ...answer, body: parsed(answer) };
}

function isSet(value: string | undefined): boolean {
	return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}

function connectionsOf(filter: NodeEgressFilter): SendOverKept {
	const known = connections.get(filter) ?? createKeptConnections(filter.createSecureLookup());
	connections.set(filter, known);
	return known;
}

/** A list is repeated, as `arrayFormat` asks n8n to. */
function urlOf({ url, qs = {} }: IHttpRequestOptions): URL {
	const target = new URL(url);
	const added = stringify(qs as ParsedUrlQueryInput);
	target.search = [target.search.slice(1), added].filter((part) => part !== '').join('&');
	return target;
}

function headersOf({ headers, auth }: IHttpRequestOptions): OutgoingHttpHeaders {
	const basic = auth && Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
	return {
		Accept: 'application/json',
		'User-Agent': USER_AGENT,
		...(headers as OutgoingHttpHeaders),
		...(basic !== undefined && { Authorization: `Basic ${basic}` }),
	};
}

/** As n8n reads it: what is no JSON stays text. */
function parsed({ body }: Answer): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
