import { pushSuppressions } from '../../../../../src/gtm/operations/sequencer/push-suppressions';
import type { SequencerPorts } from '../../../../../src/gtm/operations/sequencer/sequencer-operation';
import type { VendorBlockList } from '../../../../../src/gtm/sequencer/block-list';

/** A vendor whose list is a set, and a list of ours with so many entries. */
function portsWith(entries: number): SequencerPorts {
	const listed = new Set<string>();
	const blockList: VendorBlockList = {
		kinds: ['email'],
		most: 50_000,
		spell: ({ value }) => value,
		read: async () => await Promise.resolve(new Set(listed)),
		async add(_client, values) {
			for (const value of values) listed.add(value);
			await Promise.resolve();
		},
	};
	const own = Array.from({ length: entries }, (_, at) => ({
		kind: 'email',
		value: `p${at}@acme.example`,
		scope: 'everywhere',
		reason: 'asked',
	}));
	const suppressions = {
		list: async ({ limit }: { limit: number }) => await Promise.resolve(own.slice(0, limit)),
	};
	return {
		vendor: { blockList, profile: { name: 'Toy' } },
		client: { provider: 'toy' },
		ledger: () => ({ suppressions }),
	} as unknown as SequencerPorts;
}

it('says so when the list has more entries than one run takes', async () => {
	expect(await pushSuppressions.run(portsWith(100_000), {})).toMatchObject({ status: 'updated' });
	expect(await pushSuppressions.run(portsWith(100_001), {})).toMatchObject({
		status: 'partial',
		record: { counts: { pushed: 100_000 } },
		reason: { code: 'results_limit' },
	});
});
