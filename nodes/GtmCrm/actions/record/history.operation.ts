import type { RecordReference, CrmVendor } from '../../../../src/gtm/crm/crm-vendor';
import { entityOf, readReference } from '../../../../src/n8n/gtm/crm/parameters';
import { readFields } from '../../../../src/n8n/gtm/node/output.properties';
import { type Prepared, type VendorContext, oneByOne } from '../../../../src/n8n/gtm/node/prepared';

/** How a record came to be as it is: an item for each change, newest first. */
export function execute({ context, vendor, client }: VendorContext<CrmVendor>): Prepared<unknown> {
	const entity = entityOf(context.getNodeParameter('resource', 0));
	const prepared = oneByOne<{ reference: RecordReference; fields: string[] }>(
		(itemIndex) => ({
			reference: readReference(context, itemIndex),
			fields: readFields(context, itemIndex),
		}),
		async ({ reference, fields }) =>
			await vendor[entity].history(client, reference, fields.length > 0 ? { fields } : {}),
	);
	// The fields are the record's, not those of a change, which leaves as a whole.
	return { ...prepared, projection: { mode: 'simplified' } };
}
