import type { MappingTable } from '../../model/mapping';

/**
 * A routine's outputs have the names that its author gave them. Those that mean a row of the table,
 * `Work Email` or `workEmail` for `work_email`, get the row's name; others keep their own.
 */
export function withTableNames(
	table: MappingTable,
	result: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const known = new Set(table.map(({ vendor }) => vendor));
	const entries = Object.entries(result).map(([name, value]): [string, unknown] => {
		const plain = plainName(name);
		const isTaken = plain !== name && Object.hasOwn(result, plain);
		return [known.has(plain) && !isTaken ? plain : name, value];
	});
	return Object.fromEntries(entries);
}

function plainName(name: string): string {
	return name
		.trim()
		.replace(/([a-z\d])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^a-z\d]+/g, '_');
}
