import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** A HubSpot service key, or the token of a private app. */
export class GtmHubspotApi implements ICredentialType {
	name = 'gtmHubspotApi';

	displayName = 'GTM HubSpot API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/hubspot.md';

	icon: Icon = { light: 'file:../icons/gtm-crm.svg', dark: 'file:../icons/gtm-crm.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Service Key or Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. pat-na1-…',
			description:
				'In HubSpot: Development > Keys > Service keys. Scopes: crm.objects.contacts, companies and deals (read, write), crm.objects.owners.read, crm.schemas.*.read; crm.lists.read and write for workflows; sales-email-read for emails. The token of a private app works too.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.hubapi.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.hubapi.com"}}',
			url: '/account-info/2026-09/details',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'HubSpot does not know this token: copy it anew from Development > Keys > Service keys.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The key works, but lacks the scope to read the account (oauth). The operations work without it.',
				},
			},
		],
	};
}
