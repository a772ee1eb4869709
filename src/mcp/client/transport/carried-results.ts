import type {
	Client,
	JSONRPCMessage,
	RequestOptions,
	Transport,
} from '../../../third-party/mcp-client';
import { isJsonObject } from '../../protocol/json-rpc';
import { asItIs } from '../reading/as-it-is';
import { BoundedMap } from '../../../base/bounded-map';
import { readInitialize } from '../reading/read-initialize';
import { type RequestId, bareResult, isRequest } from './json-rpc-reading';

/** Where a result travels past the SDK's schemas (2.4.0), which take a whole result or none. */
const CARRIER = 'n8n-nodes-gtm-mcp/result';
/** What the SDK lets pass as the result of what is read here, in both eras. */
const CARRIERS: Record<string, object> = {
	'tools/call': { content: [] },
	'tools/list': { tools: [] },
	'resources/list': { resources: [] },
	'resources/templates/list': { resourceTemplates: [] },
	'resources/read': { contents: [] },
	'prompts/list': { prompts: [] },
	'prompts/get': { messages: [] },
	'completion/complete': { completion: { values: [] } },
};
const UNCACHED = { ttlMs: 0, cacheScope: 'private' };
/** More requests than these are not under way on one connection. */
const METHODS_MAX = 1_000;

/**
 * The same transport; whoever listens to it gets results that the SDK lets pass, whatever the server
 * put into them. They are read by `reading/`, by whoever asked.
 */
export function carryResults<T extends Transport>(transport: T): T {
	const methods = new BoundedMap<RequestId, string>(METHODS_MAX);
	const send = transport.send.bind(transport);
	transport.send = async (message, options) => {
		if (isRequest(message)) methods.set(message.id, message.method);
		await send(message, options);
	};
	let heard: Transport['onmessage'];
	Object.defineProperty(transport, 'onmessage', {
		get: () => heard,
		set(listener: Transport['onmessage']) {
			heard = listener && ((message, extra) => listener(passable(message, methods), extra));
		},
	});
	return transport;
}

/** What the server gave as a result, as it is. */
export function carriedResult({ _meta }: { _meta?: Record<string, unknown> }): unknown {
	return _meta?.[CARRIER];
}

/** Sends a request whose result is read here, and gives what the server gave, as it is. */
export async function requestCarried(
	client: Client,
	request: { method: string; params?: Record<string, unknown> },
	options: RequestOptions,
): Promise<unknown> {
	return carriedResult(
		await client.request(request, asItIs<Parameters<typeof carriedResult>[0]>(), options),
	);
}

function passable<T extends JSONRPCMessage>(message: T, methods: BoundedMap<RequestId, string>): T {
	if ('method' in message || message.id === undefined) return message;
	const { id } = message;
	const method = methods.get(id) ?? methods.get(Number(id));
	methods.delete(id);
	methods.delete(Number(id));
	if (!('result' in message) || method === undefined) return message;
	return { ...message, result: passableResult(message.result, method) };
}

function passableResult(result: Record<string, unknown>, method: string): Record<string, unknown> {
	if (method === 'server/discover') return result;
	if (method === 'initialize') return readInitialize(result);
	const { resultType } = result;
	if (resultType === 'input_required') return result;
	const carrier = CARRIERS[method];
	if (carrier) {
		const _meta = { [CARRIER]: bareResult(result) };
		return { resultType: 'complete', ...UNCACHED, ...carrier, _meta };
	}
	const isTyped = typeof resultType === 'string';
	return isTyped && isJsonObject(result) ? result : { ...result, resultType: 'complete' };
}
