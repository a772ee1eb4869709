import { isRecord, recordOf } from '../model/json';
import {
	type MappingTable,
	type Written as Mapped,
	readableFields,
	toVendor,
} from '../model/mapping';
import { readPath, writePath } from '../model/path';
import type { UpsertDraft } from './crm-vendor';
import type { UpsertSteps } from './upsert-steps';

/**
 * What is wanted of a record that is there, in the vendor's names: the values, and null for what shall
 * be empty.
 */
export function wantedOf<Entity extends object>(
	table: MappingTable,
	{ values, clear = [] }: Pick<UpsertDraft<Entity>, 'values' | 'clear'>,
): Mapped {
	const wanted = toVendor(table, values);
	const misfits: string[] = [];
	for (const field of clear) {
		const rows = rowsOf(table, field);
		const paths = rows.filter(({ access }) => access !== 'read').map(({ vendor }) => vendor);
		if (rows.length > 0 && paths.length === 0) {
			misfits.push(`${field} was not cleared: it is read-only at the vendor`);
		}
		for (const path of rows.length > 0 ? paths : [field.replace(/^custom\./, '')]) {
			if (readPath(wanted.values, path) === undefined) writePath(wanted.values, path, null);
		}
	}
	return {
		values: wanted.values,
		notes: [...wanted.notes, ...misfits],
		misfits: [...wanted.misfits, ...misfits],
	};
}

/** Money is cleared by its amount: a currency cannot be empty. */
function rowsOf(table: MappingTable, field: string) {
	return table.filter(
		(row) =>
			row.field === field ||
			(row.field.startsWith(`${field}.`) && row.field !== `${field}.currency`),
	);
}

/** The first of the vendor's own fields that cannot hold what it was given, in words. */
export function unwritable<Entity extends object>(
	{ misfitOf }: Pick<UpsertSteps<Entity>, 'misfitOf'>,
	{ values }: Pick<UpsertDraft<Entity>, 'values'>,
): string | undefined {
	for (const [name, value] of Object.entries(recordOf(recordOf(values).custom))) {
		const why = misfitOf?.(name, value);
		if (why !== undefined) return `custom.${name}: ${why}`;
	}
	return undefined;
}

/** For vendors whose fields hold texts, numbers, truth values, and lists as one text with semicolons. */
export function plainMisfit(value: unknown): string | undefined {
	const members: unknown[] = Array.isArray(value) ? value : [value];
	if (members.some((member) => isRecord(member) || Array.isArray(member))) {
		return 'it is an object, but the field accepts only text, a number, true or false, or a list of these';
	}
	if (Array.isArray(value) && members.some((member) => member === null || member === undefined)) {
		return 'the list contains null';
	}
	if (Array.isArray(value) && members.some((member) => String(member).includes(';'))) {
		return 'a text in the list contains ";", which the vendor uses as separator';
	}
	return undefined;
}

const IDENTITY = [
	'email',
	'otherEmails',
	'domain',
	'accountDomain',
	'linkedinUrl',
	'phone',
	'mobilePhone',
];

/** The vendor's names of what people and companies are known by. */
export function identityNames(table: MappingTable): string[] {
	return readableFields(table.filter(({ field }) => IDENTITY.includes(field)));
}
