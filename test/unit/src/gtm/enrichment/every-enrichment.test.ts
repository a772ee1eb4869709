import { vendors } from '../../../../../src/gtm/vendors/registry';
import { describeEnrichment } from './enrichment-conformance';

jest.setTimeout(60_000);

describe.each(vendors.enrichment.map((vendor) => [vendor.profile.name, vendor] as const))(
	'%s, as every enrichment vendor,',
	(_name, vendor) => describeEnrichment(vendor),
);
