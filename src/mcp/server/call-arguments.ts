import type { ClientInfo } from '../protocol/request-meta';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import type { Era } from '../protocol/versions';
import type { Problem } from '../schema/argument-validator';
import type { Principal, ToolCall } from './tool-call';
import type { ToolCatalog } from './tool-catalog';
import { toolError } from './tool-result';

export interface CallContext {
	era: Era;
	principal: Principal;
	client?: ClientInfo | undefined;
}

type CallDispatch = { kind: 'call'; call: ToolCall } | { kind: 'result'; result: JsonObject };

/**
 * Checks a `tools/call` before anything runs. Arguments that do not fit the schema give a result
 * with `isError`, which the model reads and can mend (specification 2025-11-25, Tools, Error
 * Handling); a call that is malformed in itself is an error of the protocol.
 *
 * @throws ProtocolError -32602
 */
export function readToolCall(
	request: Request,
	tools: ToolCatalog,
	context: CallContext,
): CallDispatch {
	const { name, arguments: given = {} } = request.params;
	const tool = typeof name === 'string' ? tools.get(name) : undefined;
	if (tool === undefined) throw invalidParams(`unknown tool ${JSON.stringify(name)}`);
	if (!isJsonObject(given)) throw invalidParams('"arguments" must be an object');
	const values = structuredClone(given);
	const problems = tool.validate(values);
	if (problems.length > 0) {
		return { kind: 'result', result: toolError(describeProblems(tool.listing.name, problems)) };
	}
	const { era, principal, client } = context;
	return {
		kind: 'call',
		call: {
			requestId: request.id,
			era,
			tool: tool.listing.name,
			arguments: values,
			principal,
			...(client ? { client } : {}),
		},
	};
}

/** More than this many problems tell a model nothing new. */
const MOST_PROBLEMS = 10;

function describeProblems(tool: string, problems: readonly Problem[]): string {
	const shown = problems.slice(0, MOST_PROBLEMS).map(({ path, message }) => {
		const field = path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
		return `- ${field === '' ? 'arguments' : field}: ${message}`;
	});
	const more = problems.length - shown.length;
	return [
		`The arguments of ${tool} are not valid. Nothing was run; mend them and call again:`,
		...shown,
		...(more > 0 ? [`- and ${more} more`] : []),
	].join('\n');
}

function invalidParams(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidParams, `Invalid params: ${reason}`);
}
