import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import { vendorOf, vendors } from '../../../../../src/gtm/vendors/registry';
import { openAccount } from '../vendors/vendor-account';

export const SEQUENCERS = vendors.sequencer.map(({ profile }) => profile.id);

/** An emulated account of its own with our vendor, client and ledger, and a sequence that runs. */
export async function openSequencer(id: string) {
	const vendor = vendorOf('sequencer', id);
	const account = openAccount(vendor);
	const { client, clock, world, run } = account;
	const listed = await run(vendor.listSequences(client, { limit: 50 }));
	const sequence = listed.record?.find(({ status }) => status === 'active');
	if (sequence === undefined) throw new Error(`${id} has no sequence that runs`);
	const senderId = id === 'outreach' ? world.users.find(({ active }) => active)?.email : undefined;
	const ledger = createMemoryLedger(clock.now);
	return {
		...account,
		ports: { vendor, client, clock, ledger, checkActions: checkByList(() => ledger.suppressions) },
		sequenceId: sequence.id,
		/** Where a vendor has more than one mailbox, and takes none by itself. */
		sender: senderId === undefined ? {} : { senderId },
	};
}
