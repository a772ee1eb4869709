import type { Codec, Coerced, Values } from './mapping';
import { text, texts } from './codecs';
import { toCountryCode } from '../../base/identity/country';
import { toEmail } from '../../base/identity/email';
import { toLinkedInUrl } from '../../base/identity/linkedin';
import { isSamePhone, toPhone } from '../../base/identity/phone';

/** A text in its canonical form where it has one, else as the vendor has it. */
function canonicalText(convert: (source: string) => string | undefined): Codec {
	const code = (value: unknown): Coerced => {
		const coerced = text.read(value);
		if ('misfit' in coerced || typeof coerced.value !== 'string') return coerced;
		return { value: convert(coerced.value) ?? coerced.value };
	};
	return { read: code, write: code };
}

/** ISO 3166-1 alpha-2 of a code or an English name. */
export const country = canonicalText(toCountryCode);

/** `https://www.linkedin.com/in/<slug>`, also of a URL without scheme. */
export const linkedinUrl = canonicalText(toLinkedInUrl);

/** The number that is there stays as it is spelled, if it is the same one. */
const keepSpelling: Codec['onto'] = (held, wanted) =>
	isText(held) && isText(wanted) && isSamePhone(held, wanted) ? held : wanted;

/** E.164 where the number has its country code, or the record a country. */
export const phone: Codec = {
	read: canonicalText(toPhone).read,
	write: (value, record = {}) => {
		const coerced = text.write(value);
		const number = 'value' in coerced ? withCountry(coerced.value, record) : undefined;
		return number === undefined ? coerced : { value: number };
	},
	settle: (value, record) => withCountry(value, record) ?? value,
	onto: keepSpelling,
};

/** A page that people see as they wrote it; another spelling of it is no change. */
export const spelledLinkedinUrl: Codec = {
	...text,
	onto: (held, wanted) =>
		isText(held) && isText(wanted) && isSamePage(held, wanted) ? held : wanted,
};

/** A number that people see as they wrote it; another spelling of it is no change. */
export const spelledPhone: Codec = { ...text, onto: keepSpelling };

/** Addresses besides the main one, which is never among them; each once, in lower case. */
export const otherEmails: Codec = {
	read: (value) => addressesIn(texts.read(value), {}),
	write: (value, record = {}) => addressesIn(texts.write(value), record),
	settle: (value, { email }) => withoutMain(value, email),
};

function isSamePage(one: string, other: string): boolean {
	const page = toLinkedInUrl(one);
	return page !== undefined && page === toLinkedInUrl(other);
}

function withCountry(value: unknown, { country: home }: Values): string | undefined {
	return isText(value) ? toPhone(value, isText(home) ? home : undefined) : undefined;
}

function addressesIn(list: Coerced, { email }: Values): Coerced {
	if ('misfit' in list || !Array.isArray(list.value)) return list;
	return {
		value: withoutMain(
			list.value.map((one: string) => toEmail(one) ?? one),
			email,
		),
	};
}

function withoutMain(value: unknown, main: unknown): string[] | undefined {
	const all = Array.isArray(value) ? (value as unknown[]).filter(isText) : [];
	const own = isText(main) ? toEmail(main) : undefined;
	const others = [...new Set(all)].filter((one) => one !== own);
	return others.length > 0 ? others : undefined;
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}
