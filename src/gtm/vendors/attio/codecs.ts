import { text } from '../../model/codecs';
import { toCountryCode } from '../../../base/identity/country';
import { phone } from '../../model/identity-codecs';
import type { Codec } from '../../model/mapping';

/** Attio takes ISO 3166-1 alpha-2 only. */
export const countryCode: Codec = {
	read: text.read,
	write(value) {
		const code = typeof value === 'string' ? toCountryCode(value) : undefined;
		return code === undefined ? { misfit: 'it is not a country' } : { value: code };
	},
};

/** The year of a date. Of a year its first day is written. */
export const yearOfDate: Codec = {
	read(value) {
		const year = typeof value === 'string' ? /^(\d{4})-/.exec(value)?.[1] : undefined;
		return year === undefined ? { misfit: 'it is not a date' } : { value: Number(year) };
	},
	write(value) {
		const year = Number(value);
		return Number.isInteger(year) && year >= 1000 && year <= 9999
			? { value: `${year}-01-01` }
			: { misfit: 'it is not a year' };
	},
};

/** A number besides the first one. */
export const anotherPhone: Codec = {
	read: (value) => ({ value }),
	write(value, record) {
		const number = phone.write(value, record);
		return 'misfit' in number || number.value === undefined ? number : { value: [number.value] };
	},
};
