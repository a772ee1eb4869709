import type { UsageEvent } from './world.ts';

export interface Funnel {
	steps: readonly string[];
	/** The first step lies in it: from, in milliseconds since 1970, until before `to`. */
	from: number;
	to: number;
	/** From the first to the last step, in milliseconds. */
	withinMs: number;
}

/** How many people got to each step, each in its best try. */
export function countFunnel(events: readonly UsageEvent[], funnel: Funnel): number[] {
	const ofPerson = Map.groupBy(events, ({ personKey }) => personKey);
	const depths = [...ofPerson.values()].map((own) => depthOf(own, funnel));
	return funnel.steps.map((_, index) => depths.filter((depth) => depth > index).length);
}

function depthOf(events: readonly UsageEvent[], { steps, from, to, withinMs }: Funnel): number {
	const ordered = events
		.map(({ name, at }) => ({ name, at: Date.parse(at) }))
		.toSorted((a, b) => a.at - b.at);
	const starts = ordered.filter(({ name, at }) => name === steps[0] && at >= from && at < to);
	const depths = starts.map((start) => {
		let depth = 1;
		for (const { name, at } of ordered) {
			if (at > start.at && at - start.at <= withinMs && name === steps[depth]) depth += 1;
		}
		return depth;
	});
	return Math.max(0, ...depths);
}
