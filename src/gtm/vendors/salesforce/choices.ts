import { type ChoiceSource, rememberedSource } from '../../crm/choices/choices';
import { closedBy } from '../../crm/choices/fit-deal';
import { fieldsFrom, listIn, namesFrom } from '../../crm/choices/listed';
import { idOf, recordsOf, textOf } from '../../model/json';
import { describeObject } from './describe';
import { listOwners, listProperties } from './metadata';
import { accountObject, contactObject, opportunityObject } from './objects';

const OBJECTS = {
	contact: contactObject,
	company: accountObject,
	deal: opportunityObject,
} as const;

/** Orgs with several sales processes tell them by the record type. */
export const salesforceChoices: ChoiceSource = rememberedSource({
	fields: fieldsFrom(listProperties),
	ownFields: namesFrom(listProperties),
	async absentFields(client, entity) {
		const { name, table } = OBJECTS[entity];
		const { fields } = await describeObject(client, name);
		const present = new Set(fields.map((field) => field.name));
		const absent = table.filter(({ vendor }) => !present.has(vendor.split('.')[0] ?? vendor));
		return new Set(absent.map(({ vendor }) => vendor));
	},
	async deals(client) {
		const { fields, recordTypes } = await describeObject(client, opportunityObject.name);
		const stages = fields.find(({ name }) => name === 'StageName');
		return {
			pipelines: recordTypes.flatMap(({ recordTypeId, name, master, available }) => {
				const value = idOf(recordTypeId);
				const offered = value !== undefined && master !== true && available !== false;
				return offered ? [{ value, label: textOf(name) ?? value }] : [];
			}),
			stages: recordsOf(stages?.details.picklistValues).flatMap(({ active, value, label }) => {
				const own = textOf(value);
				if (own === undefined || active === false) return [];
				const title = textOf(label) ?? own;
				const over = closedBy(title);
				return [{ value: own, label: title, ...(over && { closes: over }) }];
			}),
		};
	},
	owners: async (client) => listIn(client, await listOwners(client)),
});
