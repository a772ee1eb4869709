import { isAllowed, requireScope } from './access/permission';
import { DECIDE_TOOL } from './approval/approval-tools';
import type { Proposal } from './approval/proposals';
import { holderOf } from './calls/calls-in-process';
import { filterContents } from './calls/filtered-result';
import { missingCapability } from './calls/questions';
import type { ServedBy } from './calls/checked-call';
import type { Source } from './catalog/declaration-error';
import { checkPromptArguments, renderMessages } from './catalog/prompts';
import type { CatalogResource, CatalogTemplate, StaticContent } from './catalog/resources';
import { tolerated } from './catalog/tolerant-arguments';
import type { CatalogTool } from './catalog/tools';
import { completeReference } from './completion';
import { findResource } from './resource-lookup';
import { answerNow, startCall } from './serve-call';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { knowsTasks, undertake, type RequestOutcome, type Undertaking } from './undertaking';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { TASKS_EXTENSION } from '../protocol/request-meta';
import { checkParameterHeaders } from '../protocol/standard-headers';
import { MOST_PROBLEMS, type Problem } from '../schema/argument-validator';

type Operation = (
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
) => Promise<RequestOutcome>;

/** The methods that read or call something, the same in both eras. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
	['tools/call', callTool],
	['resources/read', readResource],
	['prompts/get', getPrompt],
	['skills/get', getSkill],
	['completion/complete', completeReference],
]);

/**
 * Checks a `tools/call` before anything runs. Arguments that do not fit the schema give a result
 * with `isError`, which the model reads and can mend (specification 2025-11-25, Tools, Error
 * Handling); a call that is malformed in itself is an error of the protocol.
 */
async function callTool(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<RequestOutcome> {
	const { name } = request.params;
	const given = request.params.arguments ?? {};
	if (!isJsonObject(given)) throw invalidParams('"arguments" must be an object');
	const approved = name === DECIDE_TOOL ? approvedIn(given, runtime, context) : undefined;
	if (approved) return await callApproved(approved, given, { request, runtime, context });
	const tool = findTool(name, runtime, context);
	const values = readArguments(given, tool);
	const undertaking = undertake(request, runtime, context, {
		kind: 'tool',
		name: tool.listing.name,
		offer: tool.listing.name,
		arguments: values,
		resultFields: tool.declaration.resultFields,
	});
	checkToolCall(tool, given, undertaking);
	if (tool.validateOutput) undertaking.rules.validateOutput = tool.validateOutput;
	return await startCall(undertaking, tool.declaration.target, {
		tool,
		findMisfit: () => misfitOf(tool, values),
	});
}

/** What a decision allows, if it is there to be decided and its tool is still offered. */
function approvedIn(
	{ id, ticket, decision }: JsonObject,
	runtime: ServerRuntime,
	{ principal }: RequestContext,
): Proposal | undefined {
	if (decision !== 'allow') return undefined;
	const found = runtime.proposals.findToDecide(id, ticket, holderOf(runtime.id, principal));
	return found?.state === 'open' && runtime.catalog.tools.has(found.tool) ? found : undefined;
}

/** Calls what a person has allowed, with what they changed, through the doors of any other call. */
async function callApproved(
	proposal: Proposal,
	decision: JsonObject,
	{ request, runtime, context }: Pick<Undertaking, 'request' | 'runtime' | 'context'>,
): Promise<RequestOutcome> {
	const tool = findTool(proposal.tool, runtime, context);
	const { arguments: changed } = decision;
	const values = readArguments(isJsonObject(changed) ? changed : proposal.arguments, tool);
	const undertaking = undertake(request, runtime, context, {
		kind: 'tool',
		name: tool.listing.name,
		offer: tool.listing.name,
		arguments: values,
		resultFields: tool.declaration.resultFields,
	});
	requireScope(context.principal, tool.declaration.requiredScope, runtime);
	if (tool.validateOutput) undertaking.rules.validateOutput = tool.validateOutput;
	// Before anything is waited for: a second click finds it taken.
	proposal.state = 'running';
	const outcome = await startCall(undertaking, tool.declaration.target, {
		tool,
		approved: proposal,
		findMisfit: () => misfitOf(tool, values),
	});
	// It did not begin: the person can change it, or try again.
	if (outcome.kind === 'result') proposal.state = 'open';
	return outcome;
}

function misfitOf(tool: CatalogTool, values: JsonObject): string | undefined {
	const problems = tool.validate(values);
	return problems.length === 0 ? undefined : describeProblems(tool, problems);
}

/** The message stays as it came: defaults are filled into a copy. */
function readArguments(given: JsonObject, { declaration, listing, fillsDefaults }: CatalogTool) {
	const values = declaration.input.tolerant ? tolerated(given, listing.inputSchema) : given;
	return fillsDefaults ? (JSON.parse(JSON.stringify(values)) as JsonObject) : values;
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
	if (execution === 'task' && !knowsTasks(context)) {
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
	const allowed = tool?.declaration.forAnybody || isAllowed(principal, 'tools', String(name));
	if (tool === undefined || !allowed) {
		throw invalidParams(`unknown tool ${JSON.stringify(name)}`);
	}
	return tool;
}

async function readResource(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<RequestOutcome> {
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
	if (settings.isView || settings.isSkill) {
		delete undertaking.rules.filter;
		undertaking.rules.largest = Infinity;
	}
	const { source } = settings;
	if (source.kind !== 'static') {
		return await startCall(undertaking, servedBy(source, settings.mimeType));
	}
	const contents = [toContents(uri, settings.mimeType, source.content)];
	return await answerNow(undertaking, () =>
		filterContents({ contents, ...settings.caching }, undertaking.rules.filter),
	);
}

function offerOf({ listing }: CatalogResource | CatalogTemplate): string {
	return 'uri' in listing ? listing.uri : listing.uriTemplate;
}

function servedBy(
	source: Exclude<Source<unknown>, { kind: 'static' }>,
	mimeType?: string,
): ServedBy {
	if (source.kind === 'inProcess') return source;
	return { kind: 'output', output: source.output, ...(mimeType ? { mimeType } : {}) };
}

function toContents(uri: string, mimeType: string | undefined, content: StaticContent): JsonObject {
	return { uri, ...(mimeType ? { mimeType } : {}), ...content };
}

async function getPrompt(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<RequestOutcome> {
	const { name } = request.params;
	const given = request.params.arguments ?? {};
	const prompt = typeof name === 'string' ? runtime.catalog.prompts.get(name) : undefined;
	if (prompt === undefined || !isAllowed(context.principal, 'prompts', prompt.listing.name)) {
		throw invalidParams(`unknown prompt ${JSON.stringify(name)}`);
	}
	if (!isJsonObject(given)) throw invalidParams('"arguments" must be an object');
	const values = withoutNull(given);
	const { declaration } = prompt;
	const undertaking = undertake(request, runtime, context, {
		kind: 'prompt',
		name: declaration.name,
		offer: declaration.name,
		arguments: values,
		resultFields: [],
	});
	requireScope(context.principal, declaration.requiredScope, runtime);
	checkPromptArguments(prompt, values);
	const { source, description } = declaration;
	if (source.kind !== 'static') return await startCall(undertaking, servedBy(source));
	const names = declaration.arguments.map((argument) => argument.name);
	return await answerNow(undertaking, () => ({
		...(description ? { description } : {}),
		messages: renderMessages(source.content, values, names),
	}));
}

/** Clients write null for what was left empty. */
function withoutNull(given: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

/** More than this many problems tell a model nothing new. */
const MOST_PROBLEMS_SHOWN = 10;

function describeProblems({ listing }: CatalogTool, problems: readonly Problem[]): string {
	const shown = problems.slice(0, MOST_PROBLEMS_SHOWN).map(({ path, message }) => {
		const field = path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
		return `- ${field === '' ? 'arguments' : field}: ${message}`;
	});
	const more = problems.length - shown.length;
	const atLeast = problems.length === MOST_PROBLEMS ? 'at least ' : '';
	return [
		`Invalid arguments of ${listing.name}; nothing ran. Correct these and call again:`,
		...shown,
		...(more > 0 ? [`- and ${atLeast}${more} more`] : []),
	].join('\n');
}

export function invalidParams(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidParams, `Invalid params: ${reason}`);
}

/** One entry of `skills/list`, by the address of its file. */
async function getSkill(
	{ params: { uri } }: Request,
	{ catalog, limits }: ServerRuntime,
	{ principal }: RequestContext,
): Promise<RequestOutcome> {
	const skill = typeof uri === 'string' ? catalog.skills.get(uri) : undefined;
	if (skill === undefined || !isAllowed(principal, 'resources', skill.uri)) {
		throw invalidParams(`unknown skill ${JSON.stringify(uri)}`);
	}
	const result = { skill, ttlMs: limits.listTtlMs, cacheScope: 'private' };
	return await Promise.resolve({ kind: 'result', result });
}
