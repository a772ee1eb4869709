import { SequencerNode } from './sequencer-node';
import { sequenceId as apolloId } from '../../../sandbox/vendors/apollo/state.ts';
import { idOf as lemlistId } from '../../../sandbox/vendors/lemlist/state.ts';
import { numericId, uuidOf } from '../../../sandbox/world/slice.ts';

const EMAIL = 'kim@stop-and-go.com';
const KEY = 'sequence-1';

/** What stopping leaves behind at the vendor: nobody, or someone who has finished. */
const VENDORS = [
	['instantly', uuidOf('instantly', KEY), 'created'],
	['smartlead', numericId(10_000, KEY), 'created'],
	['lemlist', lemlistId('cam', KEY), 'created'],
	['apollo', apolloId(KEY), 'skipped'],
	['outreach', numericId(500, KEY), 'skipped'],
] as const;

let node: SequencerNode;

afterEach(async () => {
	await node.close();
});

describe.each(VENDORS)('a person whom %s had in a sequence', (vendor, sequence, afterStop) => {
	beforeEach(async () => {
		node = await SequencerNode.open(vendor, sequence);
	});

	const enroll = async () => {
		const senderId = vendor === 'outreach' ? (node.world.users[0]?.email ?? '') : '';
		const [item] = await node.enroll(EMAIL, { options: { senderId } });
		return item;
	};

	test(`is ${afterStop} by whoever enrolls them after they were stopped, which is said`, async () => {
		expect(await enroll()).toMatchObject({ status: 'created' });
		expect(await node.act('stop', EMAIL)).toMatchObject({ status: 'updated' });
		expect(await enroll()).toMatchObject({
			status: afterStop,
			notes: [expect.stringMatching(/^This n8n enrolled the person at .* and stopped the person/)],
		});
		const shown = await node.act('get', EMAIL);
		expect(shown).toMatchObject(
			afterStop === 'created'
				? { status: 'found', record: { status: 'active' } }
				: { status: 'found', record: { status: 'finished' } },
		);
	});
});

test('somebody whom Apollo’s search does not show yet is stopped by the ids that this n8n has', async () => {
	// Apollo makes the contact, and finds it by its address some time later.
	const settings = { indexLagMs: 60_000 };
	node = await SequencerNode.open('apollo', apolloId(KEY), { settings });
	const [enrolled] = await node.enroll('a.moment.ago@northwind.example', {});
	expect(enrolled).toMatchObject({ status: expect.stringMatching(/created|partial/) as string });
	const stopped = await node.act('stop', 'a.moment.ago@northwind.example');
	expect(node.calls('POST /api/v1/emailer_campaigns/remove_or_stop_contact_ids')).toHaveLength(1);
	expect(stopped).toMatchObject({ status: expect.stringMatching(/updated|pending/) as string });
});
