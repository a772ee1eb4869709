import type { INodeProperties } from 'n8n-workflow';

import {
	DEFAULT_AUDIT_FILE,
	DEFAULT_AUDIT_KEEP_FILES,
	DEFAULT_AUDIT_MEGABYTES,
} from '../../src/n8n/server/policy-parameters';

/** The options about who may call how often, and what is kept of it. For the collection `options`. */
export const policyProperties: INodeProperties[] = [
	{
		displayName: 'Allowed IP Addresses',
		name: 'allowedIps',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.7, 10.0.0.0/8, 2001:db8::/32',
		description:
			'Addresses and networks that may call, separated by commas. All if empty. Behind a proxy, set Trusted Proxies as well.',
	},
	{
		displayName: 'Audit',
		name: 'auditTo',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A file of JSON lines on the machine of n8n' },
			{
				name: 'Off',
				value: 'off',
				description: 'Nothing but the executions',
			},
			{
				name: 'Output',
				value: 'output',
				description: 'A branch of the kind Audit gets an item for each record',
			},
		],
		default: 'file',
		description: 'Where to keep one record of each call: who, what, how it ended, how long it took',
	},
	{
		displayName: 'Audit Arguments',
		name: 'auditArguments',
		type: 'options',
		options: [
			{ name: 'Hash', value: 'hash', description: 'Equal arguments can be told, but not read' },
			{ name: 'None', value: 'none' },
			{
				name: 'Redacted',
				value: 'redacted',
				description: 'Readable; values that look like secrets are removed, personal data is kept',
			},
		],
		default: 'hash',
		displayOptions: { show: { auditTo: ['file', 'output'] } },
		description: 'What records keep of the arguments of a call',
	},
	{
		displayName: 'Audit File',
		name: 'auditFile',
		type: 'string',
		default: DEFAULT_AUDIT_FILE,
		placeholder: 'e.g. gtm.jsonl',
		displayOptions: { show: { auditTo: ['file'] } },
		description: 'Name of the file, ending in .jsonl, in the audit folder of n8n',
	},
	{
		displayName: 'Audit File Size (MB)',
		name: 'auditMaxMegabytes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_AUDIT_MEGABYTES,
		displayOptions: { show: { auditTo: ['file'] } },
		description: 'A file that would grow larger is put aside, and a new one begun',
	},
	{
		displayName: 'Audit Files to Keep',
		name: 'auditKeepFiles',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: DEFAULT_AUDIT_KEEP_FILES,
		displayOptions: { show: { auditTo: ['file'] } },
		description: 'How many files that were put aside are kept; older ones are deleted',
	},
	{
		displayName: 'Calls Under Way',
		name: 'concurrentCalls',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 20,
		description: 'How many calls of all callers may run at the same time; 0 for no limit',
	},
	{
		displayName: 'Rate Limit Burst',
		name: 'rateLimitBurst',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description:
			'How many calls a caller may make at once after a pause; 0 for as many as in a minute. Needs Rate Limit per Minute.',
	},
	{
		displayName: 'Rate Limit per Minute',
		name: 'rateLimitPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description:
			'How many calls each caller may make a minute in the long run; 0 for no limit. Keys can have a limit of their own.',
	},
	{
		displayName: 'Rate Limit per Tool',
		name: 'toolRateLimitPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 120,
		description:
			'How many calls a minute each tool, resource and prompt takes from all callers together; 0 for no limit',
	},
	{
		displayName: 'Repeated Calls',
		name: 'repeatLimit',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1000 },
		default: 5,
		description:
			'How often a caller may make the very same call within a minute before it is told that this leads nowhere; 0 for no limit',
	},
	{
		displayName: 'Trusted Proxies',
		name: 'trustProxy',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description:
			'How many proxies of yours stand in front. Only their entries in X-Forwarded-For are believed; 0 to believe none.',
	},
];
