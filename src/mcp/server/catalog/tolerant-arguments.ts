import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';

/**
 * The arguments without what clients, not models, are known to add: names of their own (`toolCallId`,
 * `task_progress`), and null for what was left empty. The model did not write them, so it could not
 * take them back. What the tool declares is never touched, nor are names that its schema lets pass.
 */
export function tolerated(given: JsonObject, schema: JsonObject): JsonObject {
	const properties = isJsonObject(schema.properties) ? schema.properties : {};
	const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
	const isClosed = schema.additionalProperties === false && schema.patternProperties === undefined;
	const kept = Object.entries(given).filter(([name, value]) => {
		if (!Object.hasOwn(properties, name)) return !isClosed;
		return value !== null || required.includes(name) || takesNull(properties[name]);
	});
	return kept.length === Object.keys(given).length ? given : Object.fromEntries(kept);
}

/** Where that is not plain to see, null stays, and the check of the arguments decides. */
function takesNull(property: unknown): boolean {
	if (!isJsonObject(property) || property.type === undefined) return true;
	return [property.type].flat().includes('null');
}
