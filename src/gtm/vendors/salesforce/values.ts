import type { StoredRecord } from '../../crm/upsert';
import { toDomain } from '../../model/domain';
import { idOf, textOf } from '../../model/json';

/** What Salesforce takes: a list of choices is one text, joined by semicolons. */
export function toFields(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const entries = Object.entries(values).map(([name, value]): [string, unknown] => [
		name,
		Array.isArray(value) ? value.map(String).join(';') : value,
	]);
	return Object.fromEntries(entries);
}

/**
 * A website is compared by its domain: one that leads there already, with a path or without `www.`, is
 * not written over by the plain domain.
 */
export function toStored(answer: Readonly<Record<string, unknown>>): StoredRecord {
	const website = textOf(answer.Website);
	const domain = website === undefined ? undefined : toDomain(website);
	return {
		id: idOf(answer.Id) ?? '',
		values: domain === undefined ? answer : { ...answer, Website: domain },
	};
}
