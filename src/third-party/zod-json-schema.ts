/** Turns the zod 3 schemas of n8n's own tool nodes into JSON Schema. */
export { zodToJsonSchema } from 'zod-to-json-schema';
