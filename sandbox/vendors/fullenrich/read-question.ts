import { isRecord, textOf } from '../../frame/call.ts';
import { refused } from './errors.ts';
import type { Asked } from './state.ts';

const FIELDS = ['contact.work_emails', 'contact.personal_emails', 'contact.phones'];
const MOST_CONTACTS = 100;
const MOST_CUSTOM_KEYS = 10;
const LONGEST_CUSTOM = 100;

const textIn = (record: Record<string, unknown>, name: string): string => {
	const value = record[name];
	return typeof value === 'string' ? value.trim() : '';
};

function customOf({ custom }: Record<string, unknown>): Asked['custom'] {
	if (!isRecord(custom)) return undefined;
	const values = Object.values(custom);
	if (values.length > MOST_CUSTOM_KEYS) {
		const message = 'Custom field contains too many keys (max: 10 keys)';
		throw refused(400, 'error.enrichment.custom.key.exceeded', message);
	}
	if (values.some((value) => typeof value !== 'string' || value.length > LONGEST_CUSTOM)) {
		const message = 'Custom field value max len exceeded (max: 100 character)';
		throw refused(400, 'error.enrichment.custom.value.exceeded', message);
	}
	return custom as Record<string, string>;
}

/** Name and list of a bulk question. */
export function readBulk(body: unknown): { name: string; data: Array<Record<string, unknown>> } {
	const { name, data } = isRecord(body) ? body : {};
	if (typeof name !== 'string' || name === '') {
		throw refused(400, 'error.enrichment.name.empty', 'Enrichment name not set');
	}
	if (!Array.isArray(data) || data.length === 0) {
		throw refused(400, 'error.enrichment.data.empty', 'Data is empty');
	}
	if (data.length > MOST_CONTACTS) {
		throw refused(400, 'error.enrichment.data.exceeded', 'Data has more than 100 contacts');
	}
	return { name, data: data.filter(isRecord) };
}

function fieldsOf({ enrich_fields: fields }: Record<string, unknown>): string[] {
	if (!Array.isArray(fields) || fields.length === 0) {
		const message = 'enrichFields cannot be empty';
		throw refused(400, 'error.enrichment.enrich_fields.empty', message);
	}
	const asked = fields.map(textOf);
	const wrong = asked.find((field) => !FIELDS.includes(field));
	if (wrong !== undefined) {
		const message = `enrichField '${wrong}' not valid must be ${FIELDS.join(' or ')}`;
		throw refused(400, 'error.enrichment.enrich_field.value', message);
	}
	return asked;
}

/** One person of an enrichment. */
export function readContact(contact: Record<string, unknown>): Asked {
	const [first, last, domain, company, linkedin] = [
		textIn(contact, 'first_name'),
		textIn(contact, 'last_name'),
		textIn(contact, 'domain'),
		textIn(contact, 'company_name'),
		textIn(contact, 'linkedin_url'),
	];
	const fields = fieldsOf(contact);
	if (linkedin === '') {
		const missing: Array<[string, string, string]> = [
			[first, 'first_name', 'First name'],
			[last, 'last_name', 'Last name'],
			[`${domain}${company}`, 'domain', 'Domain'],
		];
		for (const [value, name, label] of missing) {
			if (value !== '') continue;
			throw refused(400, `error.enrichment.${name}.empty`, `${label} cannot be empty`);
		}
	}
	const input = {
		...(first !== '' && { first_name: first }),
		...(last !== '' && { last_name: last }),
		...(domain !== '' && { company_domain: domain }),
		...(company !== '' && { company_name: company }),
		...(linkedin !== '' && { professional_network_url: linkedin }),
	};
	return { input, fields, custom: customOf(contact) };
}

/** One email of a reverse lookup. */
export function readEmail(contact: Record<string, unknown>): Asked {
	const email = textIn(contact, 'email');
	if (email === '') throw refused(400, 'error.reverse.email.empty', 'Email cannot be empty');
	if (!email.includes('@')) throw refused(400, 'error.reverse.email.invalid', 'Email is invalid');
	return { input: { email }, fields: [], custom: customOf(contact) };
}
