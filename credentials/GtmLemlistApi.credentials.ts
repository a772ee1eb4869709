import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** The API key of a lemlist user: it may do what that user may. */
export class GtmLemlistApi implements ICredentialType {
	name = 'gtmLemlistApi';

	displayName = 'GTM Lemlist API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/lemlist.md';

	icon = {
		light: 'file:../icons/gtm-sequencer.svg',
		dark: 'file:../icons/gtm-sequencer.dark.svg',
	} as const;

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From Settings > Integrations > API. It has no scopes.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:3900/lemlist',
			description: 'Only for tests and proxies: leave empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		// No user name, the key as password.
		properties: { auth: { username: '', password: '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.lemlist.com"}}',
			url: '/api/team',
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'lemlist does not know this key.' },
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'The user whose key this is is blocked in lemlist.' },
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'lemlist knows no user with this key.' },
			},
		],
	};
}
