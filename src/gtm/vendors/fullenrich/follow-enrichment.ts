import {
	foundOutcome,
	missedOutcome,
	pendingOutcome,
	unreadableRead,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { EnrichOptions } from '../../enrichment/enrichment-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { type Contact, contactSchema } from '../../model/contact';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Cost, Outcome, OutcomeStatus } from '../../model/outcome';
import { readHandle } from './handle';
import { enrichmentMapping } from './person.mapping';
import { POLL_EVERY_MS } from './profile';

const PATHS = {
	enrich: (id: string) => pathOf`/api/v2/contact/enrich/bulk/${id}`,
	reverse: (id: string) => pathOf`/api/v2/contact/reverse/email/bulk/${id}`,
} as const;

/**
 * Asks once for the result. Free, but it counts towards the 60 calls a minute.
 *
 * @see https://docs.fullenrich.com (Get bulk enrich results)
 */
export async function followPerson(
	client: VendorClient,
	handle: string,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const known = readHandle(handle);
	if (known === undefined) {
		return unusableOutcome(
			client.provider,
			'The handle does not belong to FullEnrich.',
			'unknown_handle',
		);
	}
	try {
		const response = await client.send({
			method: 'GET',
			path: PATHS[known.kind](known.id),
			effect: 'read',
			// 402: the credits ran out on the way; what was found until then is in the answer.
			accept: [402],
		});
		return outcomeOf(client, response, handle, options);
	} catch (error) {
		const outcome = toOutcome<Contact>(error);
		return outcome.status === 'pending' ? { ...outcome, handle } : outcome;
	}
}

type Ended = 'CREDITS_INSUFFICIENT' | 'CANCELED' | 'RATE_LIMIT' | 'UNKNOWN';

/**
 * How an enrichment ended that is not finished. What these mean is not documented; but one that FullEnrich
 * still works on is answered with an error (400), so whatever is answered with one of these has ended.
 */
const ENDED: Readonly<Record<Ended, { status: OutcomeStatus; message: string }>> = {
	CREDITS_INSUFFICIENT: {
		status: 'quota_exhausted',
		message: 'FullEnrich has no credits left for this. Buy credits, then run again.',
	},
	CANCELED: {
		status: 'upstream_error',
		message: 'The enrichment was canceled in FullEnrich. Run again if you still need it.',
	},
	RATE_LIMIT: {
		status: 'rate_limited',
		message: 'FullEnrich ended the enrichment because of a rate limit. Run again later.',
	},
	UNKNOWN: {
		status: 'upstream_error',
		message: 'FullEnrich does not know how the enrichment ended. Check it in FullEnrich.',
	},
};

function outcomeOf(
	client: VendorClient,
	{ body, status: httpStatus }: VendorResponse,
	handle: string,
	options: EnrichOptions,
): Outcome<Contact> {
	const { provider } = client;
	const enrichment = recordOf(body);
	const state = httpStatus === 402 ? 'CREDITS_INSUFFICIENT' : textOf(enrichment.status);
	if (state === 'CREATED' || state === 'IN_PROGRESS') {
		return pendingOutcome(provider, handle, { afterMs: POLL_EVERY_MS });
	}
	const cost = costOf(enrichment);
	const source = recordIn(enrichment, options);
	if (state === 'FINISHED') {
		if (source === undefined) return missedOutcome(provider, 'person', cost);
		return read(client, source, enrichment, { ...options, cost });
	}
	if (state === undefined || !isEnded(state)) {
		return unreadableRead(provider, 'it contains no known status of the enrichment');
	}
	const { status, message } = ENDED[state];
	const reason = { code: state.toLowerCase(), message };
	// Of the same enrichment there is no more to come; whoever runs again later starts another.
	const retry = { advised: false };
	if (source === undefined) return { status, provider, reason, retry, ...(cost && { cost }) };
	const found = read(client, source, enrichment, { ...options, cost });
	return { ...found, status: 'partial', reason, retry };
}

const isEnded = (state: string): state is Ended => Object.hasOwn(ENDED, state);

function costOf({ cost }: Record<string, unknown>): Cost | undefined {
	const amount = numberOf(recordOf(cost).credits);
	return amount === undefined ? undefined : { amount, unit: 'credit' };
}

/**
 * The record of this question, without what the question itself said; undefined if nothing was found.
 * We ask for one person at a time. In an answer of several, as of an enrichment that was started
 * elsewhere, the correlation id tells which; without it, it is the first.
 */
function recordIn(
	{ data }: Record<string, unknown>,
	{ correlationId }: EnrichOptions,
): Record<string, unknown> | undefined {
	const records = recordsOf(data);
	const ours =
		correlationId === undefined
			? undefined
			: records.find(({ custom }) => recordOf(custom).correlation_id === correlationId);
	const { contact_info, profile } = recordOf(ours ?? records[0]);
	const isThere = [contact_info, profile].some((part) => hasText(part));
	return isThere ? { contact_info, profile } : undefined;
}

/** FullEnrich leaves members of empty objects and lists where it found nothing. */
function hasText(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.values(value).some(hasText);
	return typeof value === 'string' && value !== '';
}

function read(
	client: VendorClient,
	source: Record<string, unknown>,
	body: unknown,
	{ cost, ...options }: EnrichOptions & { cost: Cost | undefined },
): Outcome<Contact> {
	return foundOutcome(
		client,
		{
			table: enrichmentMapping,
			schema: contactSchema,
			source,
			body,
			...(cost !== undefined && { cost }),
		},
		options,
	);
}
