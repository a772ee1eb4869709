import { type JsonSchema, isSchemaObject } from '../../form/json-schema';
import { type Adapted, unchanged } from './adapted-schema';
import { inlineReferences } from './inline-references';

/** What Anthropic allows as the name of a property; the others allow more. */
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * n8n's AI Agent puts the name of the tool into the arguments under this name, over an argument
 * that has it (n8n 2.41.1, createEngineRequests).
 */
const TAKEN: ReadonlySet<string> = new Set(['tool']);

/**
 * Gives arguments another name whose own would not reach the server, and takes it back on the way
 * there. The model sees the new name only.
 */
export function renameArguments(adapted: Adapted): Adapted {
	const { properties, required } = adapted.schema;
	if (!isSchemaObject(properties)) return adapted;
	const names = new Map<string, string>();
	for (const name of Object.keys(properties).filter(
		(each) => TAKEN.has(each) || !NAME.test(each),
	)) {
		names.set(name, freeName(name, new Set([...Object.keys(properties), ...names.values()])));
	}
	if (names.size === 0) return adapted;
	// A reference may lead through the property that changes its name.
	const inlined = inlineReferences(adapted.schema);
	const back = new Map([...names].map(([from, to]) => [to, from]));
	const schema: JsonSchema = {
		...inlined,
		properties: rename(inlined.properties as JsonSchema, names),
		...(Array.isArray(required) && {
			required: required.map((name: unknown) => names.get(String(name)) ?? name),
		}),
	};
	const { restore, form } = adapted;
	return {
		form,
		schema,
		restore: (value) => restore(isSchemaObject(value) ? rename(value, back) : value),
	};
}

/** A schema that the model sees as it is. */
export function asIs(schema: JsonSchema): Adapted {
	return { form: 'value', schema, restore: unchanged };
}

function rename(object: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
	return Object.fromEntries(
		Object.entries(object).map(([name, value]) => [names.get(name) ?? name, value]),
	);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
	const base = `${name.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 50) || 'argument'}_argument`;
	let candidate = base;
	for (let count = 2; taken.has(candidate); count += 1) candidate = `${base}_${count}`;
	return candidate;
}
