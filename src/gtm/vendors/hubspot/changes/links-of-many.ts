import type { VendorClient } from '../../../http/vendor-client';
import { pathOf } from '../../../http/vendor-request';
import { idOf, recordOf, recordsOf } from '../../../model/json';
import { API_VERSION } from '../version';

type Answer = Record<string, unknown>;

/** A search gives no links: they are read for a page of records at once, in the shape of a single read. */
export async function withLinks(
	client: VendorClient,
	name: string,
	linkedTo: readonly string[],
	answers: readonly Answer[],
): Promise<Answer[]> {
	const inputs = answers.flatMap(({ id }) => {
		const own = idOf(id);
		return own === undefined ? [] : [{ id: own }];
	});
	if (inputs.length === 0) return [...answers];
	const links = new Map<string, Record<string, object>>();
	for (const target of linkedTo) {
		const response = await client.send({
			method: 'POST',
			path: pathOf`/crm/associations/${API_VERSION}/${name}/${target}/batch/read`,
			body: { inputs },
			effect: 'read',
		});
		for (const { from, to } of recordsOf(recordOf(response.body).results)) {
			const id = idOf(recordOf(from).id) ?? '';
			const results = recordsOf(to).map(({ toObjectId }) => ({ id: idOf(toObjectId) }));
			links.set(id, { ...links.get(id), [target]: { results } });
		}
	}
	return answers.map((answer) => ({
		...answer,
		associations: links.get(idOf(answer.id) ?? '') ?? {},
	}));
}
