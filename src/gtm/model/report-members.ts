import { isRecord } from './json';
import { OUTCOME_STATUSES } from './outcome';

/** What a waterfall tells beside the fields of its record: where they are from, and what they took. */
const OF_A_WATERFALL = ['sources', 'filled', 'missing', 'steps', 'spent'];

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
	return (
		isRecord(item.sources) && OF_A_WATERFALL.some((name) => name !== 'sources' && name in item)
	);
}

function without(
	item: Readonly<Record<string, unknown>>,
	names: readonly string[],
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
