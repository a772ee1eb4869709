import { numberOf } from '../facts/same-value';
import type { Change, ChangeKind } from './changes';
import type { Filter } from './search';

/** What somebody wants to be told of. */
export type Watch =
	| { for: 'changed' | 'signal' | 'conflict' | 'review' }
	| { for: 'threshold'; attribute: string; threshold: number; direction: 'up' | 'down' }
	| { for: 'filter'; filter: Filter; direction: 'entered' | 'left' };

export const WATCHED = ['changed', 'conflict', 'filter', 'review', 'signal', 'threshold'] as const;

const KINDS: Readonly<Record<Watch['for'], readonly ChangeKind[]>> = {
	changed: ['entity_created', 'fact_changed', 'linked', 'enrollment', 'merged', 'unmerged'],
	signal: ['signal'],
	conflict: ['conflict'],
	review: ['review'],
	threshold: ['fact_changed'],
	filter: ['fact_changed'],
};

/** Changes of other kinds need not be read. */
export function kindsOf(watch: Watch): readonly ChangeKind[] {
	return KINDS[watch.for];
}

/** Whether a change of one of its kinds is what is watched for. */
export function isWatched(watch: Watch, { name, before, after }: Change): boolean {
	if (watch.for === 'threshold') {
		if (name !== watch.attribute) return false;
		const [was, is] = [numberOf(before)?.number, numberOf(after)?.number];
		const { threshold, direction } = watch;
		// What was not known before was on the near side.
		if (direction === 'up')
			return is !== undefined && is >= threshold && !(was !== undefined && was >= threshold);
		return is !== undefined && is <= threshold && !(was !== undefined && was <= threshold);
	}
	if (watch.for === 'filter') {
		if (name !== watch.filter.attribute) return false;
		const [was, is] = [fits(before, watch.filter), fits(after, watch.filter)];
		return watch.direction === 'entered' ? is && !was : was && !is;
	}
	return true;
}

/** As search compares it. */
export function fits(given: unknown, { comparison, value }: Filter): boolean {
	const isKnown = given !== undefined && given !== null;
	if (comparison === 'known') return isKnown;
	if (comparison === 'unknown') return !isKnown;
	const order = compare(given, value);
	if (comparison === 'is_not') return order !== 0;
	if (order === undefined) return false;
	if (comparison === 'is') return order === 0;
	return comparison === 'at_least' ? order >= 0 : order <= 0;
}

/** Undefined where the two cannot be compared. */
function compare(given: unknown, value: Filter['value']): number | undefined {
	if (given === undefined || given === null) return undefined;
	const [number, wanted] = [numberOf(given)?.number, typeof value === 'number' ? value : undefined];
	if (number !== undefined && wanted !== undefined) return number - wanted;
	if (typeof given !== 'string' && typeof given !== 'boolean') return undefined;
	const [one, other] = [String(given).toLowerCase(), String(value).toLowerCase()];
	return one < other ? -1 : Number(one > other);
}
