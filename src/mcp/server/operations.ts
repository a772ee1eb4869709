import { isAllowed, requireScope } from './access/permission';
import {
	answerNow,
	knowsTasks,
	startFlow,
	undertake,
	type Outcome,
	type Undertaking,
} from './attempts';
import { filterContents } from './calls/filtered-result';
import { missingCapability } from './calls/questions';
import { toolError } from './calls/tool-result';
import { checkPromptArguments, renderMessages } from './catalog/prompts';
import type { CatalogResource, CatalogTemplate, StaticContent } from './catalog/resources';
import type { CatalogTool } from './catalog/tools';
import { completeReference } from './completion';
import { findResource } from './resource-lookup';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { TASKS_EXTENSION } from '../protocol/request-meta';
import { checkParameterHeaders } from '../protocol/standard-headers';
import type { Problem } from '../schema/argument-validator';

type Operation = (request: Request, runtime: ServerRuntime, context: RequestContext) => Outcome;

/** The methods that read or call something, the same in both eras. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
	['tools/call', callTool],
	['resources/read', readResource],
	['prompts/get', getPrompt],
	['completion/complete', completeReference],
]);

/**
 * Checks a `tools/call` before anything runs. Arguments that do not fit the schema give a result
 * with `isError`, which the model reads and can mend (specification 2025-11-25, Tools, Error
 * Handling); a call that is malformed in itself is an error of the protocol.
 */
function callTool(request: Request, runtime: ServerRuntime, context: RequestContext): Outcome {
	const { name, arguments: given = {} } = request.params;
	const tool = findTool(name, runtime, context);
	if (!isJsonObject(given)) throw invalidParams('"arguments" must be an object');
	const values = structuredClone(given);
	const undertaking = undertake(request, runtime, context, {
		kind: 'tool',
		name: tool.listing.name,
		offer: tool.listing.name,
		arguments: values,
		resultFields: tool.declaration.resultFields,
	});
	checkToolCall(tool, given, undertaking);
	const problems = tool.validate(values);
	if (problems.length > 0) {
		return answerNow(undertaking, () => ({
			...toolError(describeProblems(tool.listing.name, problems)),
		}));
	}
	if (tool.validateOutput) undertaking.rules.validateOutput = tool.validateOutput;
	return startFlow(undertaking, tool.declaration.target, tool);
}

/** @throws ProtocolError if the principal or the client may not call the tool like this */
function checkToolCall(
	tool: CatalogTool,
	given: JsonObject,
	{ context, runtime }: Pick<Undertaking, 'context' | 'runtime'>,
): void {
	const { requiredScope, execution } = tool.declaration;
	requireScope(context.principal, requiredScope, runtime);
	if (context.era === 'modern') {
		checkParameterHeaders(context.headers, tool.listing.inputSchema, given);
	}
	if (execution === 'task' && !knowsTasks(context.meta?.clientCapabilities ?? {})) {
		throw missingCapability({ extensions: { [TASKS_EXTENSION]: {} } });
	}
}

/** What a principal may not use looks to it as if it were not there. */
function findTool(
	name: unknown,
	{ catalog }: ServerRuntime,
	{ principal }: RequestContext,
): CatalogTool {
	const tool = typeof name === 'string' ? catalog.tools.get(name) : undefined;
	if (tool === undefined || !isAllowed(principal, 'tools', tool.listing.name)) {
		throw invalidParams(`unknown tool ${JSON.stringify(name)}`);
	}
	return tool;
}

function readResource(request: Request, runtime: ServerRuntime, context: RequestContext): Outcome {
	const { uri } = request.params;
	if (typeof uri !== 'string') throw invalidParams('"uri" must be text');
	const found = findResource(uri, runtime.catalog, context.principal);
	const { settings } = found.entry;
	const undertaking = undertake(request, runtime, context, {
		kind: 'resource',
		name: uri,
		offer: offerOf(found.entry),
		arguments: { uri, ...found.variables },
		resultFields: settings.resultFields,
	});
	requireScope(context.principal, settings.requiredScope, runtime);
	undertaking.rules.caching = settings.caching;
	const { source } = settings;
	if (source.kind === 'flow') {
		const { mimeType } = settings;
		const { output } = source;
		return startFlow(undertaking, { kind: 'output', output, ...(mimeType ? { mimeType } : {}) });
	}
	const contents = [toContents(uri, settings.mimeType, source.content)];
	return answerNow(undertaking, () =>
		filterContents({ contents, ...settings.caching }, undertaking.rules.filter),
	);
}

function offerOf({ listing }: CatalogResource | CatalogTemplate): string {
	return 'uri' in listing ? listing.uri : listing.uriTemplate;
}

function toContents(uri: string, mimeType: string | undefined, content: StaticContent): JsonObject {
	return { uri, ...(mimeType ? { mimeType } : {}), ...content };
}

function getPrompt(request: Request, runtime: ServerRuntime, context: RequestContext): Outcome {
	const { name, arguments: given = {} } = request.params;
	const prompt = typeof name === 'string' ? runtime.catalog.prompts.get(name) : undefined;
	if (prompt === undefined || !isAllowed(context.principal, 'prompts', prompt.listing.name)) {
		throw invalidParams(`unknown prompt ${JSON.stringify(name)}`);
	}
	if (!isJsonObject(given)) throw invalidParams('"arguments" must be an object');
	const { declaration } = prompt;
	const undertaking = undertake(request, runtime, context, {
		kind: 'prompt',
		name: declaration.name,
		offer: declaration.name,
		arguments: given,
		resultFields: [],
	});
	requireScope(context.principal, declaration.requiredScope, runtime);
	checkPromptArguments(prompt, given);
	const { source, description } = declaration;
	if (source.kind === 'flow') {
		return startFlow(undertaking, { kind: 'output', output: source.output });
	}
	const names = declaration.arguments.map((argument) => argument.name);
	return answerNow(undertaking, () => ({
		...(description ? { description } : {}),
		messages: renderMessages(source.content, given, names),
	}));
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

export function invalidParams(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidParams, `Invalid params: ${reason}`);
}
