import type { CrmEntity } from '../../crm/crm-vendor';
import { z } from '../../../third-party/zod';
import { keepRaw, outputFields } from '../fields';
import {
	RECORDS,
	referenceMembers,
	WORDS,
	crmOperation,
	namesOne,
	referenceOf,
} from './crm-operation';
import { misnamed } from './field-names';

/** One record, by id or by what makes it unique. */
export function getRecord(entity: CrmEntity) {
	const { one } = WORDS[entity];
	return crmOperation({
		name: `${entity}.get`,
		label: 'Get',
		title: `Get a ${one}`,
		description: 'By ID, email or domain',
		input: z
			.strictObject({ ...referenceMembers(entity), fields: outputFields, raw: keepRaw })
			.refine(...namesOne(entity)),
		output: RECORDS[entity],
		effect: 'reads',
		run: async (ports, input) => {
			const { vendor, client } = ports;
			const { fields, raw } = input;
			const wrong = await misnamed(ports, entity, { label: 'Fields', names: fields ?? [] });
			if (wrong) return wrong;
			return await vendor[entity].get(client, referenceOf(input), {
				...(fields !== undefined && { fields }),
				...(raw === true && { keepRaw: true }),
			});
		},
	});
}
