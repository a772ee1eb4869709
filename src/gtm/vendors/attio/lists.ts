import type { CrmLists } from '../../crm/crm-lists';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { idOf, listOf, recordOf, textOf } from '../../model/json';
import { sideBySide } from '../../sequencer/side-by-side';
import { OBJECT_NAMES } from './links';
import { listIn, read } from './request';

/** Entries of one record in lists, at most: Attio gives 100 unless asked for more. */
const ENTRIES_MAX = 1_000;

const HTTP_NOT_FOUND = 404;

/** Attio's lists hold entries, each for one record. */
export const attioLists: CrmLists = {
	all: async (client, entity) => {
		const { provider } = client;
		try {
			const record = listIn(await read(client, '/v2/lists'))
				.filter(({ parent_object: holds }) => listOf(holds).includes(OBJECT_NAMES[entity]))
				.flatMap(({ id, name, api_slug: slug }) => {
					const listId = idOf(recordOf(id).list_id);
					if (listId === undefined) return [];
					const alias = textOf(slug);
					return [{ id: listId, name: textOf(name) ?? listId, ...(alias && { alias }) }];
				});
			return { status: 'found', provider, record };
		} catch (error) {
			return toOutcome(error);
		}
	},
	onOneOf: async (client, { entity, ids, lists }) => {
		const object = OBJECT_NAMES[entity];
		const answers = await sideBySide(ids, async (id) => {
			const path = pathOf`/v2/objects/${object}/records/${id}/entries`;
			const query = { limit: ENTRIES_MAX };
			return await read(client, path, { query, accept: [HTTP_NOT_FOUND] });
		});
		const isOne = ({ list_id: id, list_api_slug: slug }: Record<string, unknown>) =>
			[id, slug].some((name) => typeof name === 'string' && lists.includes(name));
		return new Set(
			ids.filter((_id, place) => {
				const answer = answers[place];
				return answer !== undefined && listIn(answer).some(isOne);
			}),
		);
	},
};
