import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** An access token of one Attio workspace. */
export class GtmAttioApi implements ICredentialType {
	name = 'gtmAttioApi';

	displayName = 'GTM Attio API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/attio.md';

	icon: Icon = { light: 'file:../icons/gtm-crm.svg', dark: 'file:../icons/gtm-crm.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In Attio: Workspace settings > Developers > Create a new integration. Scopes: records (read-write) and object configuration (read) for everything; notes, tasks, list entries (read-write), list configuration and user management (read) for what you use.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.attio.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.attio.com"}}',
			url: '/v2/self',
		},
		// n8n's type wants rules of one kind; its tester reads each by its own.
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Attio does not know this token: copy it anew from Workspace settings > Developers.',
				},
			},
			{
				// Attio answers 200 with this for a token that was withdrawn.
				type: 'responseSuccessBody',
				properties: {
					key: 'active',
					value: false,
					message: 'This token was withdrawn in Attio: make a new one.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
