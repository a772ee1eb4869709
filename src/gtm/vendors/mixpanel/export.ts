import type { WholeDays } from '../../analytics/whole-days';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import { idOf, isRecord, numberOf, recordOf, textOf } from '../../model/json';
import { isOneOf } from './expression';
import { unreadable } from './query';

/** Mixpanel's own bound. */
export const MOST_EVENTS = 100_000;

const TIMEOUT_MS = 120_000;

export interface ExportedEvent {
	id?: string;
	event: string;
	distinctId: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** Raw events of these people in these days, in no order. */
export async function exportEvents(
	client: VendorClient,
	{ first, last }: WholeDays,
	{ distinctIds, events = [] }: { distinctIds: readonly string[]; events?: readonly string[] },
): Promise<ExportedEvent[]> {
	const { body } = await client.send({
		method: 'GET',
		host: 'data',
		path: '/export',
		query: {
			from_date: first,
			to_date: last,
			limit: MOST_EVENTS,
			where: isOneOf(distinctIds),
			...(events.length > 0 && { event: JSON.stringify(events) }),
		},
		effect: 'read',
		answer: 'text',
		limits: ['export', 'exportSecond'],
		timeoutMs: TIMEOUT_MS,
	});
	return linesOf(client, body).map((line) => {
		const properties = recordOf(line.properties);
		const id = textOf(properties.$insert_id);
		return {
			...(id !== undefined && { id }),
			event: textOf(line.event) ?? '',
			distinctId: idOf(properties.$distinct_id) ?? idOf(properties.distinct_id) ?? '',
			at: (numberOf(properties.time) ?? 0) * 1_000,
		};
	});
}

/**
 * One JSON object a line. A single line arrives as that object already: HTTP clients read it as JSON.
 *
 * @throws VendorError if a line is none, such as the `terminated early` of an export that broke off
 */
function linesOf({ provider }: VendorClient, body: unknown): Array<Record<string, unknown>> {
	if (isRecord(body)) return [body];
	const lines = (textOf(body) ?? '').split('\n').filter((line) => line.trim() !== '');
	return lines.map((line) => {
		const read = parsed(line);
		if (isRecord(read)) return read;
		const refusal = unreadable('The export of Mixpanel broke off. Use a shorter window.');
		throw new VendorError(provider, refusal, { attempts: 1 });
	});
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
