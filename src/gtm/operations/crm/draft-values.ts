import type { CrmEntity } from '../../crm/crm-vendor';
import { toDraft } from '../../crm/draft';
import { z } from '../../../third-party/zod';
import { RECORDS } from './crm-operation';

/** What nobody writes: the vendor makes these. */
const READ_ONLY: readonly string[] = ['id', 'createdAt', 'updatedAt'];

/**
 * The values of a record that is to be written. Names are checked here; a value that does not fit its
 * field is the mapping's to say, for only it knows the vendor's. The schema that clients see has every
 * field with its type.
 */
export function draftValues(entity: CrmEntity) {
	const { properties = {} } = z.toJSONSchema(RECORDS[entity], { io: 'input' });
	const writable = Object.entries(properties).filter(([name]) => !READ_ONLY.includes(name));
	return z
		.record(z.string(), z.unknown())
		.superRefine((values, context) => {
			try {
				toDraft(entity, values);
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				context.addIssue({ code: 'custom', message: `cannot be used. ${error.message}` });
			}
		})
		.meta({
			description: 'Standard fields; fields of your CRM under "custom"',
			properties: Object.fromEntries(writable),
		});
}
