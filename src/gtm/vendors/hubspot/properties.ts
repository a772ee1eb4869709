import type { StoredRecord } from '../../crm/upsert-steps';
import { idOf, recordOf } from '../../model/json';

/** HubSpot takes and gives texts only; a list of choices is joined by semicolons, and none is ''. */
export function toProperties(values: Readonly<Record<string, unknown>>): Record<string, string> {
	const entries = Object.entries(values).map(([name, value]): [string, string] => {
		const given: unknown = value ?? '';
		return [name, Array.isArray(given) ? given.map(String).join(';') : String(given)];
	});
	return Object.fromEntries(entries);
}

export function toStored(answer: Record<string, unknown>): StoredRecord {
	return { id: idOf(answer.id) ?? '', values: recordOf(answer.properties) };
}
