import { type ChoiceSource, rememberedSource } from '../../crm/choices/choices';
import { closedBy } from '../../crm/choices/fit-deal';
import { listIn, readableNames } from '../../crm/choices/listed';
import { textOf } from '../../model/json';
import { attributeNames, listOwners } from './metadata';
import { listIn as recordsIn, read } from './request';

/** Attio takes the title of a stage for its id, and has no pipelines. */
export const attioChoices: ChoiceSource = rememberedSource({
	ownFields: readableNames(attributeNames),
	async deals(client) {
		const path = '/v2/objects/deals/attributes/stage/statuses';
		const statuses = recordsIn(await read(client, path, { query: { show_archived: false } }));
		return {
			pipelines: [],
			stages: statuses.flatMap(({ title }) => {
				const label = textOf(title);
				const over = label === undefined ? undefined : closedBy(label);
				return label === undefined ? [] : [{ value: label, label, ...(over && { closes: over }) }];
			}),
		};
	},
	owners: async (client) => listIn(client, await listOwners(client)),
});
