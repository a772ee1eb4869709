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
				description: 'Callers send a key; each holder has a labelled one',
			},
			{
				name: 'JWT',
				value: 'jwt',
				description: 'Callers send an access token of an issuer that you name',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Everyone who can reach the URL can call the tools',
			},
		],
		default: 'apiKeys',
		description: 'How callers prove who they are',
	},
	{
		displayName:
			'Everyone who can reach this URL can call these tools and read what they return. Use this on a closed network only.',
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
			'The end of the URL that you give to AI clients. Each server needs one of its own.',
	},
];
