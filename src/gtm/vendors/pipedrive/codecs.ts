import { listOf } from '../../model/json';
import type { Codec } from '../../model/mapping';

/** Pipedrive's ids are whole numbers, the model's are texts. */
export const numericId: Codec = {
	read: (value) =>
		typeof value === 'number' || typeof value === 'string'
			? { value: String(value) }
			: { misfit: 'it is not an ID' },
	write(value) {
		const id = idNumber(value);
		return id === undefined
			? { misfit: 'it is not an ID in Pipedrive, which is a whole number' }
			: { value: id };
	},
};

/** The model has a list where Pipedrive keeps one. */
export const onlyId: Codec = {
	read(value) {
		const id = numericId.read(value);
		return 'misfit' in id ? id : { value: [id.value] };
	},
	write(value) {
		const [first, ...others] = Array.isArray(value) ? listOf(value) : [value];
		return others.length > 0 ? { misfit: 'Pipedrive allows only one' } : numericId.write(first);
	},
};

/** The person is known to have opted out, or nothing is known. */
export const unsubscribed: Codec = {
	read: (value) => ({ value: value === 'unsubscribed' ? true : undefined }),
	write: () => ({ misfit: 'only the marketing tools of Pipedrive can change it' }),
};

export function idNumber(value: unknown): number | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
