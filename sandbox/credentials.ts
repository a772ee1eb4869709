import { SANDBOX_APP } from './frame/oauth.ts';
import { ACCESS_TOKEN as OUTREACH_TOKEN } from './vendors/outreach/oauth-routes.ts';

export type CredentialFields = Record<string, string | Readonly<Record<string, string>>>;

/** What n8n keeps of a connected account. */
const connected = (accessToken: string): CredentialFields => ({
	...SANDBOX_APP,
	oauthTokenData: { access_token: accessToken, token_type: 'Bearer' },
});

/** Credentials by n8n type with which everything may be done in a sandbox at this URL. */
export function sandboxCredentials(url: string) {
	const at = (vendor: string, fields: CredentialFields): CredentialFields => ({
		...fields,
		baseUrl: `${url}/${vendor}`,
	});
	return {
		gtmApolloApi: at('apollo', { apiKey: 'sandbox-apollo-master' }),
		gtmAttioApi: at('attio', { accessToken: 'sandbox-attio' }),
		gtmClayApi: at('clay', {
			apiKey: 'sandbox-clay',
			companyRoutineId: 'sandbox_company',
			emailRoutineId: 'sandbox_email',
			personRoutineId: 'sandbox_person',
		}),
		gtmFullenrichApi: at('fullenrich', { apiKey: 'sandbox-fullenrich' }),
		gtmGa4OAuth2Api: at('ga4', { propertyId: '123456789', ...connected('ya29.sandbox') }),
		gtmHubspotApi: at('hubspot', { accessToken: 'pat-sandbox-hubspot' }),
		gtmHunterApi: at('hunter', { apiKey: 'sandbox-hunter' }),
		gtmInstantlyApi: at('instantly', { apiKey: 'sandbox-instantly' }),
		gtmLemlistApi: at('lemlist', { apiKey: 'sandbox-lemlist' }),
		gtmMixpanelApi: at('mixpanel', {
			username: 'sandbox.mp-service-account',
			secret: 'sandbox-secret',
			projectId: '3141592',
			region: 'us',
		}),
		gtmOutreachOAuth2Api: at('outreach', connected(OUTREACH_TOKEN)),
		gtmPeopleDataLabsApi: at('pdl', { apiKey: 'sandbox-pdl' }),
		gtmPipedriveApi: at('pipedrive', { apiToken: 'sandbox-pipedrive' }),
		gtmPosthogApi: at('posthog', { apiKey: 'phx_sandbox', projectId: '4242', region: 'us' }),
		gtmSalesforceApi: at('salesforce', {
			sessionToken: '',
			instanceUrl: 'https://sandbox.my.salesforce.com',
			...SANDBOX_APP,
		}),
		gtmSmartleadApi: at('smartlead', { apiKey: 'sandbox-smartlead' }),
	};
}

/**
 * Credentials of the OAuth2 types, not connected yet. Salesforce's has no Base URL: where the org is
 * is told by the sign-in.
 */
export function sandboxApps(url: string) {
	const at = (vendor: string) => ({ ...SANDBOX_APP, baseUrl: `${url}/${vendor}` });
	return {
		gtmGa4OAuth2Api: { ...at('ga4'), propertyId: '123456789' },
		gtmHubspotOAuth2Api: at('hubspot'),
		gtmOutreachOAuth2Api: at('outreach'),
		gtmPipedriveOAuth2Api: at('pipedrive'),
		gtmSalesforceOAuth2Api: {
			...SANDBOX_APP,
			environment: 'custom',
			loginUrl: `${url}/salesforce`,
		},
	};
}

export type SandboxAppType = keyof ReturnType<typeof sandboxApps>;

export type SandboxCredentialType = keyof ReturnType<typeof sandboxCredentials>;
