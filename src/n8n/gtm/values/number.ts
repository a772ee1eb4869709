import { isAbsent } from './given';
import { Unreadable, kindOf, quoted } from './unreadable';

/** What a number must be. Both ends are allowed. */
export interface NumberBounds {
	least?: number;
	most?: number;
	whole?: boolean;
}

/** As JSON writes it. Commas are not guessed at: 1,200 is one number here and another there. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The number, also if it is written as text; undefined if there is none.
 *
 * @throws Unreadable for what is no number, or outside the bounds
 */
export function toNumber(value: unknown, bounds: NumberBounds = {}): number | undefined {
	if (isAbsent(value)) return undefined;
	const number = numberIn(value);
	if (number === undefined) {
		const what = typeof value === 'string' ? quoted(value.trim()) : kindOf(value);
		throw new Unreadable(`must be a number, but is ${what}`, `Enter ${wanted(bounds)}`);
	}
	const { least = -Infinity, most = Infinity, whole = false } = bounds;
	if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
	throw new Unreadable(`is ${number}`, `Enter ${wanted(bounds)}`);
}

function numberIn(value: unknown): number | undefined {
	if (typeof value === 'string') return DECIMAL.test(value.trim()) ? Number(value) : undefined;
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function wanted({ least, most, whole }: NumberBounds): string {
	const kind = whole === true ? 'a whole number' : 'a number';
	if (least !== undefined && most !== undefined) return `${kind} from ${least} to ${most}`;
	if (least !== undefined) return `${kind} from ${least} on`;
	return most === undefined
		? `${kind} such as ${whole === true ? 5 : 0.5}`
		: `${kind} up to ${most}`;
}
