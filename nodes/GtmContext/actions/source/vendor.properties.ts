import { vendors } from '../../../../src/gtm/vendors/registry';
import type { CrmVendor } from '../../../../src/gtm/crm/crm-vendor';
import type { SequencerVendor } from '../../../../src/gtm/sequencer/sequencer-vendor';
import type { Vendor } from '../../../../src/gtm/vendors/vendor';
import {
	vendorCredentials,
	vendorProperties,
} from '../../../../src/n8n/gtm/node/vendor.properties';

/** Vendors that say what changed, so that the graph can be kept in line with them. */
export const syncedCrms: readonly CrmVendor[] = vendors.crm.filter(({ changes }) => changes);

export const syncedSequencers: readonly SequencerVendor[] = vendors.sequencer.filter(
	({ events }) => events,
);

const synced: readonly Vendor[] = [...syncedCrms, ...syncedSequencers];

export const syncedVendorProperties = vendorProperties(synced);

/** Asked for by this operation alone: the others are about what the graph knows. */
export const syncedCredentials = vendorCredentials(synced, {
	resource: ['source'],
	operation: ['sync'],
});
