import type { CrmEntity, Owner, PropertyDefinition } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { idOf, recordOf, textOf } from '../../model/json';
import type { MappingTable } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { companyObject, dealObject, personObject } from './objects';
import { listIn, read } from './request';

const OBJECTS = { contact: personObject, company: companyObject, deal: dealObject } as const;

/** Attio says nothing of a bound for one page; asked for all, it gives all. */
const ATTRIBUTES_MAX = 1_000;

/** Every attribute of an object, with its choices: one request more for each that has some. */
export async function listProperties(
	client: VendorClient,
	entity: CrmEntity,
): Promise<Outcome<PropertyDefinition[]>> {
	const { name, table } = OBJECTS[entity];
	try {
		const record: PropertyDefinition[] = [];
		for (const attribute of await attributesOf(client, entity)) {
			const options = await optionsOf(client, name, attribute);
			record.push({ ...toDefinition(attribute, table), ...(options && { options }) });
		}
		return { status: 'found', provider: client.provider, record };
	} catch (error) {
		return toOutcome(error);
	}
}

/** Without their choices: one request. @throws VendorError */
export async function attributeNames(
	client: VendorClient,
	entity: CrmEntity,
): Promise<ReadonlySet<string>> {
	const attributes = await attributesOf(client, entity);
	return new Set(attributes.flatMap(({ api_slug: slug }) => textOf(slug) ?? []));
}

async function attributesOf(client: VendorClient, entity: CrmEntity) {
	const response = await read(client, pathOf`/v2/objects/${OBJECTS[entity].name}/attributes`, {
		query: { limit: ATTRIBUTES_MAX, show_archived: false },
	});
	return listIn(response);
}

/** An option is written and read by its title. */
async function optionsOf(
	client: VendorClient,
	object: string,
	{ type, api_slug: slug }: Record<string, unknown>,
): Promise<PropertyDefinition['options'] | undefined> {
	const name = textOf(slug);
	if (name === undefined || (type !== 'select' && type !== 'status')) return undefined;
	const path =
		type === 'select'
			? pathOf`/v2/objects/${object}/attributes/${name}/options`
			: pathOf`/v2/objects/${object}/attributes/${name}/statuses`;
	const options = listIn(await read(client, path, { query: { show_archived: false } }));
	return options.flatMap(({ title }) => {
		const label = textOf(title);
		return label === undefined ? [] : [{ value: label, label }];
	});
}

function toDefinition(attribute: Record<string, unknown>, table: MappingTable): PropertyDefinition {
	const name = textOf(attribute.api_slug) ?? '';
	const canonical = table.find(({ vendor }) => vendor.split('.')[0] === name)?.field.split('.')[0];
	const description = textOf(attribute.description);
	return {
		name,
		label: textOf(attribute.title) ?? name,
		...(canonical !== undefined && { canonical }),
		type: typeOf(attribute),
		readOnly: attribute.is_writable === false,
		required: attribute.is_required === true,
		isCustom: attribute.is_system_attribute !== true,
		...(description !== undefined && { description }),
	};
}

function typeOf({
	type,
	is_multiselect: several,
}: Record<string, unknown>): PropertyDefinition['type'] {
	switch (type) {
		case 'number':
		case 'currency':
		case 'rating':
			return 'number';
		case 'checkbox':
			return 'boolean';
		case 'date':
			return 'date';
		case 'timestamp':
			return 'dateTime';
		case 'select':
			return several === true ? 'multiOptions' : 'options';
		case 'status':
			return 'options';
		case 'record-reference':
		case 'actor-reference':
			return 'reference';
		default:
			return 'text';
	}
}

/** The members of the workspace. */
export async function listOwners(client: VendorClient): Promise<Outcome<Owner[]>> {
	try {
		const members = listIn(await read(client, '/v2/workspace_members'));
		return { status: 'found', provider: client.provider, record: members.map(toOwner) };
	} catch (error) {
		return toOutcome(error);
	}
}

function toOwner(member: Record<string, unknown>): Owner {
	const email = textOf(member.email_address);
	const parts = [member.first_name, member.last_name].flatMap((part) => textOf(part) ?? []);
	return {
		id: idOf(recordOf(member.id).workspace_member_id) ?? '',
		...(email !== undefined && { email }),
		...(parts.length > 0 && { name: parts.join(' ') }),
		active: member.access_level !== 'suspended',
	};
}
