import { table } from './capability-table.ts';

export type Meanings = Readonly<Record<string, { means: string; advice: string }>>;

/** The page of every code that an outcome can carry, from the table itself. */
export function reasonPage(reasons: Meanings): string {
	const rows = Object.entries(reasons)
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([code, { means, advice }]) => [`\`${code}\``, means, advice]);
	const page = [
		'# Every reason',
		'',
		'`reason.code` of an outcome that did not succeed. These codes are ours and mean the same for every vendor; a code that is not here is the vendor\u2019s own, and its message is the vendor\u2019s too. Made from `src/gtm/reasons` by `npm run docs:vendors`.',
		'',
		...table(['code', 'what happened', 'what to do'], rows),
	].join('\n');
	return `${page}\n`;
}
