import { spend } from './work-budget';
import { _, type CodeKeywordDefinition } from '../../third-party/ajv';
import { isJsonObject, type JsonObject } from '../protocol/json-rpc';

/** Stands in every subschema of a metered schema, and holds what one look at it costs. */
const METER = 'x-work-meter';

/** Keywords that hold a schema, a list of schemas or (`MAPS`) named schemas. */
const SCHEMAS = new Set([
	'additionalItems',
	'additionalProperties',
	'allOf',
	'anyOf',
	'contains',
	'else',
	'if',
	'items',
	'not',
	'oneOf',
	'prefixItems',
	'propertyNames',
	'then',
	'unevaluatedItems',
	'unevaluatedProperties',
]);
const MAPS = new Set([
	'$defs',
	'definitions',
	'dependencies',
	'dependentSchemas',
	'patternProperties',
	'properties',
]);
/** Keywords for which every member of an object is looked at. */
const WALKS_MEMBERS = [
	'additionalProperties',
	'maxProperties',
	'minProperties',
	'patternProperties',
	'propertyNames',
	'unevaluatedProperties',
];
/** Keywords that count characters; patterns and formats pay for themselves. */
const WALKS_CHARACTERS = ['maxLength', 'minLength'];

/**
 * A copy of a schema that counts its own evaluation. Whatever a validator does for long, it does by
 * looking at one subschema again and again: for each item, each member, each alternative, and through
 * references. So each subschema spends steps of the budget when it is looked at, in proportion to what
 * its own keywords and the size of the value cost.
 */
export function meteredSchema(schema: JsonObject): JsonObject {
	const metered = meter(schema) as JsonObject;
	meterReferenced(metered, metered);
	return metered;
}

function meter(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(meter);
	if (!isJsonObject(schema)) return schema;
	const entries = Object.entries(schema);
	if (entries.length === 0) return schema; // Says nothing, so nothing is done for it.
	const copied = entries.map(([keyword, value]): [string, unknown] => {
		if (SCHEMAS.has(keyword)) return [keyword, meter(value)];
		if (MAPS.has(keyword) && isJsonObject(value)) return [keyword, meterMap(value)];
		return [keyword, value];
	});
	return Object.fromEntries([...copied, [METER, costOf(schema)]]);
}

function meterMap(schemas: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, meter(schema)]));
}

/** References may point into places that hold no schemas otherwise, such as keywords of one's own. */
function meterReferenced(part: unknown, root: JsonObject): void {
	if (typeof part !== 'object' || part === null) return;
	const { $ref } = part as { $ref?: unknown };
	if (typeof $ref === 'string' && $ref.startsWith('#/')) {
		const target = resolve($ref, root);
		if (isJsonObject(target) && Object.keys(target).length > 0 && !Object.hasOwn(target, METER)) {
			Object.assign(target, meter(target));
		}
	}
	for (const value of Object.values(part)) meterReferenced(value, root);
}

function resolve(pointer: string, root: JsonObject): unknown {
	let place: unknown = root;
	for (const step of pointer.slice(2).split('/')) {
		const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
		if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name))
			return undefined;
		place = (place as JsonObject)[name];
	}
	return place;
}

interface Cost {
	steps: number;
	/** Whether the members of an object count as well, or the characters of a text. */
	members: boolean;
	characters: boolean;
}

/** A step, and more for what its own keywords go through each time. */
function costOf(schema: JsonObject): Cost {
	const parts = Object.entries(schema).map(([keyword, value]) => costOfKeyword(keyword, value));
	const says = (keyword: string) => schema[keyword] !== undefined;
	return {
		steps: 1 + Math.floor(parts.reduce((sum, part) => sum + part, 0)),
		members: WALKS_MEMBERS.some(says),
		characters: WALKS_CHARACTERS.some(says),
	};
}

function costOfKeyword(keyword: string, value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	if (keyword === 'enum' || keyword === 'const') return costOfEquality(value);
	if (keyword === 'default') return 0; // Paid for by the schema that fills it in.
	if (keyword === 'required') return Object.keys(value).length;
	const filledIn = Object.values(value).map((part: unknown) =>
		isJsonObject(part) && part.default !== undefined ? lengthOf(part.default) / 32 : 0,
	);
	return filledIn.reduce((sum, part) => sum + part, filledIn.length / 4);
}

/** Objects and lists are compared part by part. */
function costOfEquality(value: unknown): number {
	if (typeof value === 'string') return 1 / 16 + value.length / 512;
	if (typeof value !== 'object' || value === null) return 1 / 16;
	return Object.values(value).reduce((sum: number, part) => sum + costOfEquality(part) * 4, 4);
}

function lengthOf(value: unknown): number {
	return JSON.stringify(value)?.length ?? 0;
}

/** The keyword that spends the steps. */
export const meterKeyword: CodeKeywordDefinition = {
	keyword: METER,
	schemaType: 'object',
	before: 'not',
	code({ gen, data, schema }) {
		const { steps, members, characters } = schema as Cost;
		const charge = (ref: (steps: number, value: unknown) => void) =>
			gen.code(_`${gen.scopeValue('func', { ref })}(${steps}, ${data})`);
		charge(members ? spendWithMembers : spend);
		if (characters) charge(spendCharacters);
	},
};

function spendWithMembers(steps: number, value: unknown): void {
	spend(steps);
	if (isJsonObject(value)) for (const _name in value) spend(1);
}

function spendCharacters(_steps: number, value: unknown): void {
	if (typeof value === 'string') spend(value.length >> 5);
}
