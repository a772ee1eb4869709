import type { FedRow } from '../../../changes/change-feed';
import type { VendorClient } from '../../../http/vendor-client';
import { pathOf } from '../../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf } from '../../../model/json';
import { API_VERSION } from '../version';

type Answer = Record<string, unknown>;

/** The ids of what was merged into a record, on the record itself. */
export const MERGED_IDS = 'hs_merged_object_ids';

/** HubSpot gives the history of this many records at once. */
const HISTORIES_MAX = 50;

/**
 * What was merged into the records at `since` or later: the history of the ids says when.
 *
 * @param archived whether the records are in the recycle bin
 */
export async function mergesInto(
	client: VendorClient,
	name: string,
	answers: readonly Answer[],
	since: number,
	archived = false,
): Promise<Array<FedRow<never>>> {
	const ids = answers.flatMap(({ id, properties }) =>
		textOf(recordOf(properties)[MERGED_IDS]) === undefined ? [] : (idOf(id) ?? []),
	);
	const rows: Array<FedRow<never>> = [];
	for (let first = 0; first < ids.length; first += HISTORIES_MAX) {
		const response = await client.send({
			method: 'POST',
			path: pathOf`/crm/objects/${API_VERSION}/${name}/batch/read`,
			...(archived && { query: { archived } }),
			body: {
				inputs: ids.slice(first, first + HISTORIES_MAX).map((id) => ({ id })),
				properties: [],
				propertiesWithHistory: [MERGED_IDS],
			},
			effect: 'read',
		});
		const results = recordsOf(recordOf(response.body).results);
		rows.push(...results.flatMap((answer) => mergesOf(answer)));
	}
	return rows.filter(({ at }) => at >= since);
}

/** Newest first, each with all ids until then. */
function mergesOf({ id, propertiesWithHistory }: Answer): Array<FedRow<never>> {
	const into = idOf(id) ?? '';
	const entries = recordsOf(recordOf(propertiesWithHistory)[MERGED_IDS]);
	return entries.flatMap(({ value, timestamp }, place) => {
		const before = idsIn(entries[place + 1]?.value);
		const at = Date.parse(textOf(timestamp) ?? '');
		const added = idsIn(value).filter((one) => !before.includes(one) && one !== into);
		return added.map((one) => ({ id: one, at, gone: { into } }));
	});
}

function idsIn(value: unknown): string[] {
	return (textOf(value) ?? '').split(';').filter((id) => id !== '');
}
