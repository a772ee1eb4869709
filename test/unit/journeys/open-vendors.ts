import { vendorOf, vendors } from '../../../src/gtm/vendors/registry';
import { createPropertyCache } from '../../../src/gtm/crm/property-cache';
import { openSequencer as openWithSequence } from '../src/gtm/sequencer/open-sequencers';
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

export const SEQUENCERS = ids(vendors.sequencer);

/** With a sequence that runs, and the ports of an operation. */
export async function openSequencer(id: string) {
	const opened = await openWithSequence(id);
	const { vendor, client, clock, ledger, checkActions } = opened.ports;
	return {
		...opened,
		ports: {
			vendor,
			client,
			clock,
			ledger: () => ledger,
			checkActions,
			principal: id,
			properties: createPropertyCache(clock),
			runId: 'journey',
			startedAt: clock.now(),
			memory: {},
		},
	};
}
