import { Unreadable } from './unreadable';

/** True for what n8n's expressions give where there is nothing: null, undefined, empty text. */
export function isAbsent(value: unknown): boolean {
	return value === null || value === undefined || (typeof value === 'string' && !value.trim());
}

/** What n8n and JavaScript write for values that are none. Nobody means them. */
const NONSENSE = ['[object Object]', 'Invalid DateTime', 'Invalid Date'];

/** @throws Unreadable if a text is what an object or a broken date becomes within a text */
export function rejectNonsense(text: string): void {
	const found = NONSENSE.find((one) => text.includes(one));
	if (found === undefined) return;
	throw new Unreadable(
		`holds "${found}"`,
		found === '[object Object]'
			? 'The text contains an object. Use one of its fields, such as {{ $json.company.name }}'
			: 'The expression starts from an invalid date',
	);
}
