import { type ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';

import type { CrmEntity, CrmVendor, PropertyDefinition } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { ENTITIES } from '../../../src/gtm/operations/crm/crm-operation';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { editorClient } from '../../../src/n8n/gtm/node/editor-client';

export interface EditorCrm {
	vendor: CrmVendor;
	entity: CrmEntity;
	client: VendorClient;
	principal: string;
}

/** The vendor and kind of record that are chosen in the editor. */
export async function openCrm(context: ILoadOptionsFunctions): Promise<EditorCrm> {
	const chosen: unknown = context.getCurrentNodeParameter('vendor');
	const vendor = vendorOf('crm', typeof chosen === 'string' ? chosen : '');
	const resource = context.getCurrentNodeParameter('resource');
	const entity = ENTITIES.find((one) => one === resource);
	if (entity === undefined)
		throw new RangeError('"Resource" has no records. Choose Contact, Company or Deal.');
	return { vendor, entity, ...(await editorClient(context, vendor)) };
}

/** A form and its lists ask together; a property that was just made shows when the form is refreshed. */
const MAX_AGE_MS = 10_000;

/** @throws NodeOperationError with the vendor's own words */
export async function readProperties(
	context: ILoadOptionsFunctions,
	crm: EditorCrm,
): Promise<PropertyDefinition[]> {
	const question = { ...crm, maxAgeMs: MAX_AGE_MS };
	const { record, reason, status } = await gtmProcess().properties.list(question);
	if (record) return record;
	throw new NodeOperationError(
		context.getNode(),
		reason?.message ?? `The properties could not be loaded (${status})`,
	);
}
