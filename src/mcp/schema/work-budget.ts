import { BrandedError } from '../../base/branded-error';

/** A value was not checked to the end: that would have held the process for too long. */
export class WorkExceeded extends BrandedError {
	static override readonly brand: string = 'WorkExceeded';
}

/**
 * Steps that one check may take, each about 100 ns. Enough for the largest message that the server
 * reads against an ordinary schema (some 60,000), and over in some twenty milliseconds.
 */
export const MOST_STEPS = 100_000;

let left = 0;

/** Runs a check within a budget of its own. Checks are synchronous, so only one runs at a time. */
export function withinBudget<T>(check: () => T, steps: number): T {
	left = steps;
	return check();
}

/** @throws WorkExceeded when the budget is spent */
export function spend(steps: number): void {
	left -= steps;
	if (left < 0) throw new WorkExceeded('the validation takes too many steps');
}
