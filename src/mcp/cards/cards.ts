/** The cards that come with the package. */
export const CARDS = {
	prospect: {
		name: 'Prospect',
		description: 'Facts with sources, timeline, conflicts, and what may be done',
	},
} as const satisfies Record<string, { name: string; description: string }>;

export type CardName = keyof typeof CARDS;

/** Under which address hosts read a card. */
export function cardUri(name: string): string {
	return `ui://gtm/${name}.html`;
}
