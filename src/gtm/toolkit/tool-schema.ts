import { isRecord } from '../model/json';
import { inputSchemaOf } from '../operations/input-schema';
import type { OfferedTool, ToolkitOperation } from './offered-tool';
import { MOST_RESULTS, RESULTS } from './page';

type Schema = Record<string, unknown>;

/**
 * Members that are the owner's to decide, or only of use where items come from other nodes. They keep
 * their defaults.
 */
const NOT_FOR_MODELS = new Set([
	'checkSuppression',
	'clear',
	'evenIf',
	'evenIfElsewhere',
	'fresh',
	'lifetimeDays',
	'missLifetimeDays',
	'onlyIfEmpty',
	'otherColumns',
	'perDay',
	'perRun',
	'raw',
	'timeZone',
	'valueMapping',
	'waitSeconds',
]);

/** Of a schema: the operation itself checks these, and says what is wrong; models do not need them. */
const BOUNDS = new Set([
	'additionalProperties',
	'exclusiveMinimum',
	'maxItems',
	'maxLength',
	'maximum',
	'minItems',
	'minLength',
	'minimum',
	'propertyNames',
]);

/** The JSON Schema of a tool's arguments: small, since every conversation pays for it. */
export function toolSchemaOf({ tool, operations }: OfferedTool): Schema {
	const schemas = [...operations.values()].map((operation) => inputSchemaOf(operation));
	const kinds = [...operations.keys()].filter((kind) => kind !== '');
	const members = new Map<string, unknown>();
	for (const { properties } of schemas) {
		for (const [name, member] of Object.entries((properties ?? {}) as Schema)) {
			if (!NOT_FOR_MODELS.has(name) && !members.has(name)) members.set(name, member);
		}
	}
	const isList = members.delete('limit');
	const described = [...members].map(([name, member]) => [
		name,
		wordsFor(plain(member), tool.words?.[name]),
	]);
	const required = namesNeededByAll(schemas).filter((name) => members.has(name));
	return {
		type: 'object',
		properties: {
			...(kinds.length > 0 && { kind: { type: 'string', enum: kinds } }),
			...(Object.fromEntries(described) as Schema),
			...(isList && PAGE),
		},
		required: [...(kinds.length > 0 ? ['kind'] : []), ...required],
		additionalProperties: false,
	};
}

const PAGE = {
	limit: { type: 'integer', default: RESULTS, maximum: MOST_RESULTS },
	offset: { type: 'integer', description: 'next_offset of the page before' },
} as const;

const known = new WeakMap<ToolkitOperation, ReadonlySet<string>>();

/** The names of what an operation takes. */
export function membersOf(operation: ToolkitOperation): ReadonlySet<string> {
	const names =
		known.get(operation) ?? new Set(Object.keys(inputSchemaOf(operation).properties ?? {}));
	known.set(operation, names);
	return names;
}

function namesNeededByAll(schemas: readonly Schema[]): string[] {
	const [first = [], ...rest] = schemas.map(({ required }) => (required ?? []) as string[]);
	return first.filter((name) => rest.every((names) => names.includes(name)));
}

function wordsFor(member: unknown, words: string | undefined): unknown {
	if (words === undefined || !isRecord(member)) return member;
	// A list of all fields by their types is as long as ten tools: they are named in the words.
	const { properties: _, ...rest } = member;
	return { ...(member.type === 'object' ? rest : member), description: words };
}

function plain(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(plain);
	if (!isRecord(schema)) return schema;
	const members = Object.entries(schema).filter(
		([name, value]) => !BOUNDS.has(name) && !(name === 'default' && typeof value === 'object'),
	);
	return Object.fromEntries(members.map(([name, value]) => [name, plain(value)]));
}

/** What every tool gives: one word for how it ended, and what there is. */
export const ANSWER_SCHEMA = {
	type: 'object',
	properties: {
		status: { type: 'string' },
		record: { description: 'A record, or a list' },
		next_offset: { type: 'integer' },
		reason: { type: 'object' },
		notes: { type: 'array', items: { type: 'string' } },
	},
} as const;
