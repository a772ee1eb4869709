import type { RecordReference } from '../../../../src/gtm/crm/crm-vendor';
import { entityOf, readReference } from '../../../../src/n8n/gtm/crm/parameters';
import { readFields } from '../../../../src/n8n/gtm/node/output.properties';
import { type CrmContext, type Prepared, oneByOne } from '../operation';

/** How a record came to be as it is: an item for each change, newest first. */
export function execute({ context, vendor, client }: CrmContext): Prepared<unknown> {
	const entity = entityOf(context.getNodeParameter('resource', 0));
	return oneByOne<{ reference: RecordReference; fields: string[] }>(
		(itemIndex) => ({
			reference: readReference(context, itemIndex),
			fields: readFields(context, itemIndex),
		}),
		async ({ reference, fields }) =>
			await vendor[entity].history(client, reference, fields.length > 0 ? { fields } : {}),
	);
}
