import type { INodeProperties } from 'n8n-workflow';

import { keepsRaw, readFields } from '../../../../src/n8n/gtm/node/output.properties';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { readReference, recordLocators } from '../record.properties';

export const description: INodeProperties[] = recordLocators(['get', 'history']);

export function readGet(parameters: ItemParameters) {
	return {
		...readReference(parameters),
		fields: readFields(parameters),
		raw: keepsRaw(parameters),
	};
}

export function readHistory(parameters: ItemParameters) {
	return { ...readReference(parameters), fields: readFields(parameters) };
}
