import type { VendorModule } from '../frame/running-vendor.ts';
import { attio } from './attio/attio.ts';
import { hubspot } from './hubspot/hubspot.ts';
import { instantly } from './instantly/instantly.ts';
import { lemlist } from './lemlist/lemlist.ts';
import { outreach } from './outreach/outreach.ts';
import { smartlead } from './smartlead/smartlead.ts';

/** Every vendor that the sandbox can be. In alphabetical order, one line a vendor. */
export const VENDORS: readonly VendorModule[] = [
	attio,
	hubspot,
	instantly,
	lemlist,
	outreach,
	smartlead,
];
