import { isAbsent } from './given';
import { Unreadable, kindOf, quoted } from './unreadable';

/**
 * True or false, also written as text, or as 1 and 0; undefined if there is nothing.
 *
 * @throws Unreadable for everything else: "unsubscribed" is neither
 */
export function toBoolean(value: unknown): boolean | undefined {
	if (isAbsent(value)) return undefined;
	const plain = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (plain === true || plain === 'true' || plain === 1 || plain === '1') return true;
	if (plain === false || plain === 'false' || plain === 0 || plain === '0') return false;
	const what = typeof value === 'string' ? quoted(value.trim()) : kindOf(value);
	throw new Unreadable(`must be true or false, but is ${what}`, 'Enter true or false');
}
