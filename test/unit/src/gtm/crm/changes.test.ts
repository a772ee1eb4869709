import { vendors } from '../../../../../src/gtm/vendors/registry';
import { describeChanges } from './changes-conformance';

jest.setTimeout(240_000);

describe.each(
	vendors.crm
		.filter(({ changes }) => changes)
		.map((vendor) => [vendor.profile.name, vendor] as const),
)('%s, as every CRM,', (_name, vendor) => describeChanges(vendor));
