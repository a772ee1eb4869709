import { type ChangeFeed, type FedRow, serverTimeOf } from '../../changes/change-feed';
import type {
	ChangeReadOptions,
	Changing,
	ChangingEntities,
	CrmChanges,
} from '../../crm/crm-changes';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { idOf, textOf } from '../../model/json';
import { knownDomainField } from './domain-field';
import {
	type PipedriveObject,
	dealObject,
	organizationObject,
	parseRecord,
	personObject,
} from './objects';
import { TOKENS } from './profile';
import { withDomain } from './read-records';
import { dataOf, listIn, nextCursor, read } from './request';

type Changed = ChangingEntities[Changing];

const PAGE_MAX = 500;

/** Lists are no index; clocks and transactions have this long. */
const LAG_MS = 5 * 60_000;

const OBJECTS: Readonly<Record<Exclude<Changing, 'activity'>, PipedriveObject<Changed>>> = {
	contact: personObject,
	company: organizationObject,
	deal: dealObject,
};

/** Lists in the order of the last change. What is deleted is on none of them, except deals. */
export const pipedriveChanges: CrmChanges = (what, options) => {
	if (what === 'activity') return [];
	// What is compared shows what changed, too.
	if (options.comparing && what !== 'deal') return [wholeOf(OBJECTS[what], options)];
	const live = feedOf(OBJECTS[what], options);
	if (what !== 'deal' || options.withoutDeletions) return [live];
	return [live, feedOf(OBJECTS.deal, options, 'deleted')];
};

function feedOf(
	object: PipedriveObject<Changed>,
	{ fields }: ChangeReadOptions,
	status?: 'deleted',
): ChangeFeed<Changed> {
	return {
		name: status === undefined ? object.name : `${object.name} ${status}`,
		lagMs: LAG_MS,
		...(status !== undefined && { onlyGone: true }),
		async *pages(client, from) {
			if (object.name === 'organizations') await knownDomainField(client);
			let cursor: string | undefined;
			do {
				const response = await read(client, pathOf`/api/v2/${object.name}`, {
					query: {
						// Whole seconds, as Pipedrive counts; the one that has begun is read from its start.
						updated_since: `${new Date(from).toISOString().slice(0, 19)}Z`,
						sort_by: 'update_time',
						sort_direction: 'asc',
						limit: PAGE_MAX,
						status,
						cursor,
					},
					tokens: TOKENS.list,
				});
				const rows: Array<FedRow<Changed>> = [];
				for (const answer of listIn(response)) {
					const row = await toRow(object, client, answer, fields);
					rows.push(status === undefined ? row : { ...row, gone: status });
				}
				yield { rows, ...serverTimeOf(response) };
				cursor = nextCursor(response);
			} while (cursor !== undefined);
		},
	};
}

/** All persons or organizations: those that are on no page were deleted, or merged into another one. */
function wholeOf(
	object: PipedriveObject<Changed>,
	options: ChangeReadOptions,
): ChangeFeed<Changed> {
	const { pages } = feedOf(object, options);
	return {
		name: `all ${object.name}`,
		lagMs: LAG_MS,
		whole: {
			async isGone(client, id) {
				const path = pathOf`/api/v2/${object.name}/${id}`;
				const response = await read(client, path, { accept: [404] });
				return response.status === 404 || dataOf(response).is_deleted === true;
			},
		},
		pages: (client) => pages(client, 0, 0),
	};
}

async function toRow(
	object: PipedriveObject<Changed>,
	client: VendorClient,
	answer: Record<string, unknown>,
	fields: readonly string[] | undefined,
): Promise<FedRow<Changed>> {
	const createdAt = Date.parse(textOf(answer.add_time) ?? '');
	const values = await withDomain(object, client, answer);
	return {
		id: idOf(answer.id) ?? '',
		at: Date.parse(textOf(answer.update_time) ?? textOf(answer.add_time) ?? ''),
		...(!Number.isNaN(createdAt) && { createdAt }),
		record: parseRecord(object, values, fields).record,
	};
}
