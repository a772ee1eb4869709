import type { EntityType } from '../model/entity';
import type { ContextAnswer, Saved } from './context-answer';
import type { Facts, Picture } from './picture';

type Shown = Omit<ContextAnswer, 'meta'>;

/** One thing that a source would have had to be asked for, and the write by which it is known here. */
interface Told {
	call: string;
	write: number;
}

const SIDES = ['contact', 'account', 'deal', 'sequence'] as const satisfies readonly EntityType[];

/**
 * What this one answer saved: as many calls as it takes to ask each source for each kind of thing that is
 * shown, less this one; and what those took. What was cut, or is not for this viewer, saved nothing.
 */
export function savedBy(picture: Picture, answer: Shown, tokens: number): Saved {
	const told = [
		...factsIn(picture, answer),
		...dealsIn(picture, answer),
		...eventsIn(picture, answer),
	];
	const enrolled = answer.enrollments.map(({ provider }) => `${provider} enrollments`);
	const calls = new Set([...told.map(({ call }) => call), ...enrolled]);
	const writes = new Set(told.map(({ write }) => write));
	const spent = picture.spent.filter(({ seq }) => writes.has(seq));
	const sum = (member: 'credits' | 'tokens') =>
		spent.reduce((total, one) => total + one[member], 0);
	return {
		calls: Math.max(0, calls.size - 1),
		credits: Math.round(sum('credits') * 100) / 100,
		tokens: Math.max(0, sum('tokens') - tokens),
	};
}

function factsIn(picture: Picture, answer: Shown): Told[] {
	return SIDES.flatMap((type) =>
		Object.keys(answer[type]?.facts ?? {}).flatMap((name) =>
			toldBy(picture[type]?.facts, name, type),
		),
	);
}

function dealsIn({ deals }: Picture, { openDeals, closedDeals }: Shown): Told[] {
	const shown = new Set([...openDeals, ...closedDeals].map(({ id }) => id));
	return deals
		.filter(({ id }) => shown.has(id))
		.flatMap(({ facts }) => Object.keys(facts).flatMap((name) => toldBy(facts, name, 'deal')));
}

function eventsIn(picture: Picture, { timeline, signals }: Shown): Told[] {
	const shown = [...timeline, ...signals];
	return (['contact', 'account'] as const).flatMap((side) => {
		const all = [...(picture[side]?.events ?? []), ...(picture[side]?.signals ?? [])];
		return all
			.filter(({ at, source }) =>
				shown.some((one) => one.of === side && one.at === at && one.source === source),
			)
			.map(({ id, source }) => ({ call: `${source} ${side} events`, write: writeOf(id) }));
	});
}

function toldBy(facts: Facts | undefined, name: string, kind: string): Told[] {
	const winner = facts?.[name]?.winner;
	return winner === undefined
		? []
		: [{ call: `${winner.source} ${kind}`, write: writeOf(winner.id) }];
}

/** An observation is named by its write and its place in it. */
const writeOf = (id: string) => Number(id.split('-')[0]);
