import type { CrmEntity } from '../../crm/crm-vendor';
import { z } from '../../../third-party/zod';
import { outputFields } from '../fields';
import { referenceMembers, WORDS, crmOperation, namesOne, referenceOf } from './crm-operation';
import { misnamed } from './field-names';

const historyEntry = z.strictObject({
	at: z.string(),
	field: z.string(),
	from: z.unknown().optional(),
	to: z.unknown(),
	by: z.string().optional(),
});

/** How a record came to be as it is: its changes, newest first. */
export function recordHistory(entity: CrmEntity) {
	const { one } = WORDS[entity];
	return crmOperation({
		name: `${entity}.history`,
		label: 'Get History',
		title: `Get the history of a ${one}`,
		description: 'Field changes with time and old value, newest first',
		input: z
			.strictObject({ ...referenceMembers(entity), fields: outputFields })
			.refine(...namesOne(entity)),
		output: z.array(historyEntry),
		effect: 'reads',
		run: async (ports, input) => {
			const { vendor, client } = ports;
			const { fields } = input;
			const wrong = await misnamed(ports, entity, { label: 'Fields', names: fields ?? [] });
			if (wrong) return wrong;
			const options = fields === undefined ? {} : { fields };
			return await vendor[entity].history(client, referenceOf(input), options);
		},
	});
}
