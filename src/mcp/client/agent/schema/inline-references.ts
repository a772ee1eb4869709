import { type JsonSchema, followPointer, isSchemaObject } from '../../form/json-schema';
import { mapSubschemas } from './subschemas';

/** A schema that becomes longer than this many schemas is not unfolded further. */
const SCHEMAS_MAX = 2_000;

/** Keywords that say nothing about which values are valid, so one may stand in for the other. */
const ANNOTATIONS = new Set([
	'$comment',
	'default',
	'deprecated',
	'description',
	'examples',
	'readOnly',
	'title',
	'writeOnly',
]);

/**
 * The schema with every local reference replaced by what it points at, and without `$defs`. Keywords
 * beside a reference are kept: annotations win over those of the target, anything else becomes an
 * `allOf` of both.
 *
 * Where a reference leads back into itself, or the schema would become larger than 2,000 schemas, a
 * schema of the same type stands that says in its description whose shape it has. A reference into
 * another document or nowhere becomes "any value".
 */
export function inlineReferences(root: JsonSchema): JsonSchema {
	let seen = 0;
	const unfold = (schema: unknown, open: ReadonlySet<string>): unknown => {
		if (!isSchemaObject(schema)) return schema;
		seen += 1;
		const { $ref, $defs: _defs, definitions: _definitions, ...own } = schema;
		const rest = mapSubschemas(own, (each) => unfold(each, open));
		if (typeof $ref !== 'string') return rest;
		const target = followPointer($ref, root);
		if (open.has($ref) || seen > SCHEMAS_MAX) return combine(stub($ref, target), rest);
		return combine(unfold(target, new Set([...open, $ref])), rest);
	};
	// `#` is open from the beginning: pointing at the whole is the commonest way round in a circle.
	return unfold(root, new Set(['#'])) as JsonSchema;
}

function combine(target: unknown, own: JsonSchema): JsonSchema {
	if (!isSchemaObject(target)) return target === false ? { ...own, not: {} } : own;
	const onlyAnnotations = Object.keys(own).every((keyword) => ANNOTATIONS.has(keyword));
	return onlyAnnotations ? { ...target, ...own } : { allOf: [target, own] };
}

function stub(reference: string, target: unknown): JsonSchema {
	const { type, title } = isSchemaObject(target) ? target : {};
	const name =
		typeof title === 'string' ? title : (reference.split('/').at(-1)?.replace('#', '') ?? '');
	const of = name === '' ? 'the arguments as a whole' : `"${name}", described above`;
	return {
		...(typeof type === 'string' && { type }),
		description: `Same schema as ${of}`,
	};
}
