/** A list of an answer that may be made shorter, from its end. */
export interface Section {
	/** `account.timeline`: by this it is named if something of it is cut. */
	name: string;
	/** Tokens of each of its items, the most valuable first. */
	costs: readonly number[];
	/** So many stay until nothing else is left to cut. */
	keep: number;
}

/** What was left out of an answer. */
export interface Cut {
	section: string;
	/** How many are in the answer, and how many there are. */
	shown: number;
	of: number;
}

export interface Fit {
	/** How many items of each section stay, by its name. */
	shown: ReadonlyMap<string, number>;
	cut: Cut[];
	/** Of the answer as it is now. */
	tokens: number;
	/** True if what is never cut is longer than the budget already. */
	over: boolean;
}

/** What naming a cut costs. */
const TOKENS_OF_A_CUT = 14;

/**
 * Cuts sections until an answer fits: in their order, first down to what each keeps, then further.
 * What is never cut is in `fixed`, and stays even if it alone is longer than the budget.
 *
 * @param fixed tokens of all that is in no section
 * @param sections the first one is cut first
 */
export function fitBudget(fixed: number, sections: readonly Section[], budget: number): Fit {
	const shown = new Map(sections.map(({ name, costs }) => [name, costs.length]));
	let tokens = fixed + sections.flatMap(({ costs }) => costs).reduce((sum, one) => sum + one, 0);
	const cutDown = ({ name, costs }: Section, least: number) => {
		let left = shown.get(name) ?? 0;
		const whole = left === costs.length;
		if (left <= least || tokens <= budget) return;
		if (whole) tokens += TOKENS_OF_A_CUT;
		while (left > least && tokens > budget) {
			left -= 1;
			tokens -= costs[left] ?? 0;
		}
		shown.set(name, left);
	};
	for (const section of sections) cutDown(section, section.keep);
	for (const section of sections) cutDown(section, 0);
	const cut = sections
		.map(({ name, costs }) => ({ section: name, shown: shown.get(name) ?? 0, of: costs.length }))
		.filter((one) => one.shown < one.of);
	return { shown, cut, tokens, over: tokens > budget };
}
