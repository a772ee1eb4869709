import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

import { signInUrlAt } from '../src/n8n/gtm/sign-in-url';

/** Where people sign in; an org of its own domain may forbid the two common ones. */
const LOGIN =
	'($self["environment"] === "custom" ? ($self["loginUrl"] || "").trim().replace(/\\/+$/, "") : $self["environment"] === "sandbox" ? "https://test.salesforce.com" : "https://login.salesforce.com")';

/** An external client app of the user's own org. */
export class GtmSalesforceOAuth2Api implements ICredentialType {
	name = 'gtmSalesforceOAuth2Api';

	displayName = 'GTM Salesforce OAuth2 API';

	extends = ['oAuth2Api'];

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/salesforce.md';

	icon: Icon = { light: 'file:../icons/gtm-crm.svg', dark: 'file:../icons/gtm-crm.dark.svg' };

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'pkce' },
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'My Domain', value: 'custom', description: 'The login page of your own org' },
				{ name: 'Production', value: 'production', description: 'login.salesforce.com' },
				{ name: 'Sandbox', value: 'sandbox', description: 'test.salesforce.com' },
			],
			default: 'production',
		},
		{
			displayName: 'My Domain URL',
			name: 'loginUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.my.salesforce.com',
			description: 'In Salesforce: Setup > My Domain, "Current My Domain URL"',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: signInUrlAt(LOGIN, '/services/oauth2/authorize'),
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: signInUrlAt(LOGIN, '/services/oauth2/token'),
			required: true,
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'api refresh_token' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Instance URL',
			name: 'instanceUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://acme.my.salesforce.com',
			description:
				'Where the API of your org is. If it is empty, it is taken from the login, which some versions of n8n forget when they refresh the token: fill it in to be safe.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://acme.my.salesforce.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];
}
