import type { Codec, Coerced } from './mapping';
import { toDomain } from './domain';
import { toEmail } from './email';

const fits = (value: unknown): Coerced => ({ value });
const misfit = (reason: string): Coerced => ({ misfit: reason });

const bothWays = (convert: (value: unknown) => Coerced): Codec => ({
	read: convert,
	write: convert,
});

export const text: Codec = bothWays((value) => {
	if (typeof value === 'string') return fits(value.trim());
	if (typeof value === 'number' || typeof value === 'boolean') return fits(String(value));
	return misfit('it is no text');
});

export const email: Codec = bothWays((value) => {
	const address = typeof value === 'string' ? toEmail(value) : undefined;
	return address === undefined ? misfit('it is no email address') : fits(address);
});

export const domain: Codec = bothWays((value) => {
	const name = typeof value === 'string' ? toDomain(value) : undefined;
	return name === undefined ? misfit('it is no domain') : fits(name);
});

export const number: Codec = bothWays((value) => {
	const result = toNumber(value);
	return result === undefined ? misfit('it is no number') : fits(result);
});

export const integer: Codec = bothWays((value) => {
	const result = toNumber(value);
	return result === undefined ? misfit('it is no number') : fits(Math.round(result));
});

/** The vendor counts from 0 to 100, the model from 0 to 1. */
export const percent: Codec = {
	read: (value) => scaled(value, 1 / 100),
	write: (value) => scaled(value, 100),
};

export const boolean: Codec = bothWays((value) => {
	if (typeof value === 'boolean') return fits(value);
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (word === 'true' || word === 'yes' || word === '1' || word === 1) return fits(true);
	if (word === 'false' || word === 'no' || word === '0' || word === 0) return fits(false);
	return misfit('it is neither true nor false');
});

/** Text that is written as a list of one by the vendor, or in a list of texts. */
export const texts: Codec = bothWays((value) => {
	if (Array.isArray(value)) {
		const all = value.filter((one) => typeof one === 'string' && one.trim() !== '');
		return all.length === value.length ? fits(all) : misfit('not all of it is text');
	}
	return typeof value === 'string' ? fits([value.trim()]) : misfit('it is no list of texts');
});

/** A list that the vendor writes as one text. */
export function separated(separator: string): Codec {
	return {
		read(value) {
			if (typeof value !== 'string') return texts.read(value);
			const parts = value.split(separator).map((part) => part.trim());
			return fits(parts.filter((part) => part !== ''));
		},
		write(value) {
			const list = texts.write(value);
			return 'misfit' in list ? list : fits((list.value as string[]).join(separator));
		},
	};
}

/** Reads ISO 8601, RFC 2822 and milliseconds since 1970; writes ISO 8601 in UTC. */
export const time: Codec = bothWays((value) => {
	const instant = toInstant(value);
	return instant === undefined ? misfit('it is no point in time') : fits(instant.toISOString());
});

/** Reads like `time`; writes milliseconds since 1970. */
export const epochMilliseconds: Codec = {
	read: time.read,
	write(value) {
		const instant = toInstant(value);
		return instant === undefined ? misfit('it is no point in time') : fits(instant.getTime());
	},
};

/** Seconds since 1970 at the vendor. */
export const epochSeconds: Codec = {
	read(value) {
		const seconds = toNumber(value);
		return seconds === undefined ? misfit('it is no point in time') : time.read(seconds * 1000);
	},
	write(value) {
		const instant = toInstant(value);
		if (instant === undefined) return misfit('it is no point in time');
		return fits(Math.floor(instant.getTime() / 1000));
	},
};

/** A calendar day; of a point in time its day in UTC. */
export const date: Codec = bothWays((value) => {
	if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
		return Number.isNaN(Date.parse(value)) ? misfit('it is no date') : fits(value);
	}
	const instant = toInstant(value);
	return instant === undefined ? misfit('it is no date') : fits(instant.toISOString().slice(0, 10));
});

/** Canonical word → the vendor's. A vendor's word that is not listed does not fit. */
export function oneOf(words: Readonly<Record<string, string | number | boolean>>): Codec {
	const pairs = Object.entries(words);
	return {
		read(value) {
			const found = pairs.find(([, theirs]) => String(theirs) === String(value));
			return found ? fits(found[0]) : misfit('its word is unknown here');
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

function scaled(value: unknown, factor: number): Coerced {
	const result = toNumber(value);
	// Twelve digits: 0.29 * 100 is not 29.
	return result === undefined
		? misfit('it is no number')
		: fits(Number((result * factor).toPrecision(12)));
}

function toNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const result = Number(value);
	return Number.isFinite(result) ? result : undefined;
}

function toInstant(value: unknown): Date | undefined {
	const isDigits = typeof value === 'string' && /^\d{12,14}$/.test(value);
	const source = isDigits ? Number(value) : value;
	if (typeof source !== 'string' && typeof source !== 'number') return undefined;
	const instant = new Date(source);
	return Number.isNaN(instant.getTime()) ? undefined : instant;
}
