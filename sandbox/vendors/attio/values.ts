import { isRecord, textOf } from '../../frame/call.ts';
import type { Attribute } from './attributes.ts';
import { refused } from './errors.ts';

/** One value of an attribute without its dates, as Attio shows it. */
export type Value = Readonly<Record<string, unknown>> & { attribute_type: string };

/** A value with the time in which it held. */
export interface DatedValue {
	value: Value;
	from: string;
	/** Absent while it holds. */
	until?: string;
}

/** What reading a value needs of the workspace. */
export interface Workspace {
	/** The id of a member, by id or email. */
	memberId(reference: string): string | undefined;
	/** The id of a record, by its id or the value of a unique attribute. */
	recordId(object: string, reference: Readonly<Record<string, unknown>>): string | undefined;
	/** The whole of an option, by its title or id. */
	option(attribute: Attribute, reference: string): Readonly<Record<string, unknown>> | undefined;
}

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}$/;
const DOMAIN = /^([a-z0-9-]+\.)+[a-z]{2,}$/;

function wrong(attribute: Attribute, found: unknown): never {
	throw refused(
		400,
		'value_not_found',
		`Invalid value was passed to attribute with slug "${attribute.slug}": ${textOf(found).slice(0, 100)}`,
	);
}

function emailValue(attribute: Attribute, source: unknown): Value {
	const original = isRecord(source) ? textOf(source.email_address) : textOf(source);
	const address = original.trim().toLowerCase();
	if (!EMAIL.test(address)) wrong(attribute, source);
	const [local = '', domain = ''] = address.split('@');
	return {
		attribute_type: 'email-address',
		original_email_address: original,
		email_address: address,
		email_domain: domain,
		email_root_domain: rootOf(domain),
		email_local_specifier: local,
	};
}

/** The world's domains all have two parts. */
const rootOf = (domain: string) => domain.split('.').slice(-2).join('.');

function domainValue(attribute: Attribute, source: unknown): Value {
	const text = (isRecord(source) ? textOf(source.domain) : textOf(source)).toLowerCase();
	const domain = text.replace(/^https?:\/\//, '').replace(/[/?#].*$/, '');
	if (!DOMAIN.test(domain)) wrong(attribute, source);
	return { attribute_type: 'domain', domain, root_domain: rootOf(domain) };
}

function nameValue(attribute: Attribute, source: unknown): Value {
	if (isRecord(source)) {
		const first = textOf(source.first_name ?? '');
		const last = textOf(source.last_name ?? '');
		const full = textOf(source.full_name ?? `${first} ${last}`.trim());
		return { attribute_type: 'personal-name', first_name: first, last_name: last, full_name: full };
	}
	if (typeof source !== 'string') wrong(attribute, source);
	// As a text it is written “Last, First”.
	const [last = '', first = ''] = source.split(',').map((part) => part.trim());
	const full = `${first} ${last}`.trim();
	return { attribute_type: 'personal-name', first_name: first, last_name: last, full_name: full };
}

/** The longest prefix of the countries in the world wins; others are told by the caller. */
const PREFIXES = { '+1': 'US', '+44': 'GB', '+49': 'DE', '+33': 'FR', '+61': 'AU' };

function phoneValue(attribute: Attribute, source: unknown): Value {
	const original = isRecord(source) ? textOf(source.original_phone_number) : textOf(source);
	const named =
		isRecord(source) && typeof source.country_code === 'string' ? source.country_code : undefined;
	const country =
		named ?? Object.entries(PREFIXES).find(([prefix]) => original.startsWith(prefix))?.[1];
	const digits = original.replaceAll(/[^\d+]/g, '');
	if (country === undefined || digits.length < 7) wrong(attribute, source);
	return {
		attribute_type: 'phone-number',
		original_phone_number: original,
		country_code: country,
		phone_number: digits,
	};
}

const LOCATION_PARTS = [
	'line_1',
	'line_2',
	'line_3',
	'line_4',
	'locality',
	'region',
	'postcode',
	'country_code',
	'latitude',
	'longitude',
];

function locationValue(attribute: Attribute, source: unknown): Value {
	if (typeof source === 'string') return locationValue(attribute, { line_1: source });
	if (!isRecord(source)) wrong(attribute, source);
	const parts = LOCATION_PARTS.map((part) => [part, source[part] ?? null] as const);
	return { attribute_type: 'location', ...Object.fromEntries(parts) };
}

function currencyValue(attribute: Attribute, source: unknown): Value {
	const amount = Number(isRecord(source) ? source.currency_value : source);
	const code =
		isRecord(source) && source.currency_code != null ? textOf(source.currency_code) : 'USD';
	if (!Number.isFinite(amount)) wrong(attribute, source);
	return { attribute_type: 'currency', currency_value: amount, currency_code: code };
}

function actorValue(attribute: Attribute, source: unknown, workspace: Workspace): Value {
	const reference = isRecord(source)
		? (source.referenced_actor_id ?? source.workspace_member_email_address)
		: source;
	const id = workspace.memberId(textOf(reference ?? ''));
	if (id === undefined) wrong(attribute, source);
	return {
		attribute_type: 'actor-reference',
		referenced_actor_type: 'workspace-member',
		referenced_actor_id: id,
	};
}

function referenceValue(attribute: Attribute, source: unknown, workspace: Workspace): Value {
	const { target = 'people' } = attribute;
	const reference = isRecord(source) ? source : { target_record_id: source };
	const object = textOf(reference.target_object ?? target);
	const id = object === target ? workspace.recordId(object, reference) : undefined;
	if (id === undefined) wrong(attribute, source);
	return { attribute_type: 'record-reference', target_object: object, target_record_id: id };
}

function optionValue(attribute: Attribute, source: unknown, workspace: Workspace): Value {
	const named = isRecord(source) ? (source.option ?? source.status) : source;
	const option = workspace.option(attribute, textOf(named ?? ''));
	if (option === undefined) wrong(attribute, source);
	return attribute.type === 'status'
		? { attribute_type: 'status', status: option }
		: { attribute_type: 'select', option };
}

function plainValue(attribute: Attribute, source: unknown): Value {
	const found = isRecord(source) ? source.value : source;
	const { type } = attribute;
	if (type === 'number') {
		if (typeof found !== 'number' && !/^-?\d+(\.\d+)?$/.test(textOf(found)))
			wrong(attribute, source);
		return { attribute_type: type, value: Number(found) };
	}
	if (typeof found !== 'string') wrong(attribute, source);
	if (type !== 'date' && type !== 'timestamp') return { attribute_type: type, value: found };
	const moment = Date.parse(found);
	if (Number.isNaN(moment)) wrong(attribute, source);
	const iso = new Date(moment).toISOString();
	return { attribute_type: type, value: type === 'date' ? iso.slice(0, 10) : iso };
}

/** Reads one value in any of the forms that Attio takes. @throws Refused for one that it does not */
export function readValue(attribute: Attribute, source: unknown, workspace: Workspace): Value {
	switch (attribute.type) {
		case 'email-address':
			return emailValue(attribute, source);
		case 'domain':
			return domainValue(attribute, source);
		case 'personal-name':
			return nameValue(attribute, source);
		case 'phone-number':
			return phoneValue(attribute, source);
		case 'location':
			return locationValue(attribute, source);
		case 'currency':
			return currencyValue(attribute, source);
		case 'actor-reference':
			return actorValue(attribute, source, workspace);
		case 'record-reference':
			return referenceValue(attribute, source, workspace);
		case 'select':
		case 'status':
			return optionValue(attribute, source, workspace);
		default:
			return plainValue(attribute, source);
	}
}

/** The part of a value by which records are matched, filtered and sorted. */
export function plainOf(value: Value): number | string {
	const { option, status } = value;
	const titled = isRecord(option) ? option : isRecord(status) ? status : undefined;
	const found =
		titled?.title ??
		value.email_address ??
		value.domain ??
		value.full_name ??
		value.phone_number ??
		value.currency_value ??
		value.target_record_id ??
		value.referenced_actor_id ??
		value.locality ??
		value.value ??
		'';
	return typeof found === 'number' ? found : textOf(found);
}
