import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

import { signInUrl } from '../src/n8n/gtm/sign-in-url';

/** A Google account that may see one property of Google Analytics 4. */
export class GtmGa4OAuth2Api implements ICredentialType {
	name = 'gtmGa4OAuth2Api';

	displayName = 'GTM Google Analytics 4 OAuth2 API';

	extends = ['googleOAuth2Api'];

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/ga4.md';

	icon: Icon = {
		light: 'file:../icons/gtm-analytics.svg',
		dark: 'file:../icons/gtm-analytics.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: signInUrl('https://accounts.google.com', '/o/oauth2/v2/auth'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: signInUrl('https://oauth2.googleapis.com', '/token'),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// Reading is all that any operation does.
			default: 'https://www.googleapis.com/auth/analytics.readonly',
		},
		{
			displayName: 'Property ID',
			name: 'propertyId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 123456789',
			description:
				'In Google Analytics: Admin > Property details. A number; G-… is the ID of a data stream.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://analyticsdata.googleapis.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	/** Takes a few tokens of the property. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://analyticsdata.googleapis.com"}}',
			url: '=/v1beta/properties/{{$credentials.propertyId}}/metadata',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Signed in, but not allowed: enable the Google Analytics Data API in the Cloud project, and make the account Viewer of this property.',
				},
			},
		],
	};
}
