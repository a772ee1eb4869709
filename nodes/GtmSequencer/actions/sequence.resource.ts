import type { INodeProperties } from 'n8n-workflow';

import { sequencerOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { listProperties, sequenceLocator, templateLocator } from './locators';

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, sequencerOperations, 'sequence'),
	...operationProperties(vendors.sequencer, sequencerOperations, 'template'),
	sequenceLocator({ resource: ['sequence'], operation: ['get'] }),
	templateLocator({ resource: ['template'], operation: ['get'] }),
	...listProperties({ resource: ['sequence', 'template'], operation: ['list'] }),
];

export function readSequence(parameters: ItemParameters) {
	return { sequenceId: parameters.locatedId('sequence') };
}

export function readTemplate(parameters: ItemParameters) {
	return { templateId: parameters.locatedId('template') };
}
