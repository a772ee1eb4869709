import {
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INodeTypes,
	Workflow,
} from 'n8n-workflow';

import { GtmGa4OAuth2Api } from '../../../credentials/GtmGa4OAuth2Api.credentials';
import { GtmHubspotOAuth2Api } from '../../../credentials/GtmHubspotOAuth2Api.credentials';
import { GtmOutreachOAuth2Api } from '../../../credentials/GtmOutreachOAuth2Api.credentials';
import { GtmPipedriveOAuth2Api } from '../../../credentials/GtmPipedriveOAuth2Api.credentials';
import { GtmSalesforceOAuth2Api } from '../../../credentials/GtmSalesforceOAuth2Api.credentials';

const nodeTypes: INodeTypes = {
	getByName() {
		throw new RangeError('no node is used');
	},
	getByNameAndVersion() {
		throw new RangeError('no node is used');
	},
	getKnownTypes: () => ({}),
};

const { expression } = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });

/** The two URLs of a credential, as n8n works them out from what the user entered. */
function urlsOf(type: ICredentialType, entered: ICredentialDataDecryptedObject = {}) {
	const urlOf = (name: string) => {
		const property = type.properties.find((one) => one.name === name);
		// n8n holds a hidden one to its default, whatever is stored.
		expect(property?.type).toBe('hidden');
		return expression.getParameterValue(
			property?.default,
			null,
			0,
			0,
			'credential',
			[],
			'internal',
			{},
			undefined,
			false,
			entered,
		);
	};
	return [urlOf('authUrl'), urlOf('accessTokenUrl')];
}

const salesforceAt = (host: string) => [
	`${host}/services/oauth2/authorize`,
	`${host}/services/oauth2/token`,
];

describe('where a credential is signed in', () => {
	it.each([
		{
			name: 'HubSpot',
			type: new GtmHubspotOAuth2Api(),
			urls: [
				'https://app.hubspot.com/oauth/authorize',
				'https://api.hubapi.com/oauth/2026-03/token',
			],
		},
		{
			name: 'Pipedrive',
			type: new GtmPipedriveOAuth2Api(),
			urls: [
				'https://oauth.pipedrive.com/oauth/authorize',
				'https://oauth.pipedrive.com/oauth/token',
			],
		},
		{
			name: 'Outreach',
			type: new GtmOutreachOAuth2Api(),
			urls: ['https://api.outreach.io/oauth/authorize', 'https://api.outreach.io/oauth/token'],
		},
		{
			name: 'Google',
			type: new GtmGa4OAuth2Api(),
			urls: ['https://accounts.google.com/o/oauth2/v2/auth', 'https://oauth2.googleapis.com/token'],
		},
		{
			name: 'Salesforce',
			type: new GtmSalesforceOAuth2Api(),
			urls: salesforceAt('https://login.salesforce.com'),
		},
	])('is at $name, or below the Base URL if there is one', ({ type, urls }) => {
		expect(urlsOf(type)).toEqual(urls);
		expect(urlsOf(type, { baseUrl: '' })).toEqual(urls);
		const base = 'http://127.0.0.1:5680/vendor';
		const moved = urls.map((url) => `${base}${new URL(url).pathname}`);
		for (const baseUrl of [base, `${base}/`, ` ${base}// `]) {
			expect(urlsOf(type, { baseUrl })).toEqual(moved);
		}
	});

	it('is the login page of the kind of org, or its own, at Salesforce', () => {
		const type = new GtmSalesforceOAuth2Api();
		expect(urlsOf(type, { environment: 'sandbox' })).toEqual(
			salesforceAt('https://test.salesforce.com'),
		);
		const own = { environment: 'custom', loginUrl: ' https://acme.my.salesforce.com/ ' };
		expect(urlsOf(type, own)).toEqual(salesforceAt('https://acme.my.salesforce.com'));
	});
});

describe('how a credential is signed in', () => {
	const defaultOf = (type: ICredentialType, name: string) =>
		type.properties.find((property) => property.name === name)?.default;

	it('shows the app in a Basic header at Pipedrive, as Pipedrive asks', () => {
		expect(defaultOf(new GtmPipedriveOAuth2Api(), 'authentication')).toBe('header');
	});

	it('shows the app in the body at HubSpot, which takes nothing else', () => {
		expect(defaultOf(new GtmHubspotOAuth2Api(), 'authentication')).toBe('body');
	});

	it('asks Salesforce for a token that can be renewed, with PKCE', () => {
		const type = new GtmSalesforceOAuth2Api();
		expect(defaultOf(type, 'grantType')).toBe('pkce');
		expect(defaultOf(type, 'scope')).toBe('api refresh_token');
	});
});
