import { type CountryCode, parsePhoneNumberFromString } from '../../third-party/phone-numbers';
import { BoundedMap } from '../bounded-map';
import { toCountryCode } from './country';

/**
 * Spellings read lately: one job reads a number at each of its doors (answer, suppression, graph, ledger),
 * and reading one costs as much as all other fields of a contact.
 */
const read = new BoundedMap<string, string | undefined>(1_000);
/** What is longer is no number that comes again. */
const LONGEST_KEPT = 40;

/**
 * A phone number in one spelling: E.164 (`+491701234567`), with its extension if it has one
 * (`+14155550100 ext. 5`). Undefined for what is no number, or a national one whose country is not
 * known: nothing is guessed at. The number has a length that its country has; whether it is in use is
 * not checked.
 *
 * @param country the code or name of the country whose national numbers may be meant
 */
export function toPhone(source: string, country = ''): string | undefined {
	if (source.length + country.length > LONGEST_KEPT) return readPhone(source, country);
	return read.getOrSet(`${country}\n${source}`, () => readPhone(source, country));
}

function readPhone(source: string, country: string): string | undefined {
	const home = country === '' ? undefined : toCountryCode(country);
	const parsed = parsePhoneNumberFromString(internationalOf(source), {
		...(home !== undefined && { defaultCountry: home as CountryCode }),
		extract: false,
	});
	if (!parsed?.isPossible()) return undefined;
	return parsed.ext === undefined ? parsed.number : `${parsed.number} ext. ${parsed.ext}`;
}

/**
 * In which spellings a number may stand, the given one first: `+13035550152`, `(303) 555-0152`,
 * `+1 303 555 0152`. The given one alone for what is no number.
 *
 * @param country as in `toPhone`
 */
export function phoneSpellings(source: string, country?: string): string[] {
	const number = toPhone(source, country);
	const parsed = number === undefined ? undefined : parsePhoneNumberFromString(number);
	const others = parsed
		? [parsed.number, parsed.formatNational(), parsed.formatInternational()]
		: [];
	return [...new Set([source.trim(), ...others])];
}

/** True if two spellings are one number; for what is no number, if they are one text. */
export function isSamePhone(one: string, other: string, country?: string): boolean {
	const [first, second] = [toPhone(one, country), toPhone(other, country)];
	if (first !== undefined && second !== undefined) return first === second;
	const national = first ?? second;
	if (national === undefined) return plain(one) === plain(other);
	// A national number belongs to the country of the one that says its own.
	const home = countryOf(national);
	const here = toPhone(one, home);
	return here !== undefined && here === toPhone(other, home);
}

function countryOf(international: string): string | undefined {
	return parsePhoneNumberFromString(international)?.country;
}

/** `+49 (0) 170`: the zero is for calls from within the country. */
function internationalOf(source: string): string {
	return source.trim().replace(/^(\+[\d\s]+)\(0\)/, '$1');
}

function plain(source: string): string {
	return source.replace(/[^\p{L}\d+]/gu, '').toLowerCase();
}
