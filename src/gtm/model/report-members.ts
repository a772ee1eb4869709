import { isRecord } from './json';
import { OUTCOME_STATUSES } from './outcome';

/** What a waterfall tells beside the fields of its record: where they are from, and what they took. */
const OF_A_WATERFALL = ['sources', 'filled', 'missing', 'steps', 'spent'];

/** As long as the record itself: which vendor a value is from, and what each of them said. */
const DETAILS_OF_A_WATERFALL = ['sources', 'steps'];

/** What an outcome tells beside its record. */
const OF_AN_OUTCOME = [
	'status',
	'provider',
	'record',
	'reason',
	'requestId',
	'retry',
	'cost',
	'handle',
	'notes',
	'raw',
];

/**
 * A record without what a GTM node told beside it, so that the item of one node can be handed to the
 * next: of an outcome its record, of a waterfall's record the fields. Other items are left as they are.
 */
export function withoutReport(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const plain = isOutcome(item)
		? isRecord(item.record)
			? item.record
			: without(item, OF_AN_OUTCOME)
		: { ...item };
	return isOfWaterfall(plain) ? without(plain, OF_A_WATERFALL) : plain;
}

/** The `status` of a deal is another: `open`, `won`, `lost`. */
function isOutcome({ status, provider }: Readonly<Record<string, unknown>>): boolean {
	return typeof provider === 'string' && OUTCOME_STATUSES.some((word) => word === status);
}

function isOfWaterfall(item: Readonly<Record<string, unknown>>): boolean {
	const { sources, missing, spent } = item;
	if (Array.isArray(missing) && isRecord(spent)) return true;
	return isRecord(sources) && OF_A_WATERFALL.some((name) => name !== 'sources' && name in item);
}

/** A waterfall's record with what is found, missing and spent, without how each value came to be. */
export function withoutDetails(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return isOfWaterfall(record) ? without(record, DETAILS_OF_A_WATERFALL) : { ...record };
}

function without(
	item: Readonly<Record<string, unknown>>,
	names: readonly string[],
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
