import { ga4 } from '../../../../sandbox/vendors/ga4/ga4.ts';
import { hubspot } from '../../../../sandbox/vendors/hubspot/hubspot.ts';
import { outreach } from '../../../../sandbox/vendors/outreach/outreach.ts';
import { pipedrive } from '../../../../sandbox/vendors/pipedrive/pipedrive.ts';
import { salesforce } from '../../../../sandbox/vendors/salesforce/salesforce.ts';
import { oauthBrowser } from './oauth-browser';

/** The paths of most. */
const COMMON = { authorize: '/oauth/authorize', token: '/oauth/token' };

/** What each says in its own words. */
export const SERVERS = {
	hubspot: {
		open: () => oauthBrowser(hubspot, { ...COMMON, token: '/oauth/2026-03/token' }),
		query: { scope: 'oauth crm.objects.contacts.read' },
		path: '/crm/objects/2026-09/contacts',
		answered: { token_type: 'bearer', expires_in: 1_800 },
		renewed: { expires_in: 1_800, refresh_token: expect.any(String) },
		client: { error: 'invalid_client', status: 'BAD_CLIENT_SECRET' },
		code: { error: 'invalid_grant', status: 'BAD_AUTH_CODE' },
		refresh: {
			error: 'invalid_grant',
			error_description: 'refresh token is invalid, expired or revoked',
			status: 'BAD_REFRESH_TOKEN',
			message: 'refresh token is invalid, expired or revoked',
		},
	},
	salesforce: {
		open: () =>
			oauthBrowser(salesforce, {
				authorize: '/services/oauth2/authorize',
				token: '/services/oauth2/token',
			}),
		query: { scope: 'api refresh_token' },
		path: '/services/data/v64.0/',
		answered: {
			token_type: 'Bearer',
			instance_url: 'http://127.0.0.1:4010/salesforce',
			scope: 'api refresh_token',
			issued_at: '1795600800000',
		},
		renewed: { instance_url: 'http://127.0.0.1:4010/salesforce' },
		client: { error: 'invalid_client', error_description: 'invalid client credentials' },
		code: { error: 'invalid_grant', error_description: 'expired authorization code' },
		refresh: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
	},
	pipedrive: {
		open: () => oauthBrowser(pipedrive, COMMON),
		query: {},
		path: '/api/v2/persons',
		answered: {
			token_type: 'Bearer',
			expires_in: 3_599,
			api_domain: 'http://127.0.0.1:4010/pipedrive',
			scope: expect.stringContaining('contacts:full'),
		},
		renewed: { api_domain: 'http://127.0.0.1:4010/pipedrive', refresh_token: expect.any(String) },
		client: { success: false, message: 'Invalid client: client is invalid' },
		code: { success: false, message: 'Invalid grant: authorization_code is invalid' },
		refresh: { success: false, message: 'Invalid grant: refresh_token is invalid' },
	},
	outreach: {
		open: () => oauthBrowser(outreach, COMMON),
		query: { scope: 'sequences.all prospects.read' },
		path: '/api/v2/sequences',
		answered: { token_type: 'Bearer', expires_in: 7_199, created_at: 1_795_600_800 },
		renewed: { created_at: 1_795_611_600, refresh_token: expect.any(String) },
		client: { error: 'invalid_client' },
		code: { error: 'invalid_grant' },
		refresh: { error: 'invalid_grant' },
	},
	ga4: {
		open: () => oauthBrowser(ga4, { authorize: '/o/oauth2/v2/auth', token: '/token' }),
		query: {
			scope: 'https://www.googleapis.com/auth/analytics.readonly',
			access_type: 'offline',
			prompt: 'consent',
		},
		path: '/v1beta/properties/123456789/metadata',
		answered: {
			token_type: 'Bearer',
			expires_in: 3_599,
			scope: 'https://www.googleapis.com/auth/analytics.readonly',
		},
		renewed: { expires_in: 3_599 },
		client: { error: 'invalid_client' },
		code: { error: 'invalid_grant', error_description: 'Malformed auth code.' },
		refresh: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
	},
} as const;

export type Name = keyof typeof SERVERS;
