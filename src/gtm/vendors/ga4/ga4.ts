import type { AnalyticsVendor } from '../../analytics/analytics-vendor';
import { idOf } from '../../model/json';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import type { VendorHosts } from '../vendor';
import { queryFunnel } from './funnel';
import { queryMetric } from './metric';
import { ga4Profile } from './profile';

const WHOLE_DAYS = 'Whole days in the time zone of the property.';

const NOBODY_BY_NAME =
	'Google does not allow email addresses or names, so Google Analytics cannot find a person or an account.';

export const ga4: AnalyticsVendor = {
	profile: ga4Profile,
	credentialTypes: ['gtmGa4OAuth2Api'],
	hosts,
	docsUrl: 'https://developers.google.com/analytics/devguides/reporting/data/v1',
	capabilities: {
		'metric.query': can(
			`An event, or a metric such as sessions. Properties are dimensions: country, customEvent:plan. Sums and averages are of registered custom metrics. ${WHOLE_DAYS}`,
		),
		'funnel.query': can(
			`Uses the alpha version of Google's API, which can change. Within Hours is from each step to the next. ${WHOLE_DAYS}`,
		),
		'usage.account': cannot(NOBODY_BY_NAME),
		'usage.person': cannot(NOBODY_BY_NAME),
	},
	queryMetric,
	queryFunnel,
	accountUsage: async ({ provider }) => await Promise.resolve(notOffered(provider, NOBODY_BY_NAME)),
	personUsage: async ({ provider }) => await Promise.resolve(notOffered(provider, NOBODY_BY_NAME)),
};

/** The property is part of the path, so it is of the host. */
function hosts({ propertyId, baseUrl }: Readonly<Record<string, unknown>>): VendorHosts {
	const property = (idOf(propertyId) ?? '').trim();
	if (!/^\d+$/.test(property)) {
		throw new RangeError(
			'Property ID in the credential must be a number, such as 123456789. An ID such as G-… belongs to a data stream.',
		);
	}
	const base = baseUrlOf(baseUrl, 'https://analyticsdata.googleapis.com');
	return {
		core: `${base}/v1beta/properties/${property}`,
		funnel: `${base}/v1alpha/properties/${property}`,
	};
}
