import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IGetNodeParameterOptions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
	ISupplyDataFunctions,
} from 'n8n-workflow';

/** A context of n8n in which a server can be used. */
export type ClientContext =
	IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | ISupplyDataFunctions;

/** The parameters and credentials of one item, whatever context they come from. */
export interface ParameterSource {
	context: ClientContext;
	node: INode;
	/** The value of a parameter, its expressions resolved; the fallback if it is not there. */
	get(name: string, fallback: unknown, options?: IGetNodeParameterOptions): unknown;
	credential(type: string): Promise<ICredentialDataDecryptedObject>;
	signal?: AbortSignal;
}

/** In an execution: each item has parameters of its own. */
export function itemSource(
	context: IExecuteFunctions | ISupplyDataFunctions,
	itemIndex: number,
): ParameterSource {
	const node = context.getNode();
	const read: ParameterSource['get'] = (name, fallback, options) =>
		context.getNodeParameter(name, itemIndex, fallback, options);
	return {
		context,
		node,
		get: readingOptionsOnce(readingPlainValues(node, read)),
		credential: async (type) => await context.getCredentials(type, itemIndex),
		signal: context.getExecutionCancelSignal(),
	};
}

/**
 * Takes a value that holds no expression from where n8n would take it: n8n prepares the evaluation of
 * an expression for each reading of each item, which costs more than a call of a tool.
 */
function readingPlainValues(node: INode, read: ParameterSource['get']): ParameterSource['get'] {
	return (name, fallback, options = {}) => {
		const value = node.parameters[name];
		const isPlain = value !== undefined && value !== null && !holdsExpression(value);
		if (!isPlain || options.rawExpressions === true) return read(name, fallback, options);
		// No mode of our locators has a pattern, so what is extracted from one is what it holds.
		if (options.extractValue === true && typeof value === 'object')
			return heldBy(value as { value?: unknown });
		return value;
	};
}

function heldBy(locator: { value?: unknown }): unknown {
	return locator.value;
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}

const COLLECTION = 'options';

/**
 * n8n takes as long for one field of a collection as for all of it, and an item has dozens of
 * fields.
 */
function readingOptionsOnce(read: ParameterSource['get']): ParameterSource['get'] {
	let known: Record<string, unknown> | undefined;
	return (name, fallback, options) => {
		const [collection, field, ...deeper] = name.split('.');
		const isOption = collection === COLLECTION && field !== undefined && deeper.length === 0;
		if (!isOption || options !== undefined) return read(name, fallback, options);
		known ??= (read(COLLECTION, {}) as Record<string, unknown> | undefined) ?? {};
		return known[field] === undefined ? fallback : known[field];
	};
}

/** In the editor, and in a poll: there are no items. */
export function nodeSource(context: ILoadOptionsFunctions | IPollFunctions): ParameterSource {
	return {
		context,
		node: context.getNode(),
		get: (name, fallback, options) => context.getNodeParameter(name, fallback, options),
		credential: async (type) => await context.getCredentials(type),
	};
}

/** Text, or nothing: parameters and credential fields may hold whatever an expression gave. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The text of a single value; nothing for a list, an object or no value. */
export function scalarText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: '';
}

/** What a resource locator holds. Unlike n8n's own extraction it also takes a hidden parameter. */
export function pickedText(value: unknown): string {
	if (typeof value !== 'object' || value === null) return textOf(value);
	return textOf((value as { value?: unknown }).value);
}

/** The rows of a fixed collection. */
export function rowsOf(value: unknown, name: string): Array<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null) return [];
	const rows = (value as Record<string, unknown>)[name];
	return Array.isArray(rows) ? (rows as Array<Record<string, unknown>>) : [];
}

/** A number, or the fallback where there is none: an expression may give text or nothing. */
export function numberOf(value: unknown, fallback: number): number {
	if (value === '' || value === null || value === undefined) return fallback;
	const number = Number(value);
	return Number.isFinite(number) ? number : fallback;
}
