import type { INodeProperties } from 'n8n-workflow';

import * as call from './call.operation';
import * as list from './list.operation';

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['tool'] } },
		options: [
			{
				name: 'Call',
				value: 'call',
				action: 'Call a tool',
				description: 'Run a tool of the server and output what it returns',
			},
			{
				name: 'Get Many',
				value: 'list',
				action: 'Get many tools',
				description: 'List the tools that the server offers, with their input schemas',
			},
		],
		default: 'call',
	},
	...call.description,
	...list.description,
];
