import type { ItemParameters } from '../gtm/parameters/item-parameters';
import { isAbsent } from '../gtm/values/given';
import { Unreadable, kindOf } from '../gtm/values/unreadable';

/** Any JSON, as a value or written as text; undefined if there is none. @throws Unreadable */
export function toJsonValue(value: unknown): unknown {
	if (isAbsent(value)) return undefined;
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw new Unreadable(
			'is not valid JSON',
			'Check quotes and commas. Within an expression, JSON.stringify writes values safely',
		);
	}
}

/** Rows of a table: a list of objects, or items of n8n, whose `json` counts. @throws Unreadable */
export function toRows(value: unknown): Array<Record<string, unknown>> | undefined {
	const rows = toJsonValue(value);
	if (rows === undefined) return undefined;
	if (!Array.isArray(rows)) {
		throw new Unreadable(
			`must be a list of rows, but is ${kindOf(rows)}`,
			"Enter a list of objects, or an expression such as {{ $('Rubric').all() }}",
		);
	}
	return rows.map((row: unknown) => {
		if (typeof row !== 'object' || row === null || Array.isArray(row)) {
			throw new Unreadable(`has a row that is ${kindOf(row)}`, 'Each row is an object');
		}
		const { json } = row as { json?: unknown };
		return (typeof json === 'object' && json !== null ? json : row) as Record<string, unknown>;
	});
}

/**
 * Reads with a schema of the playbooks, whose errors name what is wrong without a label.
 *
 * @throws RangeError that begins with the label of the parameter
 */
export function checkedBy<Value>(
	parameters: ItemParameters,
	name: string,
	read: () => Value,
): Value {
	try {
		return read();
	} catch (error) {
		if (error instanceof RangeError)
			throw parameters.problem(name, `cannot be used: ${error.message}.`);
		throw error;
	}
}
