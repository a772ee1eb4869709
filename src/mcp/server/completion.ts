import { isAllowed, requireScope } from './access/permission';
import { startCall } from './serve-call';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { undertake, type RequestOutcome } from './undertaking';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/** The protocol allows no more at once. */
const MOST_VALUES = 100;

/**
 * `completion/complete`: values for an argument of a prompt or a variable of a resource template.
 * Fixed values are filtered here; what has none goes to the flow of the completion output.
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
	const typed = typeof argument.value === 'string' ? argument.value : '';
	const values = findValues(ref, argument.name, runtime, context);
	const { completionOutput } = runtime.catalog;
	if (values !== undefined || completionOutput === undefined) {
		return { kind: 'result', result: toCompletion(values ?? [], typed) };
	}
	const undertaking = undertake(request, runtime, context, {
		kind: 'completion',
		name: 'completion',
		offer: 'completion',
		arguments: { ref, argument, ...(isJsonObject(given) ? { context: given } : {}) },
		resultFields: [],
	});
	return await startCall(undertaking, { kind: 'output', output: completionOutput });
}

/**
 * Values tell of the data behind a prompt or template: who may not use it may not have them either.
 *
 * @returns undefined if nothing fixed is declared for the argument
 * @throws ProtocolError if there is no such argument, InsufficientScope
 */
function findValues(
	ref: JsonObject,
	name: string,
	runtime: ServerRuntime,
	{ principal }: RequestContext,
): readonly string[] | undefined {
	const { catalog } = runtime;
	if (ref.type === 'ref/prompt') {
		const prompt = catalog.prompts.get(String(ref.name));
		if (!prompt || !isAllowed(principal, 'prompts', prompt.listing.name)) {
			throw invalid(`unknown prompt ${JSON.stringify(ref.name)}`);
		}
		requireScope(principal, prompt.declaration.requiredScope, runtime);
		const known = prompt.declaration.arguments.find((argument) => argument.name === name);
		if (!known) throw invalid(`"${prompt.listing.name}" has no argument "${name}"`);
		return known.values.length > 0 ? known.values : undefined;
	}
	if (ref.type !== 'ref/resource') throw invalid('"ref.type" must be ref/prompt or ref/resource');
	const template = catalog.templates.find(({ listing }) => listing.uriTemplate === ref.uri);
	if (!template || !isAllowed(principal, 'resources', template.listing.uriTemplate)) {
		throw invalid(`unknown resource template ${JSON.stringify(ref.uri)}`);
	}
	requireScope(principal, template.settings.requiredScope, runtime);
	return template.completions.get(name);
}

/** Values that begin with what was typed, without regard to case, before those that contain it. */
export function toCompletion(values: readonly string[], typed: string): JsonObject {
	const wanted = typed.toLowerCase();
	const found = values
		.map((value) => ({ value, at: value.toLowerCase().indexOf(wanted) }))
		.filter(({ at }) => at >= 0);
	const all = [...found.filter(({ at }) => at === 0), ...found.filter(({ at }) => at > 0)].map(
		({ value }) => value,
	);
	return {
		completion: {
			values: all.slice(0, MOST_VALUES),
			total: all.length,
			hasMore: all.length > MOST_VALUES,
		},
	};
}

function invalid(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidParams, `Invalid params: ${reason}`);
}
