import { type JsonSchema, isSchemaObject } from '../../form/json-schema';
import { withNote } from './note';

/** Turns what a model sent for an adapted schema into what the server's own schema asks for. */
export type Restore = (value: unknown) => unknown;

/** A schema in the words of a provider, and the way back. */
export interface Adapted {
	schema: JsonSchema;
	restore: Restore;
	/** Whether the model is asked for text in place of the value itself. */
	form: 'value' | 'JSON text';
}

export const unchanged: Restore = (value) => value;

/** Of a schema longer than this only the beginning is quoted to the model. */
const QUOTE_LENGTH = 1_500;

/**
 * A value that the provider's subset cannot describe, asked for as JSON text; the description quotes
 * the schema. Text that is not JSON stays text: where text is allowed, models leave its quotes out.
 */
export function asJsonText(original: JsonSchema): Adapted {
	const { description, ...rest } = original;
	const text = JSON.stringify(rest);
	const quoted = text.length > QUOTE_LENGTH ? `${text.slice(0, QUOTE_LENGTH)}…` : text;
	const described: JsonSchema = {
		type: 'string',
		...(typeof description === 'string' && { description }),
	};
	return {
		form: 'JSON text',
		schema: withNote(described, `Written as JSON text that fits this schema: ${quoted}`),
		restore: (value) => (typeof value === 'string' ? parse(value) : value),
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/**
 * The way back for an object: each property by its own way, others as they are.
 *
 * @param leftOut properties for which `null` means that they are not given
 */
export function restoreObject(
	properties: ReadonlyMap<string, Restore>,
	leftOut: ReadonlySet<string>,
): Restore {
	return (value) => {
		if (!isSchemaObject(value)) return value;
		const given = Object.entries(value).filter(
			([name, each]) => each !== null || !leftOut.has(name),
		);
		return Object.fromEntries(
			given.map(([name, each]) => [name, (properties.get(name) ?? unchanged)(each)]),
		);
	};
}

export function restoreArray(item: Restore): Restore {
	return (value) => (Array.isArray(value) ? value.map(item) : value);
}
