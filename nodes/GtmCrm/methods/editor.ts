import { type ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';

import type { CrmList } from '../../../src/gtm/crm/crm-lists';
import type { CrmEntity, CrmVendor, PropertyDefinition } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import type { Outcome } from '../../../src/gtm/model/outcome';
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

function chosenCrm(context: ILoadOptionsFunctions): CrmVendor {
	const chosen: unknown = context.getCurrentNodeParameter('vendor');
	return vendorOf('crm', typeof chosen === 'string' ? chosen : '');
}

/** The vendor and kind of record that are chosen in the editor. */
export async function openCrm(context: ILoadOptionsFunctions): Promise<EditorCrm> {
	const vendor = chosenCrm(context);
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
	throw notLoaded(context, 'properties', { status, reason });
}

/**
 * The lists of the chosen vendor that hold the kind of record whose changes are watched.
 *
 * @throws NodeOperationError with the vendor's own words
 */
export async function readLists(context: ILoadOptionsFunctions): Promise<CrmList[]> {
	const vendor = chosenCrm(context);
	const what = context.getCurrentNodeParameter('what');
	const entity = ENTITIES.find((one) => one === what);
	if (entity === undefined || !vendor.lists) return [];
	const { client } = await editorClient(context, vendor);
	const { status, record, reason } = await vendor.lists.all(client, entity);
	if (['found', 'not_found', 'partial'].includes(status)) return record ?? [];
	throw notLoaded(context, 'lists', { status, reason });
}

function notLoaded(
	context: ILoadOptionsFunctions,
	what: string,
	{ status, reason }: Pick<Outcome, 'reason' | 'status'>,
): NodeOperationError {
	const message = reason?.message ?? `The ${what} could not be loaded (${status})`;
	return new NodeOperationError(context.getNode(), message);
}
