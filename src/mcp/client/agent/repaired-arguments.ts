import { type JsonSchema, isSchemaObject } from '../form/json-schema';

type Arguments = Record<string, unknown>;

/**
 * What a model sent, as the tool's schema has it: models put null where they leave something out,
 * write numbers and switches as texts, and lists and objects as JSON. Only what can be read in no
 * other way is changed; everything else goes to the server as it came, which then says what is wrong.
 */
export function repairArguments(given: Arguments, schema: JsonSchema): Arguments {
	const properties = isSchemaObject(schema.properties) ? schema.properties : {};
	const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
	const entries = Object.entries(given).flatMap(([name, value]) => {
		const types = typesOf(properties[name]);
		if (value === null && types && !types.has('null') && !required.includes(name)) return [];
		return [[name, types ? repairValue(value, types) : value] as const];
	});
	return Object.fromEntries(entries);
}

/** The types that a property may have; undefined where its schema leaves that open. */
function typesOf(property: unknown): Set<unknown> | undefined {
	if (!isSchemaObject(property) || property.type === undefined) return undefined;
	if (['anyOf', 'oneOf', 'allOf', '$ref'].some((keyword) => keyword in property)) return undefined;
	const types = new Set<unknown>(Array.isArray(property.type) ? property.type : [property.type]);
	return property.nullable === true ? types.add('null') : types;
}

function repairValue(value: unknown, types: ReadonlySet<unknown>): unknown {
	if (typeof value !== 'string' || types.has('string')) return value;
	const parsed = parse(value);
	return FITS.some(([type, fits]) => types.has(type) && fits(parsed)) ? parsed : value;
}

const FITS: ReadonlyArray<[type: string, fits: (value: unknown) => boolean]> = [
	['array', Array.isArray],
	['boolean', (value) => typeof value === 'boolean'],
	['integer', Number.isInteger],
	['number', (value) => typeof value === 'number'],
	['object', isSchemaObject],
];

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined; // Words: the server says what it wants instead.
	}
}
