import type { VendorModule } from '../frame/running-vendor.ts';
import { apollo } from './apollo/apollo.ts';
import { attio } from './attio/attio.ts';
import { clay } from './clay/clay.ts';
import { fullenrich } from './fullenrich/fullenrich.ts';
import { ga4 } from './ga4/ga4.ts';
import { hubspot } from './hubspot/hubspot.ts';
import { hunter } from './hunter/hunter.ts';
import { instantly } from './instantly/instantly.ts';
import { lemlist } from './lemlist/lemlist.ts';
import { mixpanel } from './mixpanel/mixpanel.ts';
import { outreach } from './outreach/outreach.ts';
import { pdl } from './pdl/pdl.ts';
import { pipedrive } from './pipedrive/pipedrive.ts';
import { posthog } from './posthog/posthog.ts';
import { salesforce } from './salesforce/salesforce.ts';
import { smartlead } from './smartlead/smartlead.ts';

/** Every vendor that the sandbox can be. In alphabetical order, one line a vendor. */
export const VENDORS: readonly VendorModule[] = [
	apollo,
	attio,
	clay,
	fullenrich,
	ga4,
	hubspot,
	hunter,
	instantly,
	lemlist,
	mixpanel,
	outreach,
	pdl,
	pipedrive,
	posthog,
	salesforce,
	smartlead,
];
