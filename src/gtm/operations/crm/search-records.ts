import { type CrmEntity, SEARCH_OPERATORS, type SearchCondition } from '../../crm/crm-vendor';
import { z } from '../../../third-party/zod';
import { id, limit, outputFields, text } from '../fields';
import { RECORDS, WORDS, crmOperation } from './crm-operation';
import { misnamed } from './field-names';

const WITHOUT_VALUE: readonly string[] = ['known', 'unknown'];

const scalar = z.union([z.string().min(1), z.number(), z.boolean()]);

const condition = z
	.strictObject({
		field: id('A standard field such as email, or the name of a field in your CRM'),
		operator: z.enum(SEARCH_OPERATORS).meta({
			description:
				'eq, neq, contains, gt, gte, lt, lte; in: one of values. known, unknown: has a value or not.',
		}),
		value: scalar
			.optional()
			.meta({ description: 'Value to compare with. Write times in ISO 8601.' }),
		values: z
			.array(z.union([z.string().min(1), z.number()]))
			.min(1)
			.max(1_000)
			.optional()
			.meta({ description: 'The values for the operator in' }),
	})
	.superRefine(({ field, operator, value, values }, context) => {
		const complain = (message: string) =>
			context.addIssue({ code: 'custom', message: `on "${field}" ${message}` });
		if (WITHOUT_VALUE.includes(operator)) {
			if (value !== undefined || values)
				complain(`must not have a value with the operator ${operator}.`);
		} else if (operator === 'in') {
			if (!values) complain('has no values. Add at least one.');
		} else if (value === undefined) {
			complain('has no value. To find what is empty, use the operator unknown (Is Empty).');
		}
	});

function toCondition({ field, operator, value, values }: z.output<typeof condition>) {
	const compared = operator === 'in' ? values : value;
	return {
		field,
		operator,
		...(compared !== undefined && { value: compared }),
	} satisfies SearchCondition;
}

/** Records that match all conditions. */
export function searchRecords(entity: CrmEntity) {
	const { many } = WORDS[entity];
	return crmOperation({
		name: `${entity}.search`,
		label: 'Search',
		title: `Search ${many}`,
		description: 'Records that match all conditions',
		input: z.strictObject({
			conditions: z
				.array(condition)
				.max(50)
				.default([])
				.meta({ description: 'Only return records that match all conditions' }),
			text: text('Text to search for in all fields that the vendor searches').optional(),
			limit,
			fields: outputFields,
		}),
		output: z.array(RECORDS[entity] as z.ZodType),
		effect: 'reads',
		run: async (ports, { conditions, text: words, limit: most, fields }) => {
			const { vendor, client } = ports;
			const wrong = await misnamed(
				ports,
				entity,
				{ label: 'Conditions', names: conditions.map(({ field }) => field) },
				{ label: 'Fields', names: fields ?? [] },
			);
			if (wrong) return wrong;
			const { outcome, records, total } = await vendor[entity].search(client, {
				conditions: conditions.map(toCondition),
				limit: most,
				...(words !== undefined && { text: words }),
				...(fields !== undefined && { fields }),
			});
			const notes = total === undefined ? {} : { notes: [`${total} in all`] };
			return { ...outcome, record: records, ...notes };
		},
	});
}
