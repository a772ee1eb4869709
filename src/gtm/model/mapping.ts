import { isDeepStrictEqual } from 'node:util';

import { isRecord, recordOf } from './json';
import { type Path, entriesOf, readPath, withoutPaths, writePath } from './path';

/** A value that fits, or why it does not. `value: undefined` means that there is none. */
export type Coerced = { value: unknown } | { misfit: string };

/** A record as it is at the time, in canonical or in the vendor's names. */
export type Values = Readonly<Record<string, unknown>>;

/** How a vendor's value becomes canonical, and back. */
export interface Codec {
	read(this: void, value: unknown): Coerced;
	/** @param record the canonical record that the value stands in */
	write(this: void, value: unknown, record?: Values): Coerced;
	/** The value in view of the canonical record that was read: a national number and its country. */
	settle?(this: void, value: unknown, record: Values): unknown;
	/**
	 * What the field shall hold when `wanted` is written and `held` is there: a spelling that says the
	 * same stays, and what is added takes nothing away. `wanted` if left out.
	 *
	 * @param record what is there, in the vendor's names
	 */
	onto?(this: void, held: unknown, wanted: unknown, record: Values): unknown;
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
	/** Some accounts of the vendor have no such field: it is written only where there is one. */
	optional?: true;
}

export type MappingTable = readonly FieldMapping[];

export interface Mapped {
	values: Record<string, unknown>;
	/** A sentence for each value that did not fit, with the field and without the value. */
	notes: string[];
}

export interface Written extends Mapped {
	/** Those of the notes that are about a value: it did not fit the field that the vendor has for it. */
	misfits: string[];
}

/**
 * A vendor's record in canonical words. What no row reads, what did not fit its row, and what another
 * row has already said in other words stays under `custom` with the vendor's names: nothing is
 * dropped. Where two rows read one field, the first that has a value wins.
 */
export function toCanonical(table: MappingTable, record: Record<string, unknown>): Mapped {
	const read: Record<string, unknown> = {};
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
		const known = readPath(read, row.field);
		const agrees = coerced.value === undefined || isDeepStrictEqual(known, coerced.value);
		if (known === undefined || agrees) taken.add(row.vendor);
		if (known === undefined && coerced.value !== undefined) {
			writePath(read, row.field, coerced.value);
		}
	}
	const values = settled(table, read);
	const notes = [...misfits]
		.filter(([vendor]) => !taken.has(vendor))
		.map(([vendor, why]) => `${vendor} was kept under custom: ${why}`);
	const rest = withoutEmpty(withoutPaths(record, [...taken]));
	return { values: Object.keys(rest).length > 0 ? { ...values, custom: rest } : values, notes };
}

function settled(table: MappingTable, read: Values): Record<string, unknown> {
	const values = structuredClone({ ...read });
	const gone: Path[] = [];
	for (const { field, as } of table) {
		const value = readPath(read, field);
		if (!as.settle || value === undefined) continue;
		const settledValue = as.settle(value, read);
		if (settledValue === undefined) gone.push(field);
		else writePath(values, field, settledValue);
	}
	return gone.length > 0 ? withoutPaths(values, gone) : values;
}

/**
 * Canonical values in the vendor's words; `custom` goes through under its own names, and a canonical
 * value wins over it. A value that cannot be written is left out with a note, as is a field without
 * a row.
 */
export function toVendor(table: MappingTable, values: object): Written {
	const { custom, ...canonical } = recordOf(values);
	const written: Record<string, unknown> = isRecord(custom) ? structuredClone(custom) : {};
	const notes: string[] = [];
	const misfits: string[] = [];
	for (const [field, value] of entriesOf(canonical, fieldsOf(table))) {
		if (isEmpty(value)) continue;
		const rows = table.filter((row) => row.field === field);
		if (rows.length === 0) notes.push(`${field} was left out: the vendor has no field for it`);
		else if (rows.every((row) => row.access === 'read')) {
			notes.push(`${field} was left out: it is read-only at the vendor`);
		}
		for (const row of rows) {
			if (row.access === 'read') continue;
			const coerced = row.as.write(value, canonical);
			if ('misfit' in coerced) {
				const note = `${field} was left out: ${coerced.misfit}`;
				notes.push(note);
				misfits.push(note);
			} else if (coerced.value !== undefined) writePath(written, row.vendor, coerced.value);
		}
	}
	return { values: written, notes, misfits };
}

/** What is wanted of a record, in view of what it holds: see `onto`. Both in the vendor's names. */
export function ontoHeld(table: MappingTable, held: Values, wanted: Values): Mapped['values'] {
	const values = structuredClone({ ...wanted });
	for (const { vendor, as, access } of table) {
		const [before, asked] = [readPath(held, vendor), readPath(values, vendor)];
		if (!as.onto || access === 'read' || isEmpty(asked)) continue;
		writePath(values, vendor, as.onto(before, asked, held));
	}
	return values;
}

/**
 * The vendor's names for canonical fields; a name that the table does not know is the vendor's own, which
 * forms call `custom.<name>`.
 */
export function toVendorFields(table: MappingTable, fields: readonly string[]): string[] {
	const names = fields.flatMap((field) => {
		const rows = table.filter(
			(row) => row.access !== 'write' && (row.field === field || row.field.startsWith(`${field}.`)),
		);
		return rows.length > 0 ? rows.map((row) => row.vendor) : [field.replace(/^custom\./, '')];
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
