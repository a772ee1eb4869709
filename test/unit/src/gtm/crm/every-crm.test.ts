import { vendors } from '../../../../../src/gtm/vendors/registry';
import { describeCrm } from './crm-conformance';

jest.setTimeout(60_000);

describe.each(vendors.crm.map((vendor) => [vendor.profile.name, vendor] as const))(
	'%s, as every CRM,',
	(_name, vendor) => describeCrm(vendor),
);
