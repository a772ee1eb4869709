import type { INodeProperties } from 'n8n-workflow';

/** Who may call, and the end of the URL. */
export const connectionProperties: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'API Keys',
				value: 'apiKeys',
				description: 'Each caller sends a key of its own',
			},
			{
				name: 'JWT',
				value: 'jwt',
				description: 'Callers send an access token from your identity provider',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Everyone who can reach the URL can call the tools',
			},
		],
		default: 'apiKeys',
		description: 'How callers authenticate',
	},
	{
		displayName:
			'Everyone who can reach this URL can call these tools and read their results. Use this on a private network only.',
		name: 'noAuthenticationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: 'gtm',
		placeholder: 'e.g. acme-crm',
		required: true,
		description:
			'The last part of the URL that you give to AI clients. It must be unique for each server.',
	},
];
