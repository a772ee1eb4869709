import type { CrmEntity, Owner, PropertyDefinition } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { fieldsOf, knownDomainField } from './domain-field';
import { type PipedriveObject, dealObject, organizationObject, personObject } from './objects';
import { TOKENS } from './profile';
import { listIn, read } from './request';

const OBJECTS = { contact: personObject, company: organizationObject, deal: dealObject } as const;

/** What the list of fields calls otherwise than the record does. */
const RECORD_NAMES: Readonly<Record<string, string>> = { email: 'emails', phone: 'phones' };

/** Every field, with the 40 digits of custom ones as its name. Choices are written by their ids. */
export async function listProperties(
	client: VendorClient,
	entity: CrmEntity,
): Promise<Outcome<PropertyDefinition[]>> {
	const object = OBJECTS[entity];
	try {
		const fields = await fieldsOf(client, object.fields);
		const domainKey = entity === 'company' ? await knownDomainField(client) : undefined;
		const record = fields.map((field) => toDefinition(field, object, domainKey));
		return { status: 'found', provider: client.provider, record };
	} catch (error) {
		return toOutcome(error);
	}
}

/** What every kind of record takes besides the fields that Pipedrive lists. */
const UNLISTED = [
	'add_time',
	'update_time',
	'label_ids',
	'visible_to',
	'is_archived',
	'is_deleted',
];

/** As records call them. @throws VendorError */
export async function fieldNames(
	client: VendorClient,
	entity: CrmEntity,
): Promise<ReadonlySet<string>> {
	const { fields, table } = OBJECTS[entity];
	const listed = await fieldsOf(client, fields);
	const names = listed.flatMap(({ field_code: code }) => textOf(code) ?? []);
	const own = names.map((name) => RECORD_NAMES[name] ?? name);
	const mapped = table.map(({ vendor }) => vendor.split('.')[0] ?? vendor);
	return new Set([...names, ...own, ...mapped, ...UNLISTED]);
}

function toDefinition(
	field: Record<string, unknown>,
	{ table }: Pick<PipedriveObject<never>, 'table'>,
	domainKey: string | undefined,
): PropertyDefinition {
	const name = textOf(field.field_code) ?? '';
	const own = RECORD_NAMES[name] ?? name;
	const rows = table.filter(({ vendor }) => vendor.split('.')[0] === own);
	const canonical = name === domainKey ? 'domain' : rows[0]?.field.split('.')[0];
	const description = textOf(field.description);
	const isCustom = field.is_custom_field === true;
	const options = recordsOf(field.options).flatMap(({ id, label }) => {
		const value = idOf(id);
		return value === undefined ? [] : [{ value, label: textOf(label) ?? value }];
	});
	return {
		name,
		label: textOf(field.field_name) ?? name,
		...(canonical !== undefined && { canonical }),
		type: typeOf(field),
		...(options.length > 0 && { options }),
		// Pipedrive does not say which of its own fields can be written; the mapping does.
		readOnly: !isCustom && !rows.some(({ access }) => access !== 'read'),
		required: recordOf(field.required_fields).enabled === true,
		isCustom,
		...(description !== undefined && { description }),
	};
}

function typeOf({ field_type: type }: Record<string, unknown>): PropertyDefinition['type'] {
	switch (type) {
		case 'int':
		case 'double':
		case 'monetary':
			return 'number';
		case 'boolean':
			return 'boolean';
		case 'date':
			return 'date';
		case 'enum':
		case 'status':
		case 'stage':
			return 'options';
		case 'set':
			return 'multiOptions';
		case 'user':
		case 'org':
		case 'people':
		case 'pipeline':
			return 'reference';
		default:
			return 'text';
	}
}

/** The users of the company. */
export async function listOwners(client: VendorClient): Promise<Outcome<Owner[]>> {
	try {
		const users = listIn(await read(client, '/v1/users', { tokens: TOKENS.v1List }));
		return { status: 'found', provider: client.provider, record: users.map(toOwner) };
	} catch (error) {
		return toOutcome(error);
	}
}

function toOwner({ id, email, name, active_flag: active }: Record<string, unknown>): Owner {
	const address = textOf(email);
	const known = textOf(name);
	return {
		id: idOf(id) ?? '',
		...(address !== undefined && { email: address }),
		...(known !== undefined && { name: known }),
		active: active === true,
	};
}
