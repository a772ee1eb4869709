import type { INodeProperties } from 'n8n-workflow';

import type { RecordReference, CrmVendor } from '../../../../src/gtm/crm/crm-vendor';
import { entityOf, readReference } from '../../../../src/n8n/gtm/crm/parameters';
import { readFields } from '../../../../src/n8n/gtm/node/output.properties';
import { type Prepared, type VendorContext, oneByOne } from '../../../../src/n8n/gtm/node/prepared';
import { recordLocators } from '../record.properties';

export const description: INodeProperties[] = recordLocators(['get', 'history']);

/** One record, by id, email or domain. */
export function execute({ context, vendor, client }: VendorContext<CrmVendor>): Prepared<unknown> {
	const entity = entityOf(context.getNodeParameter('resource', 0));
	const keepsRaw = (itemIndex: number) =>
		context.getNodeParameter('options.output', itemIndex, 'simplified') === 'raw';
	return oneByOne<{ reference: RecordReference; itemIndex: number }>(
		(itemIndex) => ({ reference: readReference(context, itemIndex), itemIndex }),
		async ({ reference, itemIndex }) => {
			const fields = readFields(context, itemIndex);
			return await vendor[entity].get(client, reference, {
				...(fields.length > 0 && { fields }),
				...(keepsRaw(itemIndex) && { keepRaw: true }),
			});
		},
	);
}
