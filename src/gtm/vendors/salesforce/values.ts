import type { StoredRecord, VendorValues } from '../../crm/upsert-steps';
import { toDomain } from '../../../base/identity/domain';
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

/** An id of 15 characters names the same record as the one of 18 that Salesforce answers with. */
export function seenFrom(wanted: VendorValues, held: VendorValues): VendorValues {
	const short = Object.entries(wanted).filter(([name, value]) => {
		const there = held[name];
		return (
			typeof value === 'string' &&
			value.length === 15 &&
			typeof there === 'string' &&
			there.length === 18 &&
			there.startsWith(value)
		);
	});
	return { ...held, ...Object.fromEntries(short) };
}
