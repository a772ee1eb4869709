import { recordOf, recordsOf, textOf } from '../../model/json';
import type { VendorBlockList } from '../../sequencer/block-list';

const PAGE_MAX = 100;

/** Addresses and domains of the workspace. @see https://developer.instantly.ai/api/v2/blocklistentry */
export const instantlyBlockList: VendorBlockList = {
	kinds: ['email', 'domain'],
	most: 1_000,
	spell: ({ value }) => value,
	async read(client) {
		const values = new Set<string>();
		let after: string | undefined;
		do {
			const { body } = await client.send({
				method: 'GET',
				path: '/api/v2/block-lists-entries',
				query: { limit: PAGE_MAX, starting_after: after },
				effect: 'read',
			});
			const { items, next_starting_after: next } = recordOf(body);
			for (const { bl_value: value } of recordsOf(items)) {
				const text = textOf(value);
				if (text !== undefined) values.add(text.toLowerCase());
			}
			after = textOf(next);
		} while (after !== undefined);
		return values;
	},
	async add(client, values) {
		await client.send({
			method: 'POST',
			path: '/api/v2/block-lists-entries/bulk-create',
			body: { bl_values: values },
			// Those that are there are not made again.
			effect: 'idempotent',
		});
	},
};
