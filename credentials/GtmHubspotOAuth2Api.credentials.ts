import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

import { signInUrl } from '../src/n8n/gtm/sign-in-url';

/** Which scope serves which operation stands in docs/vendors/hubspot.md. */
const SCOPES = [
	'oauth',
	'crm.objects.contacts.read',
	'crm.objects.contacts.write',
	'crm.objects.companies.read',
	'crm.objects.companies.write',
	'crm.objects.deals.read',
	'crm.objects.deals.write',
	'crm.objects.owners.read',
	'crm.schemas.contacts.read',
	'crm.schemas.companies.read',
	'crm.schemas.deals.read',
	'crm.lists.read',
	'crm.lists.write',
	'sales-email-read',
].join(' ');

/** An app of the user's own on HubSpot's developer platform. */
export class GtmHubspotOAuth2Api implements ICredentialType {
	name = 'gtmHubspotOAuth2Api';

	displayName = 'GTM HubSpot OAuth2 API';

	extends = ['oAuth2Api'];

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/hubspot.md';

	icon: Icon = { light: 'file:../icons/gtm-crm.svg', dark: 'file:../icons/gtm-crm.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: signInUrl('https://app.hubspot.com', '/oauth/authorize'),
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: signInUrl('https://api.hubapi.com', '/oauth/2026-03/token'),
			required: true,
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: SCOPES,
			description: 'Take out what the app does not have; each operation says which scope it needs',
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
}
