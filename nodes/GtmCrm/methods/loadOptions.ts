import {
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import type { CrmEntity } from '../../../src/gtm/crm/crm-vendor';
import { ENTITIES } from '../../../src/gtm/operations/crm/crm-operation';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { editorClient } from '../../../src/n8n/gtm/node/editor-client';
import { openCrm, readProperties } from './editor';

/** Fields to search by: canonical names where there is one, else the vendor's own. */
export async function getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const properties = await readProperties(this, await openCrm(this));
	return properties
		.map(({ name, label, canonical }) => ({
			name: label,
			value: canonical ?? name,
			description: canonical === undefined ? name : `${canonical} (${name})`,
		}))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Lists that hold the kind of record whose changes are watched. */
export async function getLists(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen: unknown = this.getCurrentNodeParameter('vendor');
	const vendor = vendorOf('crm', typeof chosen === 'string' ? chosen : '');
	const what: unknown = this.getCurrentNodeParameter('what');
	const entity = ENTITIES.find((one): one is CrmEntity => one === what);
	if (entity === undefined || !vendor.lists) return [];
	const { client } = await editorClient(this, vendor);
	const { status, record, reason } = await vendor.lists.all(client, entity);
	if (status !== 'found' && status !== 'not_found' && status !== 'partial') {
		const message = reason?.message ?? `The lists could not be loaded (${status})`;
		throw new NodeOperationError(this.getNode(), message);
	}
	return (record ?? [])
		.map(({ id, name }) => ({ name, value: id }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}
