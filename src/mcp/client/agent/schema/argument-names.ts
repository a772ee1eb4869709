import { type JsonSchema, isSchemaObject } from '../../form/json-schema';
import { type Adapted, unchanged } from './adapted-schema';
import { inlineReferences } from './inline-references';

/** What Anthropic allows as the name of a property; the others allow more. */
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * Names that n8n's AI Agent uses in the arguments for itself (n8n 2.41.1): the name of the tool stands
 * under `tool`, over an argument that has it (createEngineRequests), and what the model is shown of
 * its former calls has the id of the call under `id`, over the one that it sent (buildSteps).
 */
const TAKEN: ReadonlySet<string> = new Set(['id', 'tool']);

/**
 * Gives arguments another name whose own would be lost, and takes it back on the way to the server.
 * The model sees the new name only. What it copies from n8n's account of its former calls is left
 * out, where the schema has no place for it.
 */
export function renameArguments(adapted: Adapted): Adapted {
	const properties = isSchemaObject(adapted.schema.properties) ? adapted.schema.properties : {};
	const taken = Object.keys(properties).filter((each) => TAKEN.has(each) || !NAME.test(each));
	const names = new Map<string, string>();
	for (const name of taken) {
		names.set(name, freeName(name, new Set([...Object.keys(properties), ...names.values()])));
	}
	const back = new Map([...names].map(([from, to]) => [to, from]));
	const copied = isOpen(adapted.schema) ? new Set<string>() : TAKEN;
	const restore = (value: unknown) => {
		if (!isSchemaObject(value)) return adapted.restore(value);
		const given = Object.entries(value).filter(([name]) => !copied.has(name));
		return adapted.restore(rename(Object.fromEntries(given), back));
	};
	return { ...adapted, restore, ...(names.size > 0 && { schema: renamed(adapted.schema, names) }) };
}

/** A schema that the model sees as it is. */
export function asIs(schema: JsonSchema): Adapted {
	return { form: 'value', schema, restore: unchanged };
}

function renamed(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
	// A reference may lead through the property that changes its name.
	const { properties, required, ...rest } = inlineReferences(schema);
	return {
		...rest,
		properties: rename(isSchemaObject(properties) ? properties : {}, names),
		...(Array.isArray(required) && {
			required: required.map((name: unknown) => names.get(String(name)) ?? name),
		}),
	};
}

function rename(object: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
	return Object.fromEntries(
		Object.entries(object).map(([name, value]) => [names.get(name) ?? name, value]),
	);
}

/** Whether arguments may be given that the schema does not list at its top. */
function isOpen({ additionalProperties, patternProperties, oneOf, anyOf, allOf }: JsonSchema) {
	const takesMore = additionalProperties === true || isSchemaObject(additionalProperties);
	return takesMore || [patternProperties, oneOf, anyOf, allOf].some((each) => each !== undefined);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
	const base = `${name.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 50) || 'argument'}_argument`;
	let candidate = base;
	for (let count = 2; taken.has(candidate); count += 1) candidate = `${base}_${count}`;
	return candidate;
}
