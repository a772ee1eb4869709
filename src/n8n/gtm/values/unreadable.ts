import { BrandedError } from '../../../base/branded-error';

/**
 * A value that cannot be what is asked for. Its message goes on from the label of a parameter: "is a
 * list. Give one text." Values of people never stand in it; dates, numbers and choices may.
 */
export class Unreadable extends BrandedError {
	static override readonly brand: string = 'Unreadable';

	/**
	 * @param what is wrong, without a period
	 * @param instead what to give, without a period
	 */
	constructor(
		readonly what: string,
		instead: string,
	) {
		super(`${what}. ${instead}.`);
	}
}

/** What a value is, for a person who has to change the expression that gave it. */
export function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'boolean') return `${String(value)}`;
	if (typeof value === 'number') return `the number ${value}`;
	if (typeof value === 'string') return 'a text';
	if (value === null || value === undefined) return 'empty';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const LONGEST = 40;

/** A text that names no person, such as a date: quoted, and cut if it is long. */
export function quoted(text: string): string {
	return `"${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}"`;
}
