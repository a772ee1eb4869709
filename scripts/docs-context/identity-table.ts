import { table } from '../docs-vendors/capability-table.ts';

/** The columns that the page shows; see `src/context/identity/identifier-kinds.ts`. */
export type ShownRules = Readonly<
	Record<
		string,
		{
			of: string;
			example: string;
			agreement: string;
			disagreement: string;
			cap?: number;
			reason: string;
		}
	>
>;

export const BEGIN = '<!-- made by npm run docs:context from src/context/identity -->';
export const END = '<!-- end of the table -->';

/** The table of identity, as lines of Markdown. */
export function identityTable(rules: ShownRules): string {
	const rows = Object.values(rules).map(({ of, example, agreement, disagreement, cap, reason }) => [
		`\`${example}\``,
		of === 'any' ? 'both' : of,
		agreement,
		disagreement,
		cap === undefined ? '' : `${cap} names`,
		reason,
	]);
	const heading = [
		'such as',
		'of',
		'the same value',
		'another value',
		'no identifier from',
		'because',
	];
	return table(heading, rows).join('\n');
}

/** The page with the table in its place. Throws RangeError if it has no place for it. */
export function withTable(page: string, rules: ShownRules): string {
	const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (begin < 0 || end < begin) throw new RangeError(`The page lacks ${BEGIN} … ${END}`);
	return `${page.slice(0, begin + BEGIN.length)}\n\n${identityTable(rules)}\n\n${page.slice(end)}`;
}
