import type { INodeProperties } from 'n8n-workflow';

import { contentProperties } from './content.properties';
import { contextProperties } from './context.properties';
import { policyProperties } from './policy.properties';
import { addressProperties, presentationProperties } from './server.properties';
import {
	DEFAULT_LARGEST_RESULT_KB,
	DEFAULT_LIST_TTL_SECONDS,
	DEFAULT_TASK_TTL_SECONDS,
	DEFAULT_TIMEOUT_SECONDS,
} from '../../src/n8n/server/server-setup';
import { DEFAULT_ACCESS_TOKEN_SECONDS, DEFAULT_SIGN_IN_DAYS } from '../../src/n8n/server/sign-in';

const forSignIn = { show: { '/authentication': ['signIn'] } };

const answerProperties: INodeProperties[] = [
	{
		displayName: 'Access Token Lifetime (Seconds)',
		name: 'accessTokenLifetime',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 86400 },
		default: DEFAULT_ACCESS_TOKEN_SECONDS,
		displayOptions: forSignIn,
		description:
			'How long a token is valid before the client renews it automatically. Revoking the key ends it at once.',
	},
	{
		displayName: 'Allowed Hosts',
		name: 'allowedHosts',
		type: 'string',
		default: '',
		placeholder: 'e.g. mcp.example.com',
		description:
			'Host names that callers can use for the port of the server, separated by commas; * allows any. Names of this machine and IP addresses always work.',
	},
	{
		displayName: 'Allowed Origins',
		name: 'allowedOrigins',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com, https://other.example.com',
		description:
			'Origins of web pages that can call the server from a browser, separated by commas; * allows all. This n8n and localhost always work.',
	},
	{
		displayName: 'Dashboard Keys',
		name: 'dashboardKeys',
		type: 'string',
		default: '',
		placeholder: 'e.g. Dana, Operations',
		displayOptions: { show: { '/authentication': ['apiKeys', 'signIn'] } },
		description:
			'Labels of the keys that open the dashboard, separated by commas. It shows people what the context graph knows and who called what, at the URL of the server with /dashboard at its end. Leave empty for no dashboard.',
	},
	{
		displayName: 'Largest Result (kB)',
		name: 'largestResult',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65536 },
		default: DEFAULT_LARGEST_RESULT_KB,
		description: 'A larger result fails with an error that tells the model to ask for less',
	},
	{
		displayName: 'List Lifetime (Seconds)',
		name: 'listTtl',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_LIST_TTL_SECONDS,
		description: 'How long clients can cache the lists of tools, resources and prompts',
	},
	{
		displayName: 'Pass Headers',
		name: 'passHeaders',
		type: 'string',
		default: '',
		placeholder: 'e.g. x-tenant, x-campaign',
		description: 'Request headers to pass to the workflow under _mcp.headers, separated by commas',
	},
	{
		displayName: 'Sign-In Lifetime (Days)',
		name: 'signInLifetime',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3650 },
		default: DEFAULT_SIGN_IN_DAYS,
		displayOptions: forSignIn,
		description: 'How long a person stays signed in with a client that is not used',
	},
	{
		displayName: 'Task Lifetime (Seconds)',
		name: 'taskTtl',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TASK_TTL_SECONDS,
		description: 'How long a client can fetch the result of a task',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 86400 },
		default: DEFAULT_TIMEOUT_SECONDS,
		description:
			'Maximum time for the workflow to answer. After that, the client gets an error; the workflow continues.',
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
			...contextProperties,
			...answerProperties,
			...policyProperties,
		],
	},
];
