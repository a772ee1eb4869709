import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { openCrm, readLists, readProperties } from './editor';

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
	return (await readLists(this))
		.map(({ id, name }) => ({ name, value: id }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}
