import type { VendorBlockList } from '../../sequencer/block-list';
import { readBlocked } from './block-list';
import { sendConfirmed } from './confirmed';

/** The block list of all clients of the account. @see https://api.smartlead.ai/reference/add-leaddomain-to-global-block-list */
export const smartleadBlockList: VendorBlockList = {
	kinds: ['email', 'domain'],
	most: 1_000,
	spell: ({ value }) => value,
	read: readBlocked,
	async add(client, values) {
		await sendConfirmed(client, {
			method: 'POST',
			path: '/api/v1/leads/add-domain-block-list',
			body: { domain_block_list: values, client_id: null },
			effect: 'idempotent',
		});
	},
};
