import { z } from 'zod';

import { SetupError } from '../n8n/setup-error.ts';

/** A field's name, or a text with fields in braces: `{first_name} {surname}`. */
const text = z.string().min(1);

const entityType = z.enum(['contact', 'account']);

const recordMapping = z.strictObject({
	id: text,
	type: z.union([entityType, z.strictObject({ field: text, account: z.array(text) })]),
	/** The first that gives something. */
	name: z.array(text).default([]),
	company: text.optional(),
	country: text.optional(),
	/** From a kind, which may have fields in braces, to the field with its values. */
	identifiers: z.record(text, text).default({}),
	/** What else speaks for a likeness of names. */
	traits: z.record(text, text).default({}),
});

const mappingSchema = z.union([
	z.strictObject({ records: recordMapping, truth: z.strictObject({ id: text, cluster: text }) }),
	z.strictObject({
		pairs: z.strictObject({
			one: text,
			other: text,
			isOne: z.strictObject({ field: text, value: text }),
			group: text,
			/** Pairs of other groups are left out. */
			types: z.record(text, entityType),
		}),
	}),
]);

export type Mapping = z.infer<typeof mappingSchema>;
export type RecordMapping = Extract<Mapping, { records: unknown }>;
export type PairMapping = Extract<Mapping, { pairs: unknown }>;

/** @throws SetupError naming the place that is wrong */
export function readMapping(json: string, file: string): Mapping {
	const parsed = mappingSchema.safeParse(JSON.parse(json));
	if (parsed.success) return parsed.data;
	throw new SetupError(`${file} is no mapping: ${z.prettifyError(parsed.error)}`);
}
