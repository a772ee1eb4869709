import { z } from '../../../third-party/zod';
import { ENTITIES, crmOperation } from './crm-operation';

/** Properties change by hand, seldom while a flow runs. */
const MAX_AGE_MS = 300_000;

const property = z.strictObject({
	name: z.string(),
	label: z.string(),
	canonical: z.string().optional(),
	type: z.enum([
		'text',
		'number',
		'boolean',
		'date',
		'dateTime',
		'options',
		'multiOptions',
		'reference',
	]),
	options: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
	readOnly: z.boolean(),
	required: z.boolean(),
	isCustom: z.boolean(),
	description: z.string().optional(),
});

export const listProperties = crmOperation({
	name: 'property.list',
	label: 'Get Many',
	title: 'Get many properties',
	description: 'The fields of a record type, including custom fields',
	input: z.strictObject({
		entity: z.enum(ENTITIES).meta({ description: 'Type of the record' }),
		fresh: z.boolean().default(false).meta({
			description: 'Whether to load the list again instead of using a copy up to five minutes old',
		}),
	}),
	output: z.array(property),
	effect: 'reads',
	run: async ({ vendor, client, principal, properties }, { entity, fresh }) =>
		await properties.list({ vendor, client, principal, entity, maxAgeMs: fresh ? 0 : MAX_AGE_MS }),
});
