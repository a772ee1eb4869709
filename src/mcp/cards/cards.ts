/** The cards that come with the package. */
export const CARDS = {
	prospect: {
		name: 'Prospect',
		description: 'Facts with sources, timeline, conflicts, and what may be done',
	},
	outcome: { name: 'Outcome', description: 'What became of a write, of one record or of many' },
	report: { name: 'Report', description: 'Metrics with their chart' },
	approval: { name: 'Approval', description: 'A write that waits: allow, change or refuse it' },
	table: { name: 'Table', description: 'A result as a table' },
	record: { name: 'Record', description: 'A result as one record' },
	chart: { name: 'Chart', description: 'Numbers of a result as a chart' },
	review: { name: 'Identity review', description: 'Pairs that may be one, to merge or keep apart' },
} as const satisfies Record<string, { name: string; description: string }>;

export type CardName = keyof typeof CARDS;

/** Under which address hosts read a card. */
export function cardUri(name: string): string {
	return `ui://gtm/${name}.html`;
}
