import { vendors } from '../../../../../src/gtm/vendors/registry';
import { describeAnalytics } from './analytics-conformance';

jest.setTimeout(60_000);

describe.each(vendors.analytics.map((vendor) => [vendor.profile.name, vendor] as const))(
	'%s, as every analytics vendor,',
	(_name, vendor) => describeAnalytics(vendor),
);
