import type { ICredentialType } from 'n8n-workflow';

import { GtmApolloApi } from '../../../credentials/GtmApolloApi.credentials';
import { GtmAttioApi } from '../../../credentials/GtmAttioApi.credentials';
import { GtmClayApi } from '../../../credentials/GtmClayApi.credentials';
import { GtmFullenrichApi } from '../../../credentials/GtmFullenrichApi.credentials';
import { GtmGa4OAuth2Api } from '../../../credentials/GtmGa4OAuth2Api.credentials';
import { GtmHubspotApi } from '../../../credentials/GtmHubspotApi.credentials';
import { GtmHubspotOAuth2Api } from '../../../credentials/GtmHubspotOAuth2Api.credentials';
import { GtmHunterApi } from '../../../credentials/GtmHunterApi.credentials';
import { GtmInstantlyApi } from '../../../credentials/GtmInstantlyApi.credentials';
import { GtmLemlistApi } from '../../../credentials/GtmLemlistApi.credentials';
import { GtmMixpanelApi } from '../../../credentials/GtmMixpanelApi.credentials';
import { GtmOutreachOAuth2Api } from '../../../credentials/GtmOutreachOAuth2Api.credentials';
import { GtmPeopleDataLabsApi } from '../../../credentials/GtmPeopleDataLabsApi.credentials';
import { GtmPipedriveApi } from '../../../credentials/GtmPipedriveApi.credentials';
import { GtmPipedriveOAuth2Api } from '../../../credentials/GtmPipedriveOAuth2Api.credentials';
import { GtmPosthogApi } from '../../../credentials/GtmPosthogApi.credentials';
import { GtmSalesforceApi } from '../../../credentials/GtmSalesforceApi.credentials';
import { GtmSalesforceOAuth2Api } from '../../../credentials/GtmSalesforceOAuth2Api.credentials';
import { GtmSmartleadApi } from '../../../credentials/GtmSmartleadApi.credentials';

/** n8n's own, which ours extends: it is signed as OAuth2. */
const googleOAuth2Api: ICredentialType = {
	name: 'googleOAuth2Api',
	displayName: 'Google OAuth2 API',
	extends: ['oAuth2Api'],
	properties: [],
};

/** Of all GTM vendors. */
export const credentialTypes: ICredentialType[] = [
	googleOAuth2Api,
	new GtmApolloApi(),
	new GtmAttioApi(),
	new GtmClayApi(),
	new GtmFullenrichApi(),
	new GtmGa4OAuth2Api(),
	new GtmHubspotApi(),
	new GtmHubspotOAuth2Api(),
	new GtmHunterApi(),
	new GtmInstantlyApi(),
	new GtmLemlistApi(),
	new GtmMixpanelApi(),
	new GtmOutreachOAuth2Api(),
	new GtmPeopleDataLabsApi(),
	new GtmPipedriveApi(),
	new GtmPipedriveOAuth2Api(),
	new GtmPosthogApi(),
	new GtmSalesforceApi(),
	new GtmSalesforceOAuth2Api(),
	new GtmSmartleadApi(),
];
