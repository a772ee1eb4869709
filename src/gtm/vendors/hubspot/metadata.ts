import type { CrmEntity, Owner, PropertyDefinition } from '../../crm/crm-vendor';
import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { companyObject, contactObject, dealObject } from './objects';
import { API_VERSION } from './version';

const OBJECTS = { contact: contactObject, company: companyObject, deal: dealObject } as const;

const OWNERS_PAGE = 100;
const OWNERS_MAX = 10_000;

/** Every property of an object, custom ones included, with its label, type and choices. */
export async function listProperties(
	client: VendorClient,
	entity: CrmEntity,
): Promise<Outcome<PropertyDefinition[]>> {
	return await listAll(client, entity, 'shown');
}

/** With hidden properties and the choices of the past too, which HubSpot does not show but takes. */
export async function listTaken(
	client: VendorClient,
	entity: CrmEntity,
): Promise<Outcome<PropertyDefinition[]>> {
	return await listAll(client, entity, 'taken');
}

type Wanted = 'shown' | 'taken';

async function listAll(
	client: VendorClient,
	entity: CrmEntity,
	wanted: Wanted,
): Promise<Outcome<PropertyDefinition[]>> {
	const { name, table } = OBJECTS[entity];
	try {
		const response = await client.send({
			method: 'GET',
			path: pathOf`/crm/properties/${API_VERSION}/${name}`,
			query: { archived: false },
			effect: 'read',
		});
		const record = recordsOf(recordOf(response.body).results)
			.filter(({ hidden }) => hidden !== true || wanted === 'taken')
			.map((property) => toDefinition(property, table, wanted));
		return { status: 'found', provider: client.provider, record };
	} catch (error) {
		return toOutcome(error);
	}
}

function toDefinition(
	property: Record<string, unknown>,
	table: (typeof OBJECTS)[CrmEntity]['table'],
	wanted: Wanted,
): PropertyDefinition {
	const name = textOf(property.name) ?? '';
	const canonical = table.find((row) => row.vendor === name)?.field;
	const description = textOf(property.description);
	const options = recordsOf(property.options).flatMap((option) => {
		const value = textOf(option.value);
		if (value === undefined || (wanted === 'shown' && option.hidden === true)) return [];
		return [{ value, label: textOf(option.label) ?? value }];
	});
	return {
		name,
		label: textOf(property.label) ?? name,
		...(canonical !== undefined && { canonical }),
		type: typeOf(property),
		...(options.length > 0 && { options }),
		readOnly:
			recordOf(property.modificationMetadata).readOnlyValue === true ||
			property.calculated === true,
		required: false,
		isCustom: property.hubspotDefined !== true,
		...(description !== undefined && { description }),
	};
}

function typeOf({
	type,
	fieldType,
	externalOptions,
}: Record<string, unknown>): PropertyDefinition['type'] {
	if (externalOptions === true) return 'reference';
	switch (type) {
		case 'number':
			return 'number';
		case 'bool':
			return 'boolean';
		case 'date':
			return 'date';
		case 'datetime':
			return 'dateTime';
		case 'enumeration':
			return fieldType === 'checkbox' ? 'multiOptions' : 'options';
		default:
			return 'text';
	}
}

export async function listOwners(client: VendorClient): Promise<Outcome<Owner[]>> {
	const { outcome, records } = await collectPages(client.provider, OWNERS_MAX, async (after) => {
		const response = await client.send({
			method: 'GET',
			path: pathOf`/crm/owners/${API_VERSION}`,
			query: { limit: OWNERS_PAGE, after },
			effect: 'read',
		});
		const body = recordOf(response.body);
		const next = textOf(recordOf(recordOf(body.paging).next).after);
		return { records: recordsOf(body.results).map(toOwner), ...(next !== undefined && { next }) };
	});
	return { ...outcome, record: records };
}

function toOwner({ id, email, firstName, lastName, archived }: Record<string, unknown>): Owner {
	const address = textOf(email);
	const name = [firstName, lastName].flatMap((part) => textOf(part) ?? []).join(' ');
	return {
		id: idOf(id) ?? '',
		...(address !== undefined && { email: address }),
		...(name !== '' && { name }),
		active: archived !== true,
	};
}
