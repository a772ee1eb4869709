import { type ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';

import type { CrmEntity, CrmVendor, PropertyDefinition } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { entityOf } from '../../../src/n8n/gtm/crm/parameters';
import { editorClient } from '../../../src/n8n/gtm/node/editor-client';

export interface EditorCrm {
	vendor: CrmVendor;
	entity: CrmEntity;
	client: VendorClient;
}

/** The vendor and kind of record that are chosen in the editor. */
export async function openCrm(context: ILoadOptionsFunctions): Promise<EditorCrm> {
	const chosen: unknown = context.getCurrentNodeParameter('vendor');
	const vendor = vendorOf('crm', typeof chosen === 'string' ? chosen : '');
	const entity = entityOf(context.getCurrentNodeParameter('resource'));
	return { vendor, entity, client: await editorClient(context, vendor) };
}

/** @throws NodeOperationError with the vendor's own words */
export async function readProperties(
	context: ILoadOptionsFunctions,
	{ vendor, entity, client }: EditorCrm,
): Promise<PropertyDefinition[]> {
	const { record, reason, status } = await vendor.listProperties(client, entity);
	if (record) return record;
	throw new NodeOperationError(
		context.getNode(),
		reason?.message ?? `The properties could not be read (${status})`,
	);
}
