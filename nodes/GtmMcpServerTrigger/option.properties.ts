import type { INodeProperties } from 'n8n-workflow';

import { contentProperties } from './content.properties';
import { policyProperties } from './policy.properties';
import { addressProperties, presentationProperties } from './server.properties';
import {
	DEFAULT_LARGEST_RESULT_KB,
	DEFAULT_LIST_TTL_SECONDS,
	DEFAULT_TASK_TTL_SECONDS,
	DEFAULT_TIMEOUT_SECONDS,
} from '../../src/n8n/server/server-setup';

const answerProperties: INodeProperties[] = [
	{
		displayName: 'Allowed Hosts',
		name: 'allowedHosts',
		type: 'string',
		default: '',
		placeholder: 'e.g. mcp.example.com',
		description:
			'Names by which the own port may be called, separated by commas; * for any. Names of this machine and addresses always may.',
	},
	{
		displayName: 'Allowed Origins',
		name: 'allowedOrigins',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com, https://other.example.com',
		description:
			'Web pages that may call the server from a browser, separated by commas; * for all. Pages of this n8n and of localhost always may.',
	},
	{
		displayName: 'Largest Result (kB)',
		name: 'largestResult',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65536 },
		default: DEFAULT_LARGEST_RESULT_KB,
		description: 'A larger result is refused, with a word on how to ask for less',
	},
	{
		displayName: 'List Lifetime (Seconds)',
		name: 'listTtl',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_LIST_TTL_SECONDS,
		description: 'How long clients may keep the lists of tools, resources and prompts',
	},
	{
		displayName: 'Pass Headers',
		name: 'passHeaders',
		type: 'string',
		default: '',
		placeholder: 'e.g. x-tenant, x-campaign',
		description: 'Request headers that the flow finds under _mcp.headers, separated by commas',
	},
	{
		displayName: 'Task Lifetime (Seconds)',
		name: 'taskTtl',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TASK_TTL_SECONDS,
		description: 'How long a client can ask for the result of a task',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 86400 },
		default: DEFAULT_TIMEOUT_SECONDS,
		description:
			'How long a flow may take to answer. The client is then told so; the flow goes on.',
	},
];

/** In the order in which a person thinks: how it looks, where it is, what it holds, who may do how much. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			...presentationProperties,
			...addressProperties,
			...contentProperties,
			...answerProperties,
			...policyProperties,
		],
	},
];
