import type { VendorModule } from '../frame/running-vendor.ts';
import { attio } from './attio/attio.ts';
import { ga4 } from './ga4/ga4.ts';
import { hubspot } from './hubspot/hubspot.ts';
import { mixpanel } from './mixpanel/mixpanel.ts';
import { posthog } from './posthog/posthog.ts';

/** Every vendor that the sandbox can be. In alphabetical order, one line a vendor. */
export const VENDORS: readonly VendorModule[] = [attio, ga4, hubspot, mixpanel, posthog];
