import { isAllowed, requireScope } from './access/permission';
import type { ServedBy } from './calls/checked-call';
import { toCompletion } from './calls/completion-result';
import type { ServeInProcess } from './provider/in-process-call';
import { startCall } from './serve-call';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { undertake, type RequestOutcome } from './undertaking';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/**
 * `completion/complete`: values for an argument of a prompt or a variable of a resource template.
 * Fixed values are filtered here; what has none goes to its provider, or to the flow of the completion
 * output.
 */
export async function completeReference(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<RequestOutcome> {
	const { ref, argument, context: given } = request.params;
	if (!isJsonObject(ref)) throw invalid('"ref" must be an object');
	if (!isJsonObject(argument) || typeof argument.name !== 'string') {
		throw invalid('"argument" must have a name');
	}
	const { values, complete } = findCompleter(ref, argument.name, runtime, context);
	if (values !== undefined || complete === undefined) {
		const typed = typeof argument.value === 'string' ? argument.value : '';
		return { kind: 'result', result: toCompletion(values ?? [], typed) };
	}
	const undertaking = undertake(request, runtime, context, {
		kind: 'completion',
		name: 'completion',
		offer: 'completion',
		arguments: { ref, argument, ...(isJsonObject(given) ? { context: given } : {}) },
		resultFields: [],
	});
	return await startCall(undertaking, complete);
}

/** What completes an argument: values that are fixed, or what knows them. */
interface Completer {
	values?: readonly string[];
	complete?: ServedBy;
}

/**
 * Values tell of the data behind a prompt or template: who may not use it may not have them either.
 *
 * @throws ProtocolError if there is no such argument, InsufficientScope
 */
function findCompleter(
	ref: JsonObject,
	name: string,
	runtime: ServerRuntime,
	context: RequestContext,
): Completer {
	if (ref.type === 'ref/prompt') return findForPrompt(ref.name, name, runtime, context);
	if (ref.type === 'ref/resource') return findForTemplate(ref.uri, name, runtime, context);
	throw invalid('"ref.type" must be ref/prompt or ref/resource');
}

function findForPrompt(
	ref: unknown,
	name: string,
	runtime: ServerRuntime,
	{ principal }: RequestContext,
): Completer {
	const prompt = runtime.catalog.prompts.get(String(ref));
	if (!prompt || !isAllowed(principal, 'prompts', prompt.listing.name)) {
		throw invalid(`unknown prompt ${JSON.stringify(ref)}`);
	}
	const { requiredScope, arguments: args, complete } = prompt.declaration;
	requireScope(principal, requiredScope, runtime);
	const known = args.find((argument) => argument.name === name);
	if (!known) throw invalid(`"${prompt.listing.name}" has no argument "${name}"`);
	return known.values.length > 0 ? { values: known.values } : byWhatKnows(complete, runtime);
}

function findForTemplate(
	ref: unknown,
	name: string,
	runtime: ServerRuntime,
	{ principal }: RequestContext,
): Completer {
	const found = runtime.catalog.templates.find(({ listing }) => listing.uriTemplate === ref);
	if (!found || !isAllowed(principal, 'resources', found.listing.uriTemplate)) {
		throw invalid(`unknown resource template ${JSON.stringify(ref)}`);
	}
	requireScope(principal, found.settings.requiredScope, runtime);
	const values = found.completions.get(name);
	if (values) return { values };
	const isVariable = found.template.variables.includes(name);
	return byWhatKnows(isVariable ? found.complete : undefined, runtime);
}

/** Its provider, or the flow of the completion output. */
function byWhatKnows(
	provider: ServeInProcess | undefined,
	{ catalog: { completionOutput } }: ServerRuntime,
): Completer {
	if (provider) return { complete: { kind: 'inProcess', serve: provider } };
	if (completionOutput === undefined) return {};
	return { complete: { kind: 'output', output: completionOutput } };
}

function invalid(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidParams, `Invalid params: ${reason}`);
}
