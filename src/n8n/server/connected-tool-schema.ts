import { isJsonObject, type JsonObject } from '../../mcp/protocol/json-rpc';
import { zodToJsonSchema } from '../../third-party/zod-json-schema';

/** Any arguments: for tools that do not say what they take. */
const ANYTHING: JsonObject = { type: 'object', properties: {} };

/**
 * The JSON Schema of a tool's arguments. n8n's own tools come with a zod 3 schema, those of other
 * packages with JSON Schema. zod is told by its shape, as it may be another copy than ours.
 */
export function toolSchemaOf(schema: unknown): JsonObject {
	if (!isJsonObject(schema)) return ANYTHING;
	const converted = isZod(schema)
		? (zodToJsonSchema(schema as unknown as Parameters<typeof zodToJsonSchema>[0], {
				$refStrategy: 'none',
			}) as JsonObject)
		: schema;
	const { $schema: _dialect, ...rest } = converted;
	return rest.type === 'object' ? rest : ANYTHING;
}

function isZod(schema: JsonObject): boolean {
	return isJsonObject(schema._def) && typeof schema.parse === 'function';
}
