import { type JsonSchema, isSchemaObject } from '../../form/json-schema';

/**
 * The schema with its own `allOf` folded into it: properties and required names add up, a property
 * that several parts describe has to fit them all, bounds are the tighter ones. A keyword that
 * cannot be folded so is the later part's. References must have been inlined.
 */
export function mergeAllOf(schema: JsonSchema): JsonSchema {
	const { allOf, ...own } = schema;
	if (!Array.isArray(allOf)) return schema;
	return [...(allOf as unknown[]), own].filter(isSchemaObject).map(mergeAllOf).reduce(fold, {});
}

function fold(first: JsonSchema, second: JsonSchema): JsonSchema {
	const merged: JsonSchema = { ...first, ...second };
	for (const keyword of Object.keys(second).filter((name) => Object.hasOwn(first, name))) {
		merged[keyword] = both(keyword, first[keyword], second[keyword]);
	}
	return merged;
}

function both(keyword: string, first: unknown, second: unknown): unknown {
	switch (keyword) {
		case 'properties':
			return isSchemaObject(first) && isSchemaObject(second)
				? foldProperties(first, second)
				: second;
		case 'required':
			return [...new Set([...toList(first), ...toList(second)])];
		case 'enum':
			return toList(first).filter((value) => toList(second).includes(value));
		case 'minimum':
		case 'minLength':
		case 'minItems':
		case 'exclusiveMinimum':
			return tighter(Math.max, first, second);
		case 'maximum':
		case 'maxLength':
		case 'maxItems':
		case 'exclusiveMaximum':
			return tighter(Math.min, first, second);
		case 'additionalProperties':
			return first === false ? false : second;
		case 'items':
			return isSchemaObject(first) && isSchemaObject(second)
				? mergeAllOf({ allOf: [first, second] })
				: second;
		default:
			return second;
	}
}

/** Draft-04 has `exclusiveMinimum: true`, which is no bound by itself. */
function tighter(choose: (a: number, b: number) => number, first: unknown, second: unknown) {
	return typeof first === 'number' && typeof second === 'number' ? choose(first, second) : second;
}

function foldProperties(first: JsonSchema, second: JsonSchema): JsonSchema {
	const merged = { ...first, ...second };
	for (const name of Object.keys(second).filter((key) => Object.hasOwn(first, key))) {
		merged[name] = mergeAllOf({ allOf: [first[name], second[name]] });
	}
	return merged;
}

function toList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
