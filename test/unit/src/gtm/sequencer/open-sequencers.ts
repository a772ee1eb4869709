import { apollo } from '../../../../../sandbox/vendors/apollo/apollo.ts';
import { instantly as instantlyModule } from '../../../../../sandbox/vendors/instantly/instantly.ts';
import { lemlist as lemlistModule } from '../../../../../sandbox/vendors/lemlist/lemlist.ts';
import { outreach as outreachModule } from '../../../../../sandbox/vendors/outreach/outreach.ts';
import { smartlead as smartleadModule } from '../../../../../sandbox/vendors/smartlead/smartlead.ts';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import { apolloSequencer } from '../../../../../src/gtm/vendors/apollo/apollo';
import { instantly } from '../../../../../src/gtm/vendors/instantly/instantly';
import { lemlist } from '../../../../../src/gtm/vendors/lemlist/lemlist';
import { outreach } from '../../../../../src/gtm/vendors/outreach/outreach';
import { smartlead } from '../../../../../src/gtm/vendors/smartlead/smartlead';
import { sandboxOf } from '../vendors/sequencer-sandbox';

const basic = (key: string) => `Basic ${Buffer.from(`:${key}`).toString('base64')}`;

const SEQUENCER = {
	apollo: [apolloSequencer, apollo, { headers: { 'x-api-key': 'sandbox-apollo-master' } }],
	instantly: [
		instantly,
		instantlyModule,
		{ headers: { authorization: 'Bearer sandbox-instantly' } },
	],
	lemlist: [lemlist, lemlistModule, { headers: { authorization: basic('sandbox-lemlist') } }],
	outreach: [outreach, outreachModule, { headers: { authorization: 'Bearer sandbox-outreach' } }],
	smartlead: [smartlead, smartleadModule, { query: { api_key: 'sandbox-smartlead' } }],
} as const;

export type SequencerId = keyof typeof SEQUENCER;

export const SEQUENCERS = Object.keys(SEQUENCER) as SequencerId[];

/** An emulated account of its own with our vendor, client and ledger, and its first sequence. */
export async function openSequencer(id: SequencerId) {
	const [vendor, module, authentication] = SEQUENCER[id];
	const box = sandboxOf(vendor, module, authentication);
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
