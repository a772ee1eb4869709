import type { BatchSteps } from '../../crm/upsert-many';
import type { VendorValues } from '../../crm/upsert-steps';
import { idOf } from '../../model/json';
import { COLLECTION_MAX, saveCollection } from './collection';
import type { SalesforceObject } from './objects';
import { contactsByEmail, readByIds } from './read-many';
import { toFields, toStored } from './values';

/**
 * Contacts by email in collections of 200: one query finds those that are there, one request each
 * writes the new and the changed ones, one query reads them back.
 */
export function salesforceBatch<Entity>(object: SalesforceObject<Entity>): BatchSteps<Entity> {
	const bodyOf = (values: VendorValues, id?: string) => ({
		attributes: { type: object.name },
		...(id !== undefined && { id }),
		...toFields(values),
	});
	return {
		size: COLLECTION_MAX,
		async findMany(client, emails, names) {
			const found = await contactsByEmail(client, emails, names);
			return new Map([...found].map(([email, answers]) => [email, answers.map(toStored)]));
		},
		async createMany(client, records) {
			const bodies = records.map(({ values }) => bodyOf(values));
			return await saveCollection(client, 'POST', bodies, async () => {
				const emails = records.map(({ email }) => email);
				const found = await contactsByEmail(client, emails, []);
				return emails.map((email) => idOf(found.get(email)?.[0]?.Id));
			});
		},
		async updateMany(client, records) {
			const bodies = records.map(({ id, values }) => bodyOf(values, id));
			return await saveCollection(client, 'PATCH', bodies);
		},
		readMany: async (client, ids, names) => await readByIds(object, client, ids, names),
	};
}
