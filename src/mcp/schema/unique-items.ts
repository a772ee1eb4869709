import { spend } from './work-budget';
import type { SchemaValidateFunction } from '../../third-party/ajv';

/**
 * `uniqueItems` in time proportional to the list: the validator's own compares each item with each
 * other. Items are equal if their JSON is, with members in order.
 */
export const uniqueItems: SchemaValidateFunction = (wanted: boolean, items: unknown[]) => {
	if (!wanted) return true;
	const seen = new Map<string, number>();
	for (const [position, item] of items.entries()) {
		const text = textOf(item);
		const earlier = seen.get(text);
		if (earlier !== undefined) {
			const message = `must NOT have duplicate items (items ## ${earlier} and ${position} are identical)`;
			uniqueItems.errors = [
				{ keyword: 'uniqueItems', params: { i: position, j: earlier }, message },
			];
			return false;
		}
		seen.set(text, position);
	}
	return true;
};

function textOf(value: unknown): string {
	if (typeof value !== 'object' || value === null) return scalarText(value);
	if (Array.isArray(value)) {
		spend(2);
		return `[${value.map(textOf).join(',')}]`;
	}
	const names = Object.keys(value).sort();
	spend(2 + 3 * names.length);
	const members = names.map((name) => {
		return `${JSON.stringify(name)}:${textOf((value as Record<string, unknown>)[name])}`;
	});
	return `{${members.join(',')}}`;
}

function scalarText(value: unknown): string {
	spend(1 + (typeof value === 'string' ? value.length >> 5 : 0));
	return JSON.stringify(value);
}
