import { vendors } from '../../../../../src/gtm/vendors/registry';
import { describeSequencer } from './sequencer-conformance';

jest.setTimeout(60_000);

describe.each(vendors.sequencer.map((vendor) => [vendor.profile.name, vendor] as const))(
	'%s, as every sequencer,',
	(_name, vendor) => describeSequencer(vendor),
);
