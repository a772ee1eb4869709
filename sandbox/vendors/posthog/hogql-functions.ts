import { SyntaxProblem } from './hogql-syntax.ts';

/** Times are milliseconds since 1970. */
export type Value = boolean | number | string | null;

const DAY_MS = 86_400_000;

const text = (value: Value | undefined): string => String(value ?? '');

function isoDay(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}

function format(ms: number, pattern: string): string {
	const iso = new Date(ms).toISOString();
	const parts: Readonly<Record<string, string>> = {
		'%Y': iso.slice(0, 4),
		'%m': iso.slice(5, 7),
		'%d': iso.slice(8, 10),
		'%H': iso.slice(11, 13),
	};
	return pattern.replaceAll(/%[YmdH]/g, (part) => parts[part] ?? part);
}

function monday(ms: number): string {
	const weekday = (new Date(ms).getUTCDay() + 6) % 7;
	return isoDay(ms - weekday * DAY_MS);
}

function toFloat(value: Value): Value {
	const number = value === null || value === '' ? Number.NaN : Number(value);
	return Number.isNaN(number) ? null : number;
}

const SCALAR: Readonly<Record<string, (...args: Value[]) => Value>> = {
	toDateTime: (value) => Date.parse(text(value)),
	toTimeZone: (value) => value ?? null,
	formatDateTime: (value, pattern) => format(Number(value), text(pattern)),
	toMonday: (value) => monday(Number(value)),
	toUnixTimestamp: (value) => Math.floor(Number(value) / 1_000),
	toString: (value?: Value) => (value === null || value === undefined ? null : String(value)),
	toFloat: (value = null) => toFloat(value),
	ifNull: (value, other) => value ?? other ?? null,
	lower: (value) => text(value).toLowerCase(),
	endsWith: (value, end) => text(value).endsWith(text(end)),
	positionCaseInsensitive: (value, part) =>
		text(value).toLowerCase().indexOf(text(part).toLowerCase()) + 1,
};

/** @throws SyntaxProblem for a function that the emulator does not know */
export function applyFunction(name: string, args: readonly Value[]): Value {
	const apply = Object.hasOwn(SCALAR, name) ? SCALAR[name] : undefined;
	if (apply === undefined) throw new SyntaxProblem(`Unsupported function call '${name}(...)'`);
	return apply(...args);
}

const numbers = (values: readonly Value[]) => values.filter((value) => value !== null).map(Number);

const sum = (values: readonly Value[]) => numbers(values).reduce((all, one) => all + one, 0);

/** By name; each takes the values of a group's rows. No row at all is NULL, but for counts. */
export const AGGREGATES: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
	count: (values) => values.length,
	sum: (values) => (values.length === 0 ? null : sum(values)),
	avg: (values) => (numbers(values).length === 0 ? null : sum(values) / numbers(values).length),
	min: (values) => Math.min(...numbers(values)),
	max: (values) => Math.max(...numbers(values)),
};
