import { branchesOf, mergeObjectAlternatives } from './alternatives';
import { joinPath } from './field-path';
import { type JsonSchema, isSchemaObject, resolveSchema } from './json-schema';

/** Objects are laid out field by field down to this depth; what lies deeper is JSON. */
const DEPTH_MAX = 3;

/** A form with more fields than this shows objects as JSON. */
const FIELDS_MAX = 100;

/** `any` is a field that takes text or JSON: the schema allows values of more than one kind. */
export type FormFieldKind =
	'string' | 'number' | 'boolean' | 'options' | 'date' | 'dateTime' | 'array' | 'object' | 'any';

export interface FormChoice {
	label: string;
	value: string | number | boolean;
}

/** One argument of a tool as a form shows it. */
export interface FormField {
	/** A path, for a field within an object: see `joinPath`. */
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

/** Where in the form a property stands. */
interface Place {
	path: readonly string[];
	labels: readonly string[];
	required: boolean;
	/** References that led here: one that comes again is not followed. */
	references: ReadonlySet<unknown>;
}

/**
 * The form of a tool's input schema: a field for each property, in the schema's order.
 *
 * - References and `allOf` are resolved, `null` beside another type is dropped, `enum` and branches
 *   of `const` become choices.
 * - An object with known properties is laid out, its fields called `address.city`; one that takes any
 *   other property too, or holds itself, is JSON. So are lists.
 * - Alternatives that are all objects are laid out together (see `mergeObjectAlternatives`); other
 *   alternatives are a field that takes text or JSON.
 */
export function toFormFields(inputSchema: JsonSchema): FormField[] {
	const layOut = (depthMax: number) => fieldsOf(inputSchema, depthMax);
	const fields = layOut(DEPTH_MAX);
	return fields.length > FIELDS_MAX ? layOut(1) : fields;
}

function fieldsOf(root: JsonSchema, depthMax: number): FormField[] {
	const start: Place = { path: [], labels: [], required: true, references: new Set() };
	const schema = mergeObjectAlternatives(resolveSchema(root, root), root);
	return propertiesOf(schema, start, root, depthMax);
}

function propertiesOf(
	{ properties, required }: JsonSchema,
	place: Place,
	root: JsonSchema,
	depthMax: number,
): FormField[] {
	if (!isSchemaObject(properties)) return [];
	const requiredNames = new Set(Array.isArray(required) ? required : []);
	return Object.entries(properties)
		.filter(([, property]) => property !== false)
		.flatMap(([name, property]) =>
			toFields(
				name,
				property,
				{ ...place, required: place.required && requiredNames.has(name) },
				{
					root,
					depthMax,
				},
			),
		);
}

function toFields(
	name: string,
	property: unknown,
	above: Place,
	{ root, depthMax }: { root: JsonSchema; depthMax: number },
): FormField[] {
	const schema = mergeObjectAlternatives(withoutNull(resolveSchema(property, root), root), root);
	const choices = toChoices(schema, root);
	const kind = choices ? 'options' : toKind(schema);
	const place: Place = {
		path: [...above.path, name],
		labels: [...above.labels, textOf(schema.title) ?? name],
		required: above.required,
		references: new Set([...above.references, referenceOf(property)]),
	};
	const holdsItself = above.references.has(referenceOf(property));
	if (kind === 'object' && !holdsItself && place.path.length < depthMax && isClosed(schema)) {
		return propertiesOf(schema, place, root, depthMax);
	}
	return [
		{
			name: joinPath(place.path),
			label: place.labels.join(': '),
			description: textOf(schema.description),
			kind,
			required: place.required,
			choices,
			defaultValue: toDefault(schema.default, kind),
		},
	];
}

/** What a property refers to, or the property itself: the same twice on one path is a circle. */
function referenceOf(property: unknown): unknown {
	return isSchemaObject(property) && typeof property.$ref === 'string' ? property.$ref : property;
}

/** Whether an object has known properties and no others that a form could not show. */
function isClosed({ properties, additionalProperties, default: value }: JsonSchema): boolean {
	const isOpen = additionalProperties !== undefined && additionalProperties !== false;
	return isSchemaObject(properties) && Object.keys(properties).length > 0 && !isOpen && !value;
}

/** `anyOf: [X, null]` and `type: [X, null]` both say that X may be missing: a form leaves it empty. */
function withoutNull(schema: JsonSchema, root: JsonSchema): JsonSchema {
	const { anyOf, oneOf, type, ...rest } = schema;
	if (Array.isArray(anyOf) || Array.isArray(oneOf)) {
		const branches = branchesOf({ anyOf, oneOf }, root);
		const [only] = branches;
		if (branches.length === 1 && only) return { ...only, ...rest };
		return { ...rest, ...(type !== undefined && { type }), oneOf: branches };
	}
	const types = Array.isArray(type) ? type.filter((name) => name !== 'null') : [];
	return types.length === 1 ? { ...rest, type: types[0] } : schema;
}

/** `enumNames` are the titles that older servers give to the values of an enum. */
function toChoices(
	{ enum: values, enumNames, oneOf, const: constant }: JsonSchema,
	root: JsonSchema,
) {
	if (Array.isArray(oneOf) && oneOf.length > 0) {
		const branches = oneOf.map((branch) => resolveSchema(branch, root));
		const choices = branches.map(({ const: value, title }) => toChoice(value, textOf(title)));
		return choices.every((choice) => choice !== undefined) ? choices : undefined;
	}
	const all = Array.isArray(values) ? values : constant === undefined ? [] : [constant];
	const names: unknown[] = Array.isArray(enumNames) ? enumNames : [];
	const choices = (all as unknown[])
		.map((value, index) => ({ value, title: textOf(names[index]) }))
		.filter(({ value }) => value !== null)
		.map(({ value, title }) => toChoice(value, title));
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
