import { isData } from './data';

/** Of a value in a card. */
const LONGEST = 400;
const MOST_LISTED = 12;

/** How people read a value. */
export function valueText(value: unknown): string {
	return shortened(plainText(value), LONGEST);
}

function plainText(value: unknown): string {
	if (value === undefined || value === null || value === '') return '–';
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'string') return isInstant(value) ? dayText(value) : value;
	if (Array.isArray(value)) return listText(value as unknown[]);
	if (!isData(value)) return '–';
	const { amount, currency } = value;
	if (typeof amount === 'number' && typeof currency === 'string') {
		return `${numberText(amount)} ${currency}`;
	}
	const members = Object.entries(value).map(
		([name, each]) => `${labelOf(name)}: ${plainText(each)}`,
	);
	return listText(members);
}

function listText(values: readonly unknown[]): string {
	const shown = values.slice(0, MOST_LISTED).map(plainText);
	const more = values.length - shown.length;
	return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

export function numberText(value: number): string {
	return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

export function shortened(text: string, longest: number): string {
	return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** `companyEmployees` and `email_status` as words: `Company employees`. */
export function labelOf(name: string): string {
	const words = name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/[_.-]+/g, ' ')
		.trim()
		.toLowerCase()
		.replace(/\b[a-z]+\b/g, (word) => WRITTEN[word] ?? word);
	return words === '' ? name : words[0]?.toUpperCase() + words.slice(1);
}

/** Words that are not written in small letters. */
const WRITTEN: Readonly<Record<string, string>> = {
	crm: 'CRM',
	icp: 'ICP',
	id: 'ID',
	linkedin: 'LinkedIn',
	url: 'URL',
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function isInstant(text: string): boolean {
	return INSTANT.test(text) && !Number.isNaN(Date.parse(text));
}

const DAY = new Intl.DateTimeFormat('en-US', {
	year: 'numeric',
	month: 'short',
	day: 'numeric',
	timeZone: 'UTC',
});

/** Of an ISO time or day, in UTC: `Nov 30, 2026`. What is no time stays as it is. */
export function dayText(time: unknown): string {
	const text = typeof time === 'string' ? time : '';
	const at = Date.parse(text);
	return Number.isNaN(at) ? text : DAY.format(at);
}

/** `today`, `3 days ago`. */
export function ageText(days: unknown): string {
	if (typeof days !== 'number' || !Number.isFinite(days)) return '';
	const whole = Math.floor(days);
	if (whole <= 0) return 'today';
	if (whole < 60) return whole === 1 ? '1 day ago' : `${whole} days ago`;
	const months = Math.round(whole / 30.4);
	return months < 24 ? `${months} months ago` : `${Math.round(whole / 365)} years ago`;
}
