import type { StoredRecord } from '../../crm/upsert';
import { idOf, recordOf } from '../../model/json';

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
