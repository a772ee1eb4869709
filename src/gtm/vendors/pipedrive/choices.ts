import { type ChoiceSource, rememberedSource } from '../../crm/choices/choices';
import { listIn, readableNames } from '../../crm/choices/listed';
import type { VendorClient } from '../../http/vendor-client';
import { idOf, textOf } from '../../model/json';
import { fieldNames, listOwners } from './metadata';
import { TOKENS } from './profile';
import { listIn as recordsIn, nextCursor, read } from './request';

/** Won and lost are no stages in Pipedrive, but the status of the deal. */
export const pipedriveChoices: ChoiceSource = rememberedSource({
	ownFields: readableNames(fieldNames),
	async deals(client) {
		const pipelines = await all(client, '/api/v2/pipelines');
		const stages = await all(client, '/api/v2/stages');
		return {
			pipelines: pipelines.map(toChoice),
			stages: stages.map((stage) => ({
				...toChoice(stage),
				pipeline: idOf(stage.pipeline_id) ?? '',
			})),
		};
	},
	owners: async (client) => listIn(client, await listOwners(client)),
});

async function all(client: VendorClient, path: string): Promise<Array<Record<string, unknown>>> {
	const found: Array<Record<string, unknown>> = [];
	let cursor: string | undefined;
	do {
		const query = { limit: 500, cursor };
		const response = await read(client, path, { query, tokens: TOKENS.list });
		found.push(...recordsIn(response));
		const next = nextCursor(response);
		cursor = next === cursor ? undefined : next;
	} while (cursor !== undefined);
	return found;
}

function toChoice({ id, name }: Record<string, unknown>) {
	const value = idOf(id) ?? '';
	return { value, label: textOf(name) ?? value };
}
