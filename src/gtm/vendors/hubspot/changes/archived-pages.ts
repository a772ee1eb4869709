import { type FeedPage, type FedRow, serverTimeOf } from '../../../changes/change-feed';
import type { VendorClient } from '../../../http/vendor-client';
import { unreadable } from '../../../http/unreadable';
import { pathOf } from '../../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf } from '../../../model/json';
import { API_VERSION } from '../version';
import { mergesInto } from './merges';

const PAGE_MAX = 100;

interface Bin {
	name: string;
	properties: readonly string[];
	/** Merges before need not be told. */
	reported: number;
}

/**
 * What lies in the recycle bin, where HubSpot keeps it for 90 days. The bin is in the order of ids and
 * cannot be asked for a time, so all of it is read. Of a record that was deleted after another was merged
 * into it, nothing else tells that the other is gone.
 */
export async function* archivedPages<Entity>(
	client: VendorClient,
	{ name, properties, reported }: Bin,
	toRecord: (answer: Record<string, unknown>) => Entity,
): AsyncGenerator<FeedPage<Entity>> {
	const rows: Array<FedRow<Entity>> = [];
	let after: string | undefined;
	let time: { serverTime?: number } = {};
	do {
		const response = await client.send({
			method: 'GET',
			path: pathOf`/crm/objects/${API_VERSION}/${name}`,
			query: { archived: true, limit: PAGE_MAX, properties: properties.join(','), after },
			effect: 'read',
		});
		const body = recordOf(response.body);
		if (!Array.isArray(body.results)) throw unreadable(client, response);
		time = { ...serverTimeOf(response), ...time };
		const answers = recordsOf(body.results);
		rows.push(...(await mergesInto(client, name, answers, reported, true)));
		for (const answer of answers) {
			const id = idOf(answer.id);
			const at = Date.parse(textOf(answer.archivedAt) ?? '');
			if (id === undefined || Number.isNaN(at)) throw unreadable(client, response);
			rows.push({ id, at, gone: 'deleted', record: toRecord(answer) });
		}
		after = textOf(recordOf(recordOf(body.paging).next).after);
	} while (after !== undefined);
	yield { rows: rows.toSorted((a, b) => a.at - b.at), ...time };
}
