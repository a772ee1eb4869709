import type { VendorBlockList } from '../../sequencer/block-list';
import { readUnsubscribed } from './unsubscribes';

/** lemlist's list of unsubscribed ones: addresses, domains, LinkedIn pages and phones. */
export const lemlistBlockList: VendorBlockList = {
	kinds: ['email', 'domain', 'linkedin', 'phone'],
	most: 10_000,
	spell: ({ value }) => value,
	read: readUnsubscribed,
	async add(client, values) {
		await client.send({
			method: 'POST',
			path: '/api/v2/unsubscribes/variables',
			body: { values },
			effect: 'idempotent',
			answer: 'text',
		});
	},
};
