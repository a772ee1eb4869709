import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { Change } from '../../../src/mcp/bus/live-call';
import { toResourceUri } from '../../../src/mcp/server/content/addresses';
import { ContentError } from '../../../src/mcp/server/content/content-error';
import { done, type StartOperation } from '../../../src/n8n/respond/operation';
import { type ItemParameters, parametersOf } from '../../../src/n8n/respond/parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Change',
		name: 'change',
		type: 'options',
		options: [
			{
				name: 'Prompts Changed',
				value: 'promptsChanged',
				description: 'The list of prompts changed',
			},
			{
				name: 'Resource Updated',
				value: 'resourceUpdated',
				description: 'The content of one resource changed',
			},
			{
				name: 'Resources Changed',
				value: 'resourcesChanged',
				description: 'The list of resources changed',
			},
			{
				name: 'Tools Changed',
				value: 'toolsChanged',
				description: 'The list of tools changed',
			},
		],
		default: 'resourceUpdated',
		description: 'What to announce to subscribed clients',
	},
	{
		displayName: 'URI',
		name: 'uri',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. crm://accounts/42',
		description: 'URI of the resource that was updated',
		displayOptions: { show: { change: ['resourceUpdated'] } },
	},
];

export const description = updateDisplayOptions({ show: { operation: ['announce'] } }, properties);

/** Items that say the same are announced once. */
export const start: StartOperation = (run) => {
	const announced = new Set<string>();
	return {
		handle: async (itemIndex) => {
			const change = readChange(parametersOf(run.context, itemIndex));
			const text = JSON.stringify(change);
			if (!announced.has(text)) await run.call?.announce(change);
			announced.add(text);
			return done(run);
		},
	};
};

function readChange(parameters: ItemParameters): Change {
	const change = parameters.text('change');
	switch (change) {
		case 'toolsChanged':
			return { kind: 'tools' };
		case 'promptsChanged':
			return { kind: 'prompts' };
		case 'resourcesChanged':
			return { kind: 'resources' };
		case 'resourceUpdated':
			return { kind: 'resource', uri: toResourceUri(parameters.text('uri')) };
		default:
			throw new ContentError(
				'change',
				'must be toolsChanged, promptsChanged, resourcesChanged or resourceUpdated',
			);
	}
}
