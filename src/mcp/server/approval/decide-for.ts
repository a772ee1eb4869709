import { DECIDE_TOOL } from './approval-tools';
import type { Proposal } from './proposals';
import { dispatch } from '../dispatcher';
import type { ReplySink } from '../calls/reply-sink';
import type { ServerRuntime } from '../server-runtime';
import { isJsonObject, readMessage, type JsonObject } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import { MODERN_VERSIONS } from '../../protocol/versions';

/**
 * Decides on a page in place of the card: what is allowed runs as the call of the one who made it,
 * through all doors of a call.
 *
 * @returns once it has ended
 * @throws ProtocolError in words for the person, if it did not begin
 */
export async function decideFor(
	{ id, ticket, principal }: Proposal,
	decision: 'allow' | 'refuse',
	runtime: ServerRuntime,
): Promise<void> {
	const [revision = ''] = MODERN_VERSIONS;
	const message = readMessage({
		jsonrpc: '2.0',
		id: 1,
		method: 'tools/call',
		params: {
			name: DECIDE_TOOL,
			arguments: { id, ticket, decision },
			_meta: {
				'io.modelcontextprotocol/protocolVersion': revision,
				'io.modelcontextprotocol/clientInfo': { name: 'Dashboard', version: '1' },
				'io.modelcontextprotocol/clientCapabilities': {},
			},
		},
	});
	const headers = {
		'mcp-protocol-version': revision,
		'mcp-method': 'tools/call',
		'mcp-name': DECIDE_TOOL,
	};
	const { sink, answered } = openSink();
	await dispatch(message, { headers, principal, sink }, runtime);
	const failure = failureIn(await answered);
	if (failure !== undefined) throw new ProtocolError(ErrorCode.refused, failure);
}

/** A place for one answer, which nobody leaves before it comes. */
function openSink(): { sink: ReplySink; answered: Promise<JsonObject> } {
	const { promise, resolve } = Promise.withResolvers<JsonObject>();
	const closed: Array<() => void> = [];
	const end = (answer: JsonObject) => {
		resolve(answer);
		for (const react of closed.splice(0)) react();
	};
	return {
		answered: promise,
		sink: {
			streams: false,
			send: () => undefined,
			finish: (_status, message) => end(isJsonObject(message) ? message : {}),
			abandon: () => end({ error: { message: 'The call was cancelled.' } }),
			onGone: () => undefined,
			onClosed: (react) => closed.push(react),
		},
	};
}

function failureIn({ error, result }: JsonObject): string | undefined {
	if (isJsonObject(error)) return String(error.message);
	if (!isJsonObject(result) || result.isError !== true) return undefined;
	const [block] = Array.isArray(result.content) ? (result.content as JsonObject[]) : [];
	return typeof block?.text === 'string' ? block.text : 'The tool failed.';
}
