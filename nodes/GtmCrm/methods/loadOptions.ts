import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

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
