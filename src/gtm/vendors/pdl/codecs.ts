import type { Codec } from '../../model/mapping';
import { text } from '../../model/codecs';
import { recordsOf, textOf, textsOf } from '../../model/json';

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
			if (value === true) return { misfit: 'there is one, but the plan does not include it' };
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
	write: () => ({ misfit: 'it is only read' }),
};

const LEVELS: Readonly<Record<string, string>> = {
	cxo: 'c_suite',
	owner: 'owner',
	partner: 'partner',
	vp: 'vp',
	director: 'director',
	manager: 'manager',
	senior: 'senior',
	entry: 'entry',
	training: 'intern',
	unpaid: 'intern',
};

/** The highest of `job_title_levels`, which is a list; the specification says a text. */
export const seniority: Codec = {
	read(value) {
		const words = typeof value === 'string' ? [value] : textsOf(value);
		const highest = Object.keys(LEVELS).find((level) => words.includes(level));
		return highest === undefined
			? { misfit: 'its word is unknown here' }
			: { value: LEVELS[highest] };
	},
	write: text.write,
};

const ROLES: Readonly<Record<string, string>> = {
	customer_service: 'customer_success',
	human_resources: 'hr',
	public_relations: 'marketing',
};

/** The canonical department of `job_title_role`, or the vendor's own word. */
export const department: Codec = {
	read(value) {
		const known = typeof value === 'string' ? ROLES[value] : undefined;
		return known === undefined ? text.read(value) : { value: known };
	},
	write: text.write,
};
