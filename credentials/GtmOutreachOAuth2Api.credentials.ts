import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { signInUrl } from '../src/n8n/gtm/sign-in-url';

/** An OAuth2 app of Outreach, connected by a user: it may do what that user may. */
export class GtmOutreachOAuth2Api implements ICredentialType {
	name = 'gtmOutreachOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'GTM Outreach OAuth2 API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/outreach.md';

	icon = {
		light: 'file:../icons/gtm-sequencer.svg',
		dark: 'file:../icons/gtm-sequencer.dark.svg',
	} as const;

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
			default: signInUrl('https://api.outreach.io', '/oauth/authorize'),
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: signInUrl('https://api.outreach.io', '/oauth/token'),
			required: true,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default:
				'sequences.read sequenceSteps.all sequenceTemplates.read sequenceStates.all templates.all prospects.all mailboxes.read mailings.read',
			description:
				'Separated by blanks; the app in Outreach must have them too. Read: sequences, sequenceSteps, sequenceTemplates, templates, sequenceStates, prospects, mailboxes, mailings. Write: sequenceStates and prospects (enroll, pause, stop), sequenceSteps and templates (change texts and delays).',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:3900/outreach',
			description: 'Only for tests and proxies: leave empty',
		},
	];
}
