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
			'IP addresses and networks that can call the server, separated by commas. Leave empty for all. Behind a proxy, also set Trusted Proxies.',
	},
	{
		displayName: 'Audit',
		name: 'auditTo',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A JSON Lines file on the n8n machine' },
			{
				name: 'Off',
				value: 'off',
				description: 'Keep the executions only',
			},
			{
				name: 'Output',
				value: 'output',
				description: 'Send one item per call to the branch of kind Audit',
			},
		],
		default: 'file',
		description: 'Where to record each call: who, what, outcome and duration',
	},
	{
		displayName: 'Audit Arguments',
		name: 'auditArguments',
		type: 'options',
		options: [
			{ name: 'Hash', value: 'hash', description: 'You can compare arguments, but not read them' },
			{ name: 'None', value: 'none' },
			{
				name: 'Redacted',
				value: 'redacted',
				description: 'Readable; values that look like secrets are removed, personal data is kept',
			},
		],
		default: 'hash',
		displayOptions: { show: { auditTo: ['file', 'output'] } },
		description: 'How much of the arguments to record',
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
		description: 'At this size, the file is archived and a new one is started',
	},
	{
		displayName: 'Audit Files to Keep',
		name: 'auditKeepFiles',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: DEFAULT_AUDIT_KEEP_FILES,
		displayOptions: { show: { auditTo: ['file'] } },
		description: 'Number of archived files to keep. Older files are deleted.',
	},
	{
		displayName: 'Concurrent Calls',
		name: 'concurrentCalls',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 20,
		description: 'Maximum number of calls that can run at the same time. Set to 0 for no limit.',
	},
	{
		displayName: 'Rate Limit Burst',
		name: 'rateLimitBurst',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description:
			'Maximum number of calls that a caller can make at once after a pause. Set to 0 to use the limit per minute. Needs Rate Limit per Minute.',
	},
	{
		displayName: 'Rate Limit per Minute',
		name: 'rateLimitPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description:
			'Maximum number of calls per minute for each caller. Set to 0 for no limit. A key can have its own limit.',
	},
	{
		displayName: 'Rate Limit per Tool',
		name: 'toolRateLimitPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 120,
		description:
			'Maximum number of calls per minute to each tool, resource and prompt, from all callers. Set to 0 for no limit.',
	},
	{
		displayName: 'Repeated Calls',
		name: 'repeatLimit',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1000 },
		default: 5,
		description:
			'How often a caller can repeat an identical call within a minute before it gets an error. Set to 0 for no limit.',
	},
	{
		displayName: 'Trusted Proxies',
		name: 'trustProxy',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description:
			'Number of your proxies in front of the server. The server reads the address of the caller from their X-Forwarded-For entries. Set to 0 to ignore the header.',
	},
];
