import { type ChangeFeed, type FedRow, serverTimeOf } from '../../changes/change-feed';
import type { Changing, ChangingEntities, CrmChanges } from '../../crm/crm-changes';
import { pathOf } from '../../http/vendor-request';
import { toInstant } from '../../model/instant';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { type AttioObject, companyObject, dealObject, parseRecord, personObject } from './objects';
import { PAGE_MAX } from './query';
import { listIn, read } from './request';

type Changed = ChangingEntities[Changing];

const OBJECTS: Readonly<Record<Exclude<Changing, 'activity'>, AttioObject<Changed>>> = {
	contact: personObject,
	company: companyObject,
	deal: dealObject,
};

/**
 * Attio keeps no time of a record's last change, and lists no changes: all records of a kind are read,
 * 500 at once, and compared with those of the last reading.
 */
export const attioChanges: CrmChanges = (what, { fields }) =>
	what === 'activity' ? [] : [feedOf(OBJECTS[what], fields)];

function feedOf(
	object: AttioObject<Changed>,
	fields: readonly string[] | undefined,
): ChangeFeed<Changed> {
	const { name } = object;
	return {
		name,
		lagMs: 0,
		whole: {
			async isGone(client, id) {
				const path = pathOf`/v2/objects/${name}/records/${id}`;
				return (await read(client, path, { accept: [404] })).status === 404;
			},
		},
		async *pages(client) {
			// What is made meanwhile comes last, so it moves no other record to another page.
			const sorts = [{ attribute: 'created_at', direction: 'asc' }];
			for (let offset = 0; ; offset += PAGE_MAX) {
				const response = await read(client, pathOf`/v2/objects/${name}/records/query`, {
					body: { sorts, limit: PAGE_MAX, offset },
				});
				const answers = listIn(response);
				const rows = answers.map((answer) => toRow(object, answer, fields));
				yield { rows, ...serverTimeOf(response) };
				if (answers.length < PAGE_MAX) return;
			}
		},
	};
}

function toRow(
	object: AttioObject<Changed>,
	answer: Record<string, unknown>,
	fields: readonly string[] | undefined,
): FedRow<Changed> {
	const { id, record } = parseRecord(object, answer, fields);
	const createdAt = momentOf(answer.created_at) ?? 0;
	// A value that was taken away leaves no trace of when.
	const began = Object.values(recordOf(answer.values))
		.flatMap(recordsOf)
		.flatMap(({ active_from: from }) => momentOf(from) ?? []);
	return { id, at: began.reduce((last, one) => Math.max(last, one), createdAt), createdAt, record };
}

function momentOf(value: unknown): number | undefined {
	return toInstant(textOf(value) ?? '')?.getTime();
}
