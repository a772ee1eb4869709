import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import { vendorOf, vendors } from '../../../../../src/gtm/vendors/registry';
import { openAccount } from '../vendors/vendor-account';

export type SequencerId = string;

export const SEQUENCERS: readonly SequencerId[] = vendors.sequencer.map(
	({ profile }) => profile.id,
);

/** An emulated account of its own with our vendor, client and ledger, and its first sequence. */
export async function openSequencer(id: SequencerId) {
	const vendor = vendorOf('sequencer', id);
	const box = openAccount(vendor);
	const { client, clock } = box;
	const listed = await box.run(vendor.listSequences(client, { limit: 50 }));
	const sequences = (listed.record ?? []).filter(({ status }) => status === 'active');
	const [sequence, another] = sequences;
	if (sequence === undefined || another === undefined) throw new Error(`${id} has no sequences`);
	const senderId =
		id === 'outreach' ? box.world.users.find(({ active }) => active)?.email : undefined;
	return {
		...box,
		ports: {
			vendor: vendor,
			client,
			clock,
			ledger: createMemoryLedger(clock.now),
		},
		sequenceId: sequence.id,
		anotherId: another.id,
		/** Where a vendor has more than one mailbox, and takes none by itself. */
		sender: senderId === undefined ? {} : { senderId },
	};
}
