import type { AnalyticsVendor } from '../analytics/analytics-vendor';
import type { CrmVendor } from '../crm/crm-vendor';
import type { EnrichmentVendor } from '../enrichment/enrichment-vendor';
import type { SequencerVendor } from '../sequencer/sequencer-vendor';
import { apolloEnrichment, apolloSequencer } from './apollo/apollo';
import { attio } from './attio/attio';
import { clay } from './clay/clay';
import { fullenrich } from './fullenrich/fullenrich';
import { ga4 } from './ga4/ga4';
import { hubspot } from './hubspot/hubspot';
import { hunter } from './hunter/hunter';
import { instantly } from './instantly/instantly';
import { lemlist } from './lemlist/lemlist';
import { mixpanel } from './mixpanel/mixpanel';
import { outreach } from './outreach/outreach';
import { pdl } from './pdl/pdl';
import { pipedrive } from './pipedrive/pipedrive';
import { posthog } from './posthog/posthog';
import { salesforce } from './salesforce/salesforce';
import { smartlead } from './smartlead/smartlead';
import type { Vendor, VendorCategory } from './vendor';

/** Which vendors there are, by what they do. Nodes, docs and tests are made from this list. */
export interface VendorsByCategory {
	crm: readonly CrmVendor[];
	enrichment: readonly EnrichmentVendor[];
	sequencer: readonly SequencerVendor[];
	analytics: readonly AnalyticsVendor[];
}

/** A node opens with the first of its category: what most teams have. */
export const vendors: VendorsByCategory = {
	crm: [hubspot, attio, pipedrive, salesforce],
	enrichment: [apolloEnrichment, clay, fullenrich, hunter, pdl],
	sequencer: [apolloSequencer, instantly, lemlist, outreach, smartlead],
	analytics: [ga4, mixpanel, posthog],
};

/** Of all categories; a vendor of two of them stands here twice. */
export const allVendors: readonly Vendor[] = [
	...vendors.crm,
	...vendors.enrichment,
	...vendors.sequencer,
	...vendors.analytics,
];

/** @throws RangeError if the category has no such vendor */
export function vendorOf<Category extends VendorCategory>(
	category: Category,
	id: string,
): VendorsByCategory[Category][number] {
	const all: readonly Vendor[] = vendors[category];
	const found = all.find(({ profile }) => profile.id === id);
	if (found !== undefined) return found as VendorsByCategory[Category][number];
	const known = all.map(({ profile }) => profile.id).join(', ');
	throw new RangeError(`There is no ${category} vendor "${id}". Use one of: ${known}.`);
}
