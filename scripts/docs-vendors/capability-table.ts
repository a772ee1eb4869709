import type { Capability } from '../../src/gtm/vendors/capability.ts';

interface Described {
	profile: { id: string; name: string };
	docsUrl: string;
	capabilities: Readonly<Record<string, Capability>>;
}

export type VendorsByCategory = Readonly<Record<string, readonly Described[]>>;

export type OperationsByCategory = Readonly<
	Record<string, ReadonlyArray<{ name: string; madeOf?: string }>>
>;

const TITLES: Readonly<Record<string, string>> = {
	crm: 'CRM',
	enrichment: 'Enrichment',
	sequencer: 'Sequencer',
	analytics: 'Analytics',
};

/** The page that tells what each vendor can do, from the registry itself. */
export function capabilityPage(
	vendors: VendorsByCategory,
	operations: OperationsByCategory,
): string {
	const sections = Object.entries(vendors).flatMap(([category, all]) =>
		all.length === 0 ? [] : [section(category, all, operations[category] ?? [])],
	);
	const page = [
		'# What each vendor can do',
		'',
		'Made from the registry and the [catalogue of operations](../operations.md) of the package by `npm run docs:vendors`. ● offered, ◐ offered in a way of its own (see the notes), – not offered (see why).',
		'',
		...sections,
	].join('\n');
	return `${page.trimEnd()}\n`;
}

function section(
	category: string,
	vendors: readonly Described[],
	catalogue: OperationsByCategory[string],
): string {
	const head = [
		'operation',
		...vendors.map(({ profile }) => `[${profile.name}](${profile.id}.md)`),
	];
	// What needs no vendor, or several, is no vendor's to offer.
	const operations = catalogue.filter((operation) =>
		vendors.some((vendor) => capabilityOf(vendor, operation) !== undefined),
	);
	const rows = operations.map((operation) => [
		operation.name,
		...vendors.map((vendor) => sign(capabilityOf(vendor, operation))),
	]);
	const notes = vendors.flatMap((vendor) =>
		operations.flatMap((operation) => {
			const sentence = sentenceOf(capabilityOf(vendor, operation));
			if (sentence === undefined || operation.madeOf !== undefined) return [];
			return [`- **${vendor.profile.name}**, ${operation.name}: ${sentence}`];
		}),
	);
	return [`## ${TITLES[category] ?? category}`, '', ...table(head, rows), '', ...notes, ''].join(
		'\n',
	);
}

function capabilityOf(
	{ capabilities }: Described,
	{ name, madeOf }: OperationsByCategory[string][number],
): Capability | undefined {
	return capabilities[madeOf ?? name];
}

function sign(capability: Capability | undefined): string {
	if (capability === undefined || !capability.supported) return '–';
	return capability.note === undefined ? '●' : '◐';
}

function sentenceOf(capability: Capability | undefined): string | undefined {
	if (capability === undefined) return undefined;
	return capability.supported ? capability.note : capability.why;
}

/** As prettier writes it: columns as wide as their widest cell. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
	const widths = head.map((title, column) =>
		Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length), 3),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
