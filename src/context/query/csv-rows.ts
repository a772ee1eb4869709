import type { FactsDraft } from '../context-graph';
import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';

/** Columns that tell who a row is about, by the heading in lower case. */
const IDENTIFYING: Readonly<Record<string, string>> = {
	email: 'email',
	domain: 'domain',
	linkedin: 'linkedin',
	linkedinurl: 'linkedin',
	phone: 'phone',
};

/**
 * A row of a table as facts: each column is an attribute, and those that tell who is meant are
 * identifiers, too. A column with a colon in its heading (`hubspot:contact`) is the id of a record. Numbers
 * and `true`/`false` are taken as such; empty cells say nothing.
 */
export function factsFromTableRow(
	row: Readonly<Record<string, unknown>>,
	{ type, source }: { type: EntityType; source: string },
): FactsDraft {
	const cells = Object.entries(row)
		.map(([heading, value]) => ({ heading: heading.trim(), value: typed(value) }))
		.filter(({ value }) => value !== undefined);
	const identifiers = cells.flatMap(({ heading, value }): Identifier[] => {
		const name = heading.toLowerCase();
		const kind = heading.includes(':') ? name : IDENTIFYING[name];
		return kind === undefined ? [] : [{ kind, value: String(value) }];
	});
	const facts = cells
		.filter(({ heading }) => !heading.includes(':'))
		.map(({ heading, value }) => ({ attribute: attributeOf(heading), value: value as string }));
	return { type, source, identifiers, facts };
}

/** `Job Title` and `job_title` as `jobTitle`. */
export function attributeOf(heading: string): string {
	const [first = '', ...others] = heading.split(/[\s_-]+/).filter((word) => word !== '');
	const isOneWord = others.length === 0;
	const head = isOneWord ? first.charAt(0).toLowerCase() + first.slice(1) : first.toLowerCase();
	return (
		head + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('')
	);
}

function typed(value: unknown): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	const text = value.trim();
	if (text === '') return undefined;
	if (text === 'true' || text === 'false') return text === 'true';
	// A phone number or a postal code is no number: it would lose its zeros and its plus.
	return /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
