import { secretField, textField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

const routineField = (displayName: string, name: string, description: string) =>
	textField(displayName, name, {
		required: false,
		placeholder: 'e.g. your_routine_id',
		description,
	});

/** An API key of Clay, and the routines to run with it. */
export class GtmClayApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmClayApi',
			displayName: 'GTM Clay API',
			vendor: 'clay',
			category: 'enrichment',
			host: 'https://api.clay.com',
			fields: [
				secretField('API Key', 'apiKey', { hint: 'In Clay: Settings > Account > API key' }),
				routineField(
					'Company Routine ID',
					'companyRoutineId',
					'The routine that enriches a company. Inputs: domain, name, linkedin_url.',
				),
				routineField(
					'Email Routine ID',
					'emailRoutineId',
					'The routine that verifies an email. Input: email; output: email_status.',
				),
				routineField(
					'Person Routine ID',
					'personRoutineId',
					'The routine that enriches a person. Inputs: email, linkedin_url, first_name, last_name, full_name, company_name, company_domain.',
				),
			],
			sign: ({ apiKey }) => ({ headers: { 'clay-api-key': apiKey } }),
			test: { url: '/public/v0/me' },
			advice: {
				401: 'Clay rejected the API key. Create a new one under Settings > Account.',
				403: 'The API key works, but your Clay plan does not include the API. Upgrade the plan.',
			},
		});
	}
}
