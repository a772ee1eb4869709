import type { StoredRecord } from '../../crm/upsert';
import { idOf, recordOf, textOf } from '../../model/json';

/** Addresses of a contact besides its own, such as those of contacts that were merged into it. */
export const ADDITIONAL_EMAILS = 'hs_additional_emails';

/** HubSpot takes and gives texts only; a list of choices is joined by semicolons. */
export function toProperties(values: Readonly<Record<string, unknown>>): Record<string, string> {
	const entries = Object.entries(values).map(([name, value]): [string, string] => [
		name,
		Array.isArray(value) ? value.map(String).join(';') : String(value),
	]);
	return Object.fromEntries(entries);
}

export function toStored(answer: Record<string, unknown>): StoredRecord {
	return { id: idOf(answer.id) ?? '', values: recordOf(answer.properties) };
}

/** Every address that names the contact, in lower case, its own first. */
export function emailsOf(properties: Readonly<Record<string, unknown>>): string[] {
	const others = textOf(properties[ADDITIONAL_EMAILS])?.split(';') ?? [];
	return [textOf(properties.email) ?? '', ...others]
		.map((email) => email.trim().toLowerCase())
		.filter((email) => email !== '');
}

/**
 * A contact that was found by an address, seen from what is wanted of it: an address that it has
 * besides its own is there, and must not take the place of its own.
 */
export function seenFrom(
	{ email }: Readonly<Record<string, unknown>>,
	{ id, values }: StoredRecord,
): StoredRecord {
	const isThere = typeof email === 'string' && emailsOf(values).includes(email);
	return isThere ? { id, values: { ...values, email } } : { id, values };
}
