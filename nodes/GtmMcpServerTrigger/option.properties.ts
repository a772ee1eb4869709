import type { INodeProperties } from 'n8n-workflow';

import { policyProperties } from './policy.properties';
import {
	DEFAULT_LARGEST_RESULT_KB,
	DEFAULT_LIST_TTL_SECONDS,
	DEFAULT_TASK_TTL_SECONDS,
	DEFAULT_TIMEOUT_SECONDS,
} from '../../src/n8n/server/server-setup';

const serverProperties: INodeProperties[] = [
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
		displayName: 'Public URL',
		name: 'publicUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://mcp.example.com/gtm',
		description:
			'How clients reach the own port, if not by its host and port: behind a proxy, or when it listens on 0.0.0.0',
	},
	{
		displayName: 'Server Version',
		name: 'serverVersion',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2.0.0',
		description: 'What clients show as the version. That of this package if empty.',
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

export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...serverProperties, ...policyProperties].sort((one, other) =>
			one.displayName.localeCompare(other.displayName),
		),
	},
];
