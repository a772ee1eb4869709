import type { Codec, Coerced } from './mapping';
import { readDomain } from '../../base/identity/domain';
import { toEmail } from '../../base/identity/email';
import { isCalendarDay, toInstant } from './instant';

const fits = (value: unknown): Coerced => ({ value });
const misfit = (reason: string): Coerced => ({ misfit: reason });
const NONE: Coerced = { value: undefined };

const bothWays = (convert: (value: unknown) => Coerced): Codec => ({
	read: convert,
	write: convert,
});

export const text: Codec = bothWays((value) => {
	if (typeof value === 'string') return fits(value.trim() || undefined);
	if (typeof value === 'number' || typeof value === 'boolean') return fits(String(value));
	return misfit('it is not text');
});

export const email: Codec = bothWays((value) => {
	const address = typeof value === 'string' ? toEmail(value) : undefined;
	return address === undefined ? misfit('it is not an email address') : fits(address);
});

export const domain: Codec = bothWays((value) => {
	if (typeof value !== 'string') return misfit('it is not a domain');
	const read = readDomain(value);
	return 'domain' in read ? fits(read.domain) : misfit(read.misfit);
});

/** The host of a mail address, as a company's domain; none where the host is no company's. */
export const domainOfMail: Codec = bothWays((value) => {
	if (typeof value !== 'string') return misfit('it is not a domain');
	const read = readDomain(value);
	return 'domain' in read ? fits(read.domain) : NONE;
});

export const number: Codec = bothWays((value) => {
	const result = toNumber(value);
	return result === undefined ? misfit('it is not a number') : fits(result);
});

export const integer: Codec = bothWays((value) => {
	const result = toNumber(value);
	if (result === undefined) return misfit('it is not a number');
	const whole = Math.round(result);
	return Number.isSafeInteger(whole) ? fits(whole) : misfit('it is too large');
});

/** The vendor counts from 0 to 100, the model from 0 to 1. */
export const percent: Codec = {
	read: (value) => scaled(value, { from: 100, to: 1 }),
	write: (value) => scaled(value, { from: 1, to: 100 }),
};

export const boolean: Codec = bothWays((value) => {
	if (typeof value === 'boolean') return fits(value);
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (word === 'true' || word === 'yes' || word === '1' || word === 1) return fits(true);
	if (word === 'false' || word === 'no' || word === '0' || word === 0) return fits(false);
	return misfit('it is neither true nor false');
});

/** A list of texts, or one text that stands for a list of one. Empty texts are left out. */
export const texts: Codec = bothWays((value) => {
	const all: unknown[] = Array.isArray(value) ? value : [value];
	if (!all.every((one) => typeof one === 'string')) return misfit('it is not a list of texts');
	return someOf(all.map((one) => one.trim()).filter((one) => one !== ''));
});

/** A list that the vendor writes as one text. */
export function separated(separator: string): Codec {
	return {
		read: (value) => texts.read(typeof value === 'string' ? value.split(separator) : value),
		write(value) {
			const list = texts.write(value);
			if ('misfit' in list || list.value === undefined) return list;
			const parts = list.value as string[];
			return parts.some((part) => part.includes(separator))
				? misfit(`a text in it contains "${separator}"`)
				: fits(parts.join(separator));
		},
	};
}

/** Reads ISO 8601, RFC 2822 and milliseconds since 1970, but not seconds; writes ISO 8601 in UTC. */
export const time: Codec = bothWays((value) => isoOf(pointInTime(value)));

/** Milliseconds since 1970 at the vendor. */
export const epochMilliseconds: Codec = {
	read: (value) => isoOf(sinceEpoch(value, 1) ?? pointInTime(value)),
	write: (value) => epochOf(pointInTime(value), 1),
};

/** Seconds since 1970 at the vendor. */
export const epochSeconds: Codec = {
	read: (value) => isoOf(sinceEpoch(value, 1000)),
	write: (value) => epochOf(pointInTime(value), 1000),
};

/** A calendar day; of an ISO 8601 time the day that it shows, of any other point in time its day in UTC. */
export const date: Codec = bothWays((value) => {
	const instant = pointInTime(value);
	if (instant === undefined) return misfit('it is not a date');
	const shown = typeof value === 'string' ? value.trim().slice(0, 10) : '';
	return fits(isCalendarDay(shown) ? shown : instant.toISOString().slice(0, 10));
});

/** Canonical word → the vendor's. A vendor's word that is not listed does not fit. */
export function oneOf(words: Readonly<Record<string, string | number | boolean>>): Codec {
	const pairs = Object.entries(words);
	return {
		read(value) {
			const found = pairs.find(([, theirs]) => String(theirs) === String(value));
			return found ? fits(found[0]) : misfit('its value is not known to this node');
		},
		write(value) {
			const found = pairs.find(([ours]) => ours === value);
			return found
				? fits(found[1])
				: misfit(`it must be one of ${pairs.map(([ours]) => ours).join(', ')}`);
		},
	};
}

/** The value as it is. */
export const asIs: Codec = bothWays(fits);

function scaled(value: unknown, { from, to }: { from: number; to: number }): Coerced {
	const result = toNumber(value);
	if (result === undefined) return misfit('it is not a number');
	if (result < 0 || result > from) return misfit(`it is not between 0 and ${from}`);
	// Twelve digits: 0.29 * 100 is not 29.
	return fits(Number(((result / from) * to).toPrecision(12)));
}

function someOf(list: string[]): Coerced {
	return list.length > 0 ? fits(list) : NONE;
}

/** As people write it: `0x10` and `Infinity` are texts. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function toNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !DECIMAL.test(value.trim())) return undefined;
	const result = Number(value);
	return Number.isFinite(result) ? result : undefined;
}

/** From 1973 on, so that no one's seconds or years are taken for milliseconds. */
const EARLIEST_MS = 1e11;

function pointInTime(value: unknown): Date | undefined {
	if (typeof value === 'string' && !/^\d{12,14}$/.test(value)) return toInstant(value);
	const milliseconds = toNumber(value);
	return milliseconds !== undefined && milliseconds >= EARLIEST_MS
		? sinceEpoch(milliseconds, 1)
		: undefined;
}

function sinceEpoch(value: unknown, unitMs: number): Date | undefined {
	const count = toNumber(value);
	if (count === undefined) return undefined;
	const instant = new Date(count * unitMs);
	return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function isoOf(instant: Date | undefined): Coerced {
	return instant === undefined ? misfit('it is not a point in time') : fits(instant.toISOString());
}

function epochOf(instant: Date | undefined, unitMs: number): Coerced {
	if (instant === undefined) return misfit('it is not a point in time');
	return fits(Math.floor(instant.getTime() / unitMs));
}
