import type { CrmEntity, Owner, PropertyDefinition } from '../../crm/crm-vendor';
import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { idOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { type DescribedField, describe } from './describe';
import { accountObject, contactObject, opportunityObject } from './objects';
import { nextPage, runQuery } from './query';

const OBJECTS = {
	contact: contactObject,
	company: accountObject,
	deal: opportunityObject,
} as const;

const OWNERS_MAX = 10_000;

/** Every field that the user may see, custom ones included, with its label, type and choices. */
export async function listProperties(
	client: VendorClient,
	entity: CrmEntity,
): Promise<Outcome<PropertyDefinition[]>> {
	const { name, table } = OBJECTS[entity];
	try {
		const fields = await describe(client, name);
		const record = fields
			.filter(({ details }) => details.deprecatedAndHidden !== true)
			.map((field) => toDefinition(field, table));
		return { status: 'found', provider: client.provider, record };
	} catch (error) {
		return toOutcome(error);
	}
}

function toDefinition(
	{ name, type, details }: DescribedField,
	table: (typeof OBJECTS)[CrmEntity]['table'],
): PropertyDefinition {
	const canonical = table.find((row) => row.vendor === name)?.field;
	const description = textOf(details.inlineHelpText);
	const options = recordsOf(details.picklistValues).flatMap(({ active, value, label }) => {
		const own = textOf(value);
		return own === undefined || active === false
			? []
			: [{ value: own, label: textOf(label) ?? own }];
	});
	const creatable = details.createable === true;
	return {
		name,
		label: textOf(details.label) ?? name,
		...(canonical !== undefined && { canonical }),
		type: TYPES[type] ?? 'text',
		...(options.length > 0 && { options }),
		...(options.length > 0 && details.restrictedPicklist === false && { isOpen: true }),
		readOnly: !creatable && details.updateable !== true,
		required: creatable && details.nillable === false && details.defaultedOnCreate !== true,
		isCustom: details.custom === true,
		...(description !== undefined && { description }),
	};
}

/** All other types are texts. */
const TYPES: Readonly<Record<string, PropertyDefinition['type']>> = {
	int: 'number',
	long: 'number',
	double: 'number',
	currency: 'number',
	percent: 'number',
	boolean: 'boolean',
	date: 'date',
	datetime: 'dateTime',
	picklist: 'options',
	multipicklist: 'multiOptions',
	reference: 'reference',
};

/** People of the org, without the users that are programs and communities. */
export async function listOwners(client: VendorClient): Promise<Outcome<Owner[]>> {
	const { outcome, records } = await collectPages(client.provider, OWNERS_MAX, async (next) => {
		const page =
			next === undefined
				? await runQuery(
						client,
						"SELECT Id, Name, Email, IsActive FROM User WHERE UserType = 'Standard' ORDER BY Name ASC",
					)
				: await nextPage(client, next);
		return {
			records: page.records.map(toOwner),
			...(page.next !== undefined && { next: page.next }),
		};
	});
	return { ...outcome, record: records };
}

function toOwner({ Id, Email, Name, IsActive }: Record<string, unknown>): Owner {
	const email = textOf(Email);
	const name = textOf(Name);
	return {
		id: idOf(Id) ?? '',
		...(email !== undefined && { email }),
		...(name !== undefined && { name }),
		active: IsActive === true,
	};
}
