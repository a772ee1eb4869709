import { type JsonSchema, isSchemaObject, resolveSchema } from './json-schema';

/** `any` is a field that takes text or JSON: the schema allows values of more than one kind. */
export type FormFieldKind =
	'string' | 'number' | 'boolean' | 'options' | 'date' | 'dateTime' | 'array' | 'object' | 'any';

export interface FormChoice {
	label: string;
	value: string | number | boolean;
}

/** One argument of a tool as a form shows it. */
export interface FormField {
	name: string;
	label: string;
	description?: string;
	kind: FormFieldKind;
	required: boolean;
	/** Only of kind `options`. */
	choices?: FormChoice[];
	/** Arrays and objects as JSON text. */
	defaultValue?: string | number | boolean;
}

/**
 * The form of a tool's input schema: a field for each property at its top, in the schema's order.
 * References and `allOf` are resolved, `null` beside another type is dropped, `enum` and branches
 * of `const` become choices. Of alternatives at the top (`oneOf`, `anyOf`), only the properties that
 * stand outside of them are shown; the JSON mode takes the rest.
 */
export function toFormFields(inputSchema: JsonSchema): FormField[] {
	const { properties, required } = resolveSchema(inputSchema, inputSchema);
	if (!isSchemaObject(properties)) return [];
	const requiredNames = new Set(Array.isArray(required) ? required : []);
	return Object.entries(properties)
		.filter(([, property]) => property !== false)
		.map(([name, property]) => toField(name, property, requiredNames.has(name), inputSchema));
}

function toField(name: string, property: unknown, required: boolean, root: JsonSchema): FormField {
	const schema = withoutNull(resolveSchema(property, root), root);
	const choices = toChoices(schema, root);
	const kind = choices ? 'options' : toKind(schema);
	return {
		name,
		label: textOf(schema.title) ?? name,
		description: textOf(schema.description),
		kind,
		required,
		choices,
		defaultValue: toDefault(schema.default, kind),
	};
}

/** `anyOf: [X, null]` and `type: [X, null]` both say that X may be missing: a form leaves it empty. */
function withoutNull(schema: JsonSchema, root: JsonSchema): JsonSchema {
	const { anyOf, oneOf, type, ...rest } = schema;
	const alternatives = Array.isArray(anyOf) ? anyOf : oneOf;
	if (Array.isArray(alternatives)) {
		const branches = alternatives
			.map((branch) => resolveSchema(branch, root))
			.filter((branch) => branch.type !== 'null' && branch.const !== null);
		const [only] = branches;
		if (branches.length === 1 && only) return { ...only, ...rest };
		return { ...rest, ...(type !== undefined && { type }), oneOf: branches };
	}
	const types = Array.isArray(type) ? type.filter((name) => name !== 'null') : [];
	return types.length === 1 ? { ...rest, type: types[0] } : schema;
}

function toChoices({ enum: values, oneOf, const: constant }: JsonSchema, root: JsonSchema) {
	if (Array.isArray(oneOf) && oneOf.length > 0) {
		const branches = oneOf.map((branch) => resolveSchema(branch, root));
		const choices = branches.map(({ const: value, title }) => toChoice(value, textOf(title)));
		return choices.every((choice) => choice !== undefined) ? choices : undefined;
	}
	const all = Array.isArray(values) ? values : constant === undefined ? [] : [constant];
	const choices = all.filter((value) => value !== null).map((value) => toChoice(value));
	return choices.length > 0 && choices.every((choice) => choice !== undefined)
		? choices
		: undefined;
}

function toChoice(value: unknown, title?: string): FormChoice | undefined {
	return isScalar(value) ? { label: title ?? String(value), value } : undefined;
}

function toKind({ type, format, oneOf, properties, items }: JsonSchema): FormFieldKind {
	if (Array.isArray(oneOf)) return 'any';
	if (type === 'string' && format === 'date') return 'date';
	if (type === 'string' && format === 'date-time') return 'dateTime';
	if (type === 'string' || type === 'boolean' || type === 'array' || type === 'object') return type;
	if (type === 'number' || type === 'integer') return 'number';
	if (type === undefined && isSchemaObject(properties)) return 'object';
	if (type === undefined && items !== undefined) return 'array';
	return 'any';
}

function toDefault(value: unknown, kind: FormFieldKind): FormField['defaultValue'] {
	if (value === undefined || value === null) return undefined;
	if (kind === 'array' || kind === 'object') return JSON.stringify(value);
	return isScalar(value) ? value : JSON.stringify(value);
}

function isScalar(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
