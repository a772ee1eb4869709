import { vendorOf, vendors } from '../../../src/gtm/vendors/registry';
import { openPatientAccount } from '../src/gtm/vendors/vendor-account';

const ids = (all: ReadonlyArray<{ profile: { id: string } }>) =>
	all.map(({ profile }) => profile.id);

export const CRMS = ids(vendors.crm);

export const ENRICHERS = ids(vendors.enrichment);

/** An emulated account of its own, and our vendor and client for it. */
export function openCrm(id: string) {
	const vendor = vendorOf('crm', id);
	return { ...openPatientAccount(vendor), vendor };
}

export function openEnricher(id: string) {
	const vendor = vendorOf('enrichment', id);
	return { ...openPatientAccount(vendor), vendor };
}
