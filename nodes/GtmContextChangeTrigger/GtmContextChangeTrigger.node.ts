import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { ENTITY_TYPES, type EntityType } from '../../src/context/model/entity';
import { pollContext } from '../../src/n8n/context/poll-context';
import { properties } from './GtmContextChangeTrigger.properties';
import { readWatch } from './read-watch';

export class GtmContextChangeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Context Trigger',
		name: 'gtmContextChangeTrigger',
		icon: {
			light: 'file:../../icons/gtm-context.svg',
			dark: 'file:../../icons/gtm-context.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["watch"] }}',
		description:
			'Starts the workflow when what is known of a person or company changes: a new signal, a score that crosses a threshold, a contradiction',
		defaults: { name: 'GTM Context Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const chosen = this.getNodeParameter('types', []) as string[];
		const types = ENTITY_TYPES.filter((type: EntityType) => chosen.includes(type));
		return await pollContext(this, readWatch(this), types);
	}
}
