import type { Codec } from '../../model/mapping';
import { recordsOf, textOf, textsOf } from '../../model/json';
import { seniority } from '../../model/vocabularies';

/**
 * Contact data of a plan that does not include it: `true` in the place of the value says that there is
 * one, `false` that there is none. Neither must become a text.
 *
 * @see https://docs.peopledatalabs.com/docs/person-schema (field availability)
 */
export function unlessWithheld(codec: Codec): Codec {
	return {
		read(value) {
			if (value === false) return { value: undefined };
			if (value === true) return { misfit: 'it exists, but the plan does not include it' };
			return codec.read(value);
		},
		write: codec.write,
		...(codec.settle && { settle: codec.settle }),
	};
}

/** `[{ address, type }]` */
export const addresses: Codec = {
	read(value) {
		const found = recordsOf(value).flatMap(({ address }) => textOf(address)?.toLowerCase() ?? []);
		return { value: found.length > 0 ? [...new Set(found)] : undefined };
	},
	write: () => ({ misfit: 'it is read-only' }),
};

/** The highest of `job_title_levels`, which is a list; the specification says a text. */
export const highestSeniority: Codec = {
	read(value) {
		const levels = (typeof value === 'string' ? [value] : textsOf(value)).map(seniority.toWord);
		const highest = seniority.words.find((word) => levels.includes(word));
		return highest === undefined
			? { misfit: 'its value is not known to this node' }
			: { value: highest };
	},
	write: () => ({ misfit: 'it is read-only' }),
};
