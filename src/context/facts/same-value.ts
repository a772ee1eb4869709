import { canonicalJson } from '../../base/digest';
import type { AttributeTraits } from './attributes';

/**
 * Whether two sources say the same of an attribute: texts without regard to case, spaces and marks at
 * their ends, numbers within what the attribute allows, amounts of one currency like numbers.
 */
export function isSameValue(
	{ sameWithin = 0, list = false }: Pick<AttributeTraits, 'sameWithin' | 'list'>,
	one: unknown,
	other: unknown,
): boolean {
	if (list && Array.isArray(one) && Array.isArray(other)) return true;
	const [first, second] = [numberOf(one), numberOf(other)];
	if (first && second && first.unit === second.unit) {
		const larger = Math.max(Math.abs(first.number), Math.abs(second.number));
		return Math.abs(first.number - second.number) <= larger * sameWithin;
	}
	return plain(one) === plain(other);
}

/** The number of a number or an amount of money; undefined for anything else. */
export function numberOf(value: unknown): { number: number; unit: string } | undefined {
	if (typeof value === 'number') return { number: value, unit: '' };
	if (typeof value !== 'object' || value === null) return undefined;
	const { amount, currency } = value as { amount?: unknown; currency?: unknown };
	if (typeof amount !== 'number') return undefined;
	return { number: amount, unit: typeof currency === 'string' ? currency.toUpperCase() : '' };
}

function plain(value: unknown): string {
	if (typeof value !== 'string') return canonicalJson(value);
	return JSON.stringify(
		value
			.normalize('NFKC')
			.toLowerCase()
			.replace(/\s+/gu, ' ')
			.replace(/^[\s.,;]+|[\s.,;]+$/gu, ''),
	);
}
