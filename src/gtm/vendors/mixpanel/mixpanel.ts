import type { AnalyticsVendor } from '../../analytics/analytics-vendor';
import { baseUrlOf } from '../base-url';
import { can } from '../capability';
import type { VendorHosts } from '../vendor';
import { queryFunnel } from './funnel';
import { queryMetric } from './metric';
import { mixpanelProfile } from './profile';
import { accountUsage, personUsage } from './usage';

const REGIONS: Readonly<Record<string, { query: string; data: string }>> = {
	us: { query: 'https://mixpanel.com', data: 'https://data.mixpanel.com' },
	eu: { query: 'https://eu.mixpanel.com', data: 'https://data-eu.mixpanel.com' },
	in: { query: 'https://in.mixpanel.com', data: 'https://data-in.mixpanel.com' },
};

const WHOLE_DAYS = 'Whole days in the time zone of the project.';

export const mixpanel: AnalyticsVendor = {
	profile: mixpanelProfile,
	credentialTypes: ['gtmMixpanelApi'],
	hosts,
	docsUrl: 'https://docs.mixpanel.com/reference/query-api',
	capabilities: {
		'metric.query': can(
			`${WHOLE_DAYS} No weekly interval, no unique people per hour, no breakdown of sums and averages. For a property of the profile, use person.plan.`,
		),
		'funnel.query': can(`For a funnel saved in Mixpanel, by its ID. ${WHOLE_DAYS}`),
		'usage.account': can(
			`For up to 100 people whose profile has an $email of the domain. ${WHOLE_DAYS}`,
		),
		'usage.person': can(`For people whose profile has this $email. ${WHOLE_DAYS}`),
	},
	queryMetric,
	queryFunnel,
	accountUsage,
	personUsage,
};

/** Every request has `project_id`, which the credential adds to the query. */
function hosts({ region, baseUrl }: Readonly<Record<string, unknown>>): VendorHosts {
	const own = REGIONS[typeof region === 'string' && region !== '' ? region : 'us'];
	if (own === undefined) throw new RangeError('Region in the credential must be US, EU or India.');
	return {
		query: `${baseUrlOf(baseUrl, own.query)}/api/query`,
		data: `${baseUrlOf(baseUrl, own.data)}/api/2.0`,
	};
}
