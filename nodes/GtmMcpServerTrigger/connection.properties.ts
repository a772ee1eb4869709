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
			{
				name: 'Sign-In',
				value: 'signIn',
				description:
					'For claude.ai, ChatGPT and every other client: people enter their key on a page. Clients can send it, too.',
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
		displayName:
			"claude.ai looks for a sign-in although none is needed, and finds the login of n8n at the root of n8n's URL. For claude.ai, set Options > Listen On to Own Port.",
		name: 'noAuthenticationOnUrlNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { authentication: ['none'] },
			hide: { '/options.listen': ['port'] },
		},
	},
	{
		displayName:
			"n8n's URL has a login of its own at its root, which claude.ai may take for this one. If a client fails there, set Options > Listen On to Own Port and give it a host name of its own.",
		name: 'signInNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { authentication: ['signIn'] },
			hide: { '/options.listen': ['port'] },
		},
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
