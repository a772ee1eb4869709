import { invalid } from './errors.ts';
import type { Hit } from './state.ts';

const DAY_MS = 86_400_000;

const iso = ({ at }: Hit) => new Date(at).toISOString();
const digits = (text: string) => text.replaceAll(/\D/g, '');

/** `202648` */
function isoWeek({ at }: Hit): string {
	const thursday = at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * DAY_MS;
	const year = new Date(thursday).getUTCFullYear();
	const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
	return `${year}${String(week).padStart(2, '0')}`;
}

const DIMENSIONS: Readonly<Record<string, (hit: Hit) => string>> = {
	eventName: ({ name }) => name,
	country: ({ country }) => country,
	date: (hit) => digits(iso(hit).slice(0, 10)),
	dateHour: (hit) => digits(iso(hit).slice(0, 13)),
	isoYearIsoWeek: isoWeek,
	yearMonth: (hit) => digits(iso(hit).slice(0, 7)),
	'customEvent:plan': ({ properties }) => String(properties.plan ?? '(not set)'),
};

const people = (hits: readonly Hit[]) => new Set(hits.map(({ personKey }) => personKey)).size;

/** A session is what one person did on one day; it is engaged from two events on. */
const sessions = (hits: readonly Hit[]) => [
	...Map.groupBy(hits, (hit) => `${hit.personKey} ${iso(hit).slice(0, 10)}`).values(),
];

const engaged = (hits: readonly Hit[]) => sessions(hits).filter(({ length }) => length > 1).length;

const seats = (hits: readonly Hit[]) =>
	hits.reduce((sum, { properties }) => sum + Number(properties.seats ?? 0), 0);

const METRICS: Readonly<Record<string, (hits: readonly Hit[]) => number>> = {
	activeUsers: people,
	totalUsers: people,
	eventCount: (hits) => hits.length,
	sessions: (hits) => sessions(hits).length,
	engagedSessions: engaged,
	engagementRate: (hits) => engaged(hits) / sessions(hits).length,
	totalRevenue: () => 0,
	refundAmount: (hits) => hits.length * 2,
	/** One that no list of names in a client can have. */
	recentlyAddedCost: (hits) => hits.length * 3,
	'customEvent:seats': seats,
	'averageCustomEvent:seats': (hits) => seats(hits) / hits.length,
};

/** What the metadata method lists. */
export const FIELDS = {
	dimensions: Object.keys(DIMENSIONS).map((apiName) => ({
		apiName,
		uiName: apiName,
		customDefinition: apiName.includes(':'),
	})),
	metrics: Object.keys(METRICS).map((apiName) => ({
		apiName,
		uiName: apiName,
		description: '',
		type: /Revenue|Amount|Cost/.test(apiName) ? 'TYPE_CURRENCY' : 'TYPE_INTEGER',
		customDefinition: apiName.includes(':'),
	})),
};

const HELP =
	'For a list of valid dimensions and metrics, see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema';

/** @throws Refused as Google refuses an unknown name */
export function dimensionOf(name: string): (hit: Hit) => string {
	const dimension = Object.hasOwn(DIMENSIONS, name) ? DIMENSIONS[name] : undefined;
	if (dimension !== undefined) return dimension;
	throw invalid(`Field ${name} is not a valid dimension. ${HELP}`);
}

/** @throws Refused as Google refuses an unknown name */
export function metricOf(name: string): (hits: readonly Hit[]) => number {
	const metric = Object.hasOwn(METRICS, name) ? METRICS[name] : undefined;
	if (metric !== undefined) return metric;
	throw invalid(`Field ${name} is not a valid metric. ${HELP}`);
}
