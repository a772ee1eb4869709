import { isRecord } from '../model/json';
import { z } from '../../third-party/zod';
import type { CatalogueEntry } from './catalogue';

/**
 * The JSON Schema of what callers give to an operation, as MCP clients want it: an object, without
 * references, and without bounds that say nothing.
 */
export function inputSchemaOf({ input }: Pick<CatalogueEntry, 'input'>): Record<string, unknown> {
	const { $schema: _, ...schema } = z.toJSONSchema(input, {
		io: 'input',
		reused: 'inline',
		unrepresentable: 'any',
	});
	return plain(schema) as Record<string, unknown>;
}

/** What zod writes for every whole number. */
const NO_BOUND: readonly unknown[] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];

/** Patterns of dates are as long as a page, and `format` says the same. */
function plain(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(plain);
	if (!isRecord(schema)) return schema;
	const members = Object.entries(schema).filter(([name, value]) => {
		if (name === 'pattern') return typeof schema.format !== 'string';
		return !((name === 'maximum' || name === 'minimum') && NO_BOUND.includes(value));
	});
	return Object.fromEntries(members.map(([name, value]) => [name, plain(value)]));
}
