import { isDeepStrictEqual } from 'node:util';

import { isRecord, recordOf } from './json';
import { type Path, entriesOf, readPath, withoutPaths, writePath } from './path';

/** A value that fits, or why it does not. `value: undefined` means that there is none. */
export type Coerced = { value: unknown } | { misfit: string };

/** How a vendor's value becomes canonical, and back. */
export interface Codec {
	read(this: void, value: unknown): Coerced;
	write(this: void, value: unknown): Coerced;
}

/** One row of a mapping table: a reader checks it against the vendor's page. */
export interface FieldMapping {
	/** Canonical, with dots for members: `amount.currency`. */
	field: Path;
	/** The vendor's own name, with dots for members: `name.first_name`. */
	vendor: Path;
	as: Codec;
	/** Left out: both ways. */
	access?: 'read' | 'write';
}

export type MappingTable = readonly FieldMapping[];

export interface Mapped {
	values: Record<string, unknown>;
	/** A sentence for each value that did not fit, with the field and without the value. */
	notes: string[];
}

/**
 * A vendor's record in canonical words. What no row reads, what did not fit its row, and what another
 * row has already said in other words stays under `custom` with the vendor's names: nothing is
 * dropped. Where two rows read one field, the first that has a value wins.
 */
export function toCanonical(table: MappingTable, record: Record<string, unknown>): Mapped {
	const values: Record<string, unknown> = {};
	const misfits = new Map<Path, string>();
	const taken = new Set<Path>();
	for (const row of table) {
		if (row.access === 'write') continue;
		const raw = readPath(record, row.vendor);
		const coerced = isEmpty(raw) ? { value: undefined } : row.as.read(raw);
		if ('misfit' in coerced) {
			misfits.set(row.vendor, coerced.misfit);
			continue;
		}
		const known = readPath(values, row.field);
		const agrees = coerced.value === undefined || isDeepStrictEqual(known, coerced.value);
		if (known === undefined || agrees) taken.add(row.vendor);
		if (known === undefined && coerced.value !== undefined) {
			writePath(values, row.field, coerced.value);
		}
	}
	const notes = [...misfits]
		.filter(([vendor]) => !taken.has(vendor))
		.map(([vendor, why]) => `${vendor} was kept under custom: ${why}`);
	const rest = withoutEmpty(withoutPaths(record, [...taken]));
	return { values: Object.keys(rest).length > 0 ? { ...values, custom: rest } : values, notes };
}

/**
 * Canonical values in the vendor's words; `custom` goes through under its own names, and a canonical
 * value wins over it. A value that cannot be written is left out with a note, as is a field without
 * a row.
 */
export function toVendor(table: MappingTable, values: object): Mapped {
	const { custom, ...canonical } = recordOf(values);
	const written: Record<string, unknown> = isRecord(custom) ? structuredClone(custom) : {};
	const notes: string[] = [];
	for (const [field, value] of entriesOf(canonical, fieldsOf(table))) {
		if (isEmpty(value)) continue;
		const rows = table.filter((row) => row.field === field);
		if (rows.length === 0) notes.push(`${field} was left out: the vendor has no field for it`);
		else if (rows.every((row) => row.access === 'read')) {
			notes.push(`${field} was left out: the vendor does not let it be written`);
		}
		for (const row of rows) {
			if (row.access === 'read') continue;
			const coerced = row.as.write(value);
			if ('misfit' in coerced) notes.push(`${field} was left out: ${coerced.misfit}`);
			else if (coerced.value !== undefined) writePath(written, row.vendor, coerced.value);
		}
	}
	return { values: written, notes };
}

/** The vendor's names for canonical fields; a name that the table does not know is the vendor's own. */
export function toVendorFields(table: MappingTable, fields: readonly string[]): string[] {
	const names = fields.flatMap((field) => {
		const rows = table.filter(
			(row) => row.access !== 'write' && (row.field === field || row.field.startsWith(`${field}.`)),
		);
		return rows.length > 0 ? rows.map((row) => row.vendor) : [field];
	});
	return [...new Set(names)];
}

/** Every field that the table can read. */
export function readableFields(table: MappingTable): string[] {
	return table.filter((row) => row.access !== 'write').map((row) => row.vendor);
}

function fieldsOf(table: MappingTable): ReadonlySet<Path> {
	return new Set(table.map((row) => row.field));
}

/** Vendors write "nothing" in several ways. */
function isEmpty(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	);
}

function withoutEmpty(record: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value)));
}
