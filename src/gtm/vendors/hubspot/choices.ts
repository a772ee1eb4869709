import { type ChoiceSource, rememberedSource } from '../../crm/choices/choices';
import { closedBy } from '../../crm/choices/fit-deal';
import { fieldsFrom, listIn, namesFrom } from '../../crm/choices/listed';
import { pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import { listOwners, listTaken } from './metadata';
import { API_VERSION } from './version';

/** @see https://developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide */
export const hubspotChoices: ChoiceSource = rememberedSource({
	fields: fieldsFrom(listTaken),
	ownFields: namesFrom(listTaken),
	async deals(client) {
		const response = await client.send({
			method: 'GET',
			path: pathOf`/crm/pipelines/${API_VERSION}/deals`,
			effect: 'read',
		});
		const all = recordsOf(recordOf(response.body).results);
		return {
			pipelines: all.map(toChoice),
			stages: all.flatMap((pipeline) =>
				recordsOf(pipeline.stages).map((stage) => ({
					...toChoice(stage),
					pipeline: idOf(pipeline.id) ?? '',
					...closes(stage),
				})),
			),
		};
	},
	owners: async (client) => listIn(client, await listOwners(client)),
});

function toChoice({ id, label }: Record<string, unknown>) {
	const value = idOf(id) ?? '';
	return { value, label: textOf(label) ?? value };
}

/** A closed stage of no probability is a lost one. */
function closes({ label, metadata }: Record<string, unknown>): { closes?: 'won' | 'lost' } {
	const { isClosed, probability } = recordOf(metadata);
	if (isClosed !== 'true' && isClosed !== true) return {};
	const told = Number(probability) > 0 ? 'won' : 'lost';
	return { closes: probability === undefined ? (closedBy(textOf(label) ?? '') ?? told) : told };
}
