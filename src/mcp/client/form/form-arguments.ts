import { McpClientError } from '../client-error';
import { splitPath } from './field-path';
import type { FormField } from './form-fields';

/** What a filled-in form knows of its fields. */
export type FilledField = Pick<FormField, 'name' | 'kind' | 'required' | 'choices'>;

/**
 * The arguments that a filled-in form stands for. An empty optional field is not sent, a required
 * one is, so that the server can say what it misses. Text goes to the type of its field: expressions
 * give a number where a post code is meant and JSON text where a list is meant. Fields within an
 * object (`address.city`) make the object.
 *
 * @param values by field name; names without a field are left out
 * @throws McpClientError step `call` if a text is not the JSON that its field needs
 */
export function toToolArguments(
	values: Record<string, unknown>,
	fields: readonly FilledField[],
): Record<string, unknown> {
	const sent = fields.filter((field) => !isLeftOut(values[field.name], field));
	const tree: Tree = new Map();
	for (const field of sent) put(tree, splitPath(field.name), toArgument(values[field.name], field));
	return toObject(tree);
}

/** Maps, because an argument may have a name that objects give a meaning to (`__proto__`). */
type Tree = Map<string, Tree | { value: unknown }>;

function put(tree: Tree, [step = '', ...rest]: string[], value: unknown): void {
	if (rest.length === 0) {
		tree.set(step, { value });
		return;
	}
	const known = tree.get(step);
	const below: Tree = known instanceof Map ? known : new Map<string, Tree | { value: unknown }>();
	tree.set(step, below);
	put(below, rest, value);
}

function toObject(tree: Tree): Record<string, unknown> {
	return Object.fromEntries(
		[...tree].map(([name, node]) => [name, node instanceof Map ? toObject(node) : node.value]),
	);
}

function isLeftOut(value: unknown, { required }: FilledField): boolean {
	return value === undefined || value === null || (value === '' && !required);
}

function toArgument(value: unknown, { name, kind, choices }: FilledField): unknown {
	switch (kind) {
		case 'options':
			return toChoice(value, choices ?? []);
		case 'string':
			return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
		case 'number':
			return typeof value === 'string' && value.trim() !== '' ? toNumber(value, name) : value;
		case 'date':
			return typeof value === 'string' ? value.slice(0, 'YYYY-MM-DD'.length) : value;
		case 'array':
		case 'object':
			return typeof value === 'string' ? parseJson(value, name) : value;
		case 'any':
			return typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value, name) : value;
		default:
			return value;
	}
}

/** An expression gives the text of a number or a switch where the choice is the number itself. */
function toChoice(value: unknown, choices: NonNullable<FilledField['choices']>): unknown {
	if (choices.some((choice) => choice.value === value)) return value;
	return choices.find((choice) => String(choice.value) === String(value))?.value ?? value;
}

function toNumber(text: string, name: string): number {
	const number = Number(text);
	if (!Number.isNaN(number)) return number;
	throw new McpClientError('call', `The argument "${name}" is not a number`, {
		hint: 'Enter a number, or an expression that returns one.',
	});
}

function parseJson(text: string, name: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new McpClientError('call', `The argument "${name}" is not valid JSON`, {
			hint: 'Enter JSON, such as ["a", "b"] or {"key": "value"}, or an expression that returns it.',
			cause: error instanceof Error ? error : undefined,
		});
	}
}
