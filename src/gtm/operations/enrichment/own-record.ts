import { toDraft } from '../../crm/draft';
import { checkAccount, checkContact } from '../../enrichment/quality';
import { standardize } from '../../enrichment/standardize';
import type { Outcome } from '../../model/outcome';
import { custom } from '../../model/value';
import { z } from '../../../third-party/zod';
import type { Operation } from '../operation';
import type { OperationPorts } from '../ports';

/** What needs no vendor: nothing leaves the process. */
function ownOperation<Input, Given>(
	described: Omit<
		Operation<OperationPorts, Input, Given>,
		'effect' | 'family' | 'price' | 'scopes'
	>,
): Operation<OperationPorts, Input, Given> {
	return {
		...described,
		family: 'enrichment',
		effect: 'reads',
		price: 'free',
		scopes: ['enrichment.read'],
	};
}

function own(record: unknown, notes: readonly string[] = []): Outcome {
	return {
		status: 'found',
		provider: 'gtm',
		record,
		...(notes.length > 0 && { notes: [...notes] }),
	};
}

const record = custom.meta({
	description: 'A record from another operation',
});

const fields = (what: string) =>
	z.array(z.string().min(1)).max(200).default([]).meta({ description: what });

export const checkRecord = ownOperation({
	name: 'record.check',
	label: 'Check Quality',
	title: 'Check the quality of a record',
	description: 'Checks completeness, freshness, conflicts and impossible values. Uses no vendor.',
	input: z
		.strictObject({
			entity: z.enum(['contact', 'company']).meta({ description: 'Type of the record' }),
			record,
			wanted: fields('Fields that the record should have'),
			required: fields('Fields without which you cannot use the record'),
			halfLifeDays: z.number().positive().max(100_000).default(180).meta({
				description:
					'Number of days after which the freshness score of an unchanged record drops by half',
			}),
		})
		.superRefine(({ entity, record: values }, context) => {
			try {
				toDraft(entity, values);
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				const message = `cannot be used. ${error.message}`;
				context.addIssue({ code: 'custom', path: ['record'], message });
			}
		}),
	output: z.strictObject({
		completeness: z.number(),
		freshness: z.number().optional(),
		findings: z.array(
			z.strictObject({
				kind: z.enum(['missing', 'stale', 'conflict', 'implausible']),
				field: z.string(),
				message: z.string(),
			}),
		),
		verdict: z.enum(['good', 'usable', 'poor']),
	}),
	run: async ({ clock }, input) => {
		const { entity, wanted, required, halfLifeDays } = input;
		const rules = { wanted, required, halfLifeDays, now: clock.now() };
		const { record: values } = input;
		const report =
			entity === 'company'
				? checkAccount(toDraft('company', values).values, rules)
				: checkContact(toDraft('contact', values).values, rules);
		return await Promise.resolve(own(report));
	},
});

export const standardizeRecord = ownOperation({
	name: 'record.standardize',
	label: 'Standardize',
	title: 'Standardize a record',
	description: 'Standardizes titles, countries, domains and phone numbers. Uses no vendor.',
	input: z.strictObject({ record }),
	output: z.unknown(),
	run: async (_ports, input) => {
		const { notes, record: standard } = standardize(input.record);
		return await Promise.resolve(own(standard, notes));
	},
});
