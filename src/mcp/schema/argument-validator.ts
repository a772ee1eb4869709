import { BoundedMap } from '../../base/bounded-map';
import { BrandedError } from '../../base/branded-error';
import type { JsonObject } from '../protocol/json-rpc';
import {
	Ajv,
	Ajv2020,
	type AnySchemaObject,
	type ErrorObject,
	type Options,
	type ValidateFunction,
} from '../../third-party/ajv';
import { addBoundedFormats } from './bounded-formats';
import { linearPattern, PatternNotLinear, type Pattern } from './linear-pattern';
import { meteredSchema, meterKeyword } from './metered-schema';
import { uniqueItems } from './unique-items';
import { MOST_STEPS, withinBudget, WorkExceeded } from './work-budget';

/** One thing that is wrong with a value: where (JSON Pointer, empty for the whole) and what. */
export interface Problem {
	path: string;
	message: string;
	/** The check was given up: whether the value fits is not known. It is then the only problem. */
	undecided?: true;
}

/**
 * Gives the problems of a value, none if it fits, the first hundred if there are more. Fills defaults
 * of the schema into the value. Takes some tens of milliseconds at the most, whatever the value.
 */
export type ArgumentValidator = (value: JsonObject) => Problem[];

/** The schema itself cannot be used: not JSON Schema, an unknown dialect, an outside reference. */
export class SchemaError extends BrandedError {
	static override readonly brand: string = 'SchemaError';
}

/** What to do with a pattern that cannot be matched in linear time, or is none in JavaScript. */
export type OddPatterns = 'refuse' | 'ignore';

/** Nobody reads more; making them costs more than the check. */
export const MOST_PROBLEMS = 100;

/** Compiling costs milliseconds, so compiled schemas are kept. */
const CACHE_SIZE = 500;
const compiled = new BoundedMap<string, ArgumentValidator>(CACHE_SIZE);

/**
 * Compiles a tool's input schema. JSON Schema 2020-12 unless `$schema` names draft-07. References to
 * other documents are never fetched.
 *
 * @param oddPatterns `refuse` for schemas of one's own, `ignore` for those of other people's servers
 * @throws SchemaError with the validator's reason
 */
export function compileArgumentValidator(
	schema: JsonObject,
	oddPatterns: OddPatterns = 'refuse',
): ArgumentValidator {
	const key = `${oddPatterns} ${JSON.stringify(schema)}`;
	return compiled.getOrSet(key, () =>
		toArgumentValidator(
			compile(schema, { oddPatterns, allErrors: false }),
			compile(schema, { oddPatterns, allErrors: true }),
		),
	);
}

interface Mode {
	oddPatterns: OddPatterns;
	/** Whether to go on after the first thing that is wrong. */
	allErrors: boolean;
}

function compile(schema: JsonObject, mode: Mode): ValidateFunction {
	try {
		// A compiler a schema: `$id`s of different tools must not meet in one registry.
		const ajv = createAjv(schema.$schema, mode);
		return withinBudget(() => ajv.compile(meteredSchema(schema) as AnySchemaObject), Infinity);
	} catch (error) {
		throw new SchemaError(error instanceof Error ? error.message : String(error));
	}
}

function createAjv(dialect: unknown, { oddPatterns, allErrors }: Mode): Ajv {
	const Dialect = dialectOf(dialect);
	const ajv = new Dialect({
		allErrors,
		verbose: true, // Problems name what would be allowed.
		strict: false,
		useDefaults: true,
		logger: false,
		// Copies of what is referred to could make code without end.
		inlineRefs: false,
		// 19.99 is a multiple of 0.01, though not as floating-point numbers divide.
		multipleOfPrecision: 5,
		code: { regExp: patternsOf(oddPatterns) },
	});
	addBoundedFormats(ajv);
	ajv.removeKeyword('uniqueItems');
	ajv.addKeyword({
		keyword: 'uniqueItems',
		type: 'array',
		schemaType: 'boolean',
		validate: uniqueItems,
	});
	ajv.addKeyword(meterKeyword);
	return ajv;
}

function dialectOf(dialect: unknown): typeof Ajv | typeof Ajv2020 {
	if (dialect === undefined) return Ajv2020;
	const name = typeof dialect === 'string' ? dialect.replace(/#$/, '') : JSON.stringify(dialect);
	if (name === 'https://json-schema.org/draft/2020-12/schema') return Ajv2020;
	if (/^https?:\/\/json-schema\.org\/draft-07\/schema$/.test(name)) return Ajv;
	throw new SchemaError(`unknown dialect "${name}": use JSON Schema 2020-12 or draft-07`);
}

type RegExpEngine = NonNullable<NonNullable<Options['code']>['regExp']>;

function patternsOf(oddPatterns: OddPatterns): RegExpEngine {
	const make = oddPatterns === 'refuse' ? linearPattern : linearPatternIfPossible;
	return Object.assign((pattern: string) => make(pattern), {
		code: 'linearPattern', // Would be written into standalone code, which is not made here.
	});
}

/** The server that wrote it will check it. */
function linearPatternIfPossible(pattern: string): Pattern {
	try {
		return linearPattern(pattern);
	} catch (error) {
		if (error instanceof PatternNotLinear || error instanceof SyntaxError) return ANY_TEXT;
		throw error;
	}
}

const ANY_TEXT: Pattern = { test: () => true, toString: () => 'any text' };

/**
 * Whether a value fits is found out by stopping at the first problem. To name all problems costs more:
 * every way through alternatives has its own. So only what does not fit is gone through again, and if
 * that takes too long, the first problem has to do.
 */
function toArgumentValidator(
	decide: ValidateFunction,
	explain: ValidateFunction,
): ArgumentValidator {
	return (value) => {
		const first = run(decide, value, MOST_STEPS);
		if (first === undefined) return [UNDECIDED];
		return first.length === 0 ? [] : (run(explain, value, MOST_STEPS_TO_EXPLAIN) ?? first);
	};
}

/** A step that makes a problem costs ten times one that makes none. */
const MOST_STEPS_TO_EXPLAIN = MOST_STEPS / 10;

/** @returns undefined if it takes too long */
function run(validate: ValidateFunction, value: JsonObject, steps: number): Problem[] | undefined {
	try {
		if (withinBudget(() => validate(value), steps)) return [];
		return (validate.errors ?? []).slice(0, MOST_PROBLEMS).map(toProblem);
	} catch (error) {
		// References that lead back to themselves end in a RangeError, when the stack is full.
		if (error instanceof WorkExceeded || error instanceof RangeError) return undefined;
		throw error;
	} finally {
		validate.errors = null; // Problems hold parts of the value, which may be large.
	}
}

const UNDECIDED: Problem = {
	path: '',
	message: 'too large or too deeply nested to validate. Send less at once, or nest it less',
	undecided: true,
};

/** A list of allowed values is shown this far. In characters. */
const LONGEST_DETAIL = 500;
const LONGEST_PATH = 200;

function toProblem(error: ErrorObject): Problem {
	const message = error.message ?? `fails "${error.keyword}"`;
	return {
		path: cut(error.instancePath, LONGEST_PATH),
		message: cut(`${message}${detail(error)}`, LONGEST_DETAIL),
	};
}

function cut(text: string, length: number): string {
	return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** What the validator's own message leaves out and a caller needs to mend the value. */
function detail({ keyword, params, parentSchema }: ErrorObject): string {
	const values: Record<string, unknown> = params;
	if (keyword === 'enum') return `: ${JSON.stringify(values.allowedValues)}`;
	if (keyword === 'const') return `: ${JSON.stringify(values.allowedValue)}`;
	if (keyword !== 'additionalProperties') return '';
	const allowed = Object.keys((parentSchema?.properties as object | undefined) ?? {}).join(', ');
	return `: "${cut(String(values.additionalProperty), LONGEST_PATH)}". Allowed: ${allowed || 'none'}`;
}
