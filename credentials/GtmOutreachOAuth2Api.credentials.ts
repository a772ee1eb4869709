import { clientIdField, signInFields, textField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An OAuth2 app of Outreach, connected by a user: it may do what that user may. */
export class GtmOutreachOAuth2Api extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmOutreachOAuth2Api',
			displayName: 'GTM Outreach OAuth2 API',
			vendor: 'outreach',
			category: 'sequencer',
			host: 'https://api.outreach.io',
			extends: ['oAuth2Api'],
			fields: [
				clientIdField('In the developer portal of Outreach: your app > API access'),
				...signInFields({
					authUrl: ['https://api.outreach.io', '/oauth/authorize'],
					accessTokenUrl: ['https://api.outreach.io', '/oauth/token'],
					authentication: 'body',
				}),
				textField('Scope', 'scope', {
					required: false,
					default:
						'sequences.read sequenceSteps.all sequenceTemplates.read sequenceStates.all templates.all prospects.all mailboxes.read mailings.read',
					description:
						'Separated by spaces. The app in Outreach must have them too. Read: sequences, sequenceSteps, sequenceTemplates, templates, sequenceStates, prospects, mailboxes, mailings. Write: sequenceStates and prospects (enroll, pause, stop), sequenceSteps and templates (change texts and delays).',
				}),
			],
		});
	}
}
