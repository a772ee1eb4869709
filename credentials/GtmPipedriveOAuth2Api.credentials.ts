import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

import { signInUrl } from '../src/n8n/gtm/sign-in-url';

/** An app of the user's own in Pipedrive's developer hub. Scopes are set there, not here. */
export class GtmPipedriveOAuth2Api implements ICredentialType {
	name = 'gtmPipedriveOAuth2Api';

	displayName = 'GTM Pipedrive OAuth2 API';

	extends = ['oAuth2Api'];

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/pipedrive.md';

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
			default: signInUrl('https://oauth.pipedrive.com', '/oauth/authorize'),
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: signInUrl('https://oauth.pipedrive.com', '/oauth/token'),
			required: true,
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.pipedrive.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];
}
