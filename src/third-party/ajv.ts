/**
 * The JSON Schema validator. Bundled into dist by the build, like everything in this folder, so that
 * the published package has no dependencies.
 */
export { _, Ajv } from 'ajv';
export { Ajv2020 } from 'ajv/dist/2020';
export type {
	AnySchemaObject,
	CodeKeywordDefinition,
	ErrorObject,
	Format,
	KeywordCxt,
	Options,
	SchemaValidateFunction,
	ValidateFunction,
} from 'ajv';
export { default as addFormats } from 'ajv-formats';
