import { table } from './capability-table.ts';

/** What of an operation stands on the page. */
interface Described {
	name: string;
	title: string;
	description: string;
	effect: string;
	price: string;
	scopes: readonly string[];
	/** JSON Schema of its input. */
	schema: Readonly<Record<string, unknown>>;
}

export type DescribedOperations = Readonly<Record<string, readonly Described[]>>;

const TITLES: Readonly<Record<string, string>> = {
	crm: 'CRM',
	enrichment: 'Enrichment',
	sequencer: 'Sequencer',
	analytics: 'Analytics',
};

const EFFECTS: Readonly<Record<string, string>> = {
	reads: 'reads',
	repeatable: 'writes; a second run ends in the same state',
	once: 'a second run may do it, or cost, again',
};

/** The page of all operations, from the catalogue itself. */
export function operationPage(operations: DescribedOperations): string {
	const page = [
		'# Every operation',
		'',
		'What the GTM nodes can do, once each, with what it takes. Nodes, the [table of what each vendor can do](vendors/README.md) and this page come from one catalogue (`src/gtm/operations`); made by `npm run docs:vendors`.',
		'',
		'- **Effect**: whether it changes something, and what a second run of the same input does.',
		'- **Cost**: `credits` where the vendor may charge for it.',
		'- **Right**: what a caller must be allowed to do.',
		'- Members in **bold** are required. Lists are JSON lists; times are ISO 8601, and a day such as `2026-11-01` begins in the time zone that is given, UTC if none is. In the nodes that is the time zone of the workflow.',
		'',
		...Object.entries(operations).flatMap(([family, all]) => [
			`## ${TITLES[family] ?? family}`,
			'',
			...all.flatMap(section),
		]),
	].join('\n');
	return `${page.trimEnd()}\n`;
}

function section({ name, title, description, effect, price, scopes, schema }: Described): string[] {
	const about = [
		`Effect: ${EFFECTS[effect] ?? effect}.`,
		`Cost: ${price}.`,
		`Right: ${scopes.map((scope) => `\`${scope}\``).join(', ')}.`,
	].join(' ');
	return [`### ${name}`, '', `${title}. ${sentence(description)} ${about}`, '', ...members(schema)];
}

function members({ properties, required }: Readonly<Record<string, unknown>>): string[] {
	const names = Array.isArray(required) ? required : [];
	const rows = Object.entries((properties ?? {}) as Record<string, Member>).map(
		([name, member]) => [
			names.includes(name) ? `**${name}**` : name,
			kindOf(member),
			cell(`${member.description ?? ''}${defaultOf(member)}`),
		],
	);
	return rows.length === 0 ? [] : [...table(['member', 'what', 'meaning'], rows), ''];
}

interface Member {
	type?: string;
	description?: string;
	default?: unknown;
	enum?: unknown[];
	items?: Member;
	anyOf?: Member[];
}

function kindOf({ type, enum: choices, items, anyOf }: Member): string {
	if (type === 'array') return `list of ${items ? kindOf(items) : 'anything'}`;
	if (choices && choices.length <= 10) return choices.map((one) => `\`${String(one)}\``).join(', ');
	if (anyOf) return anyOf.map(kindOf).join(' or ');
	return type ?? 'anything';
}

function defaultOf({ default: value }: Member): string {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
		return '';
	return `; \`${value}\` if left out`;
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
