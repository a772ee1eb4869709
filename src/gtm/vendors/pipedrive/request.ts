import type { Query } from '../../http/http-port';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { VendorError } from '../../http/vendor-error';
import type { VendorRequest, VendorResponse } from '../../http/vendor-request';
import { isRecord, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { TOKENS } from './profile';

interface Reading {
	query?: Query;
	accept?: readonly number[];
	tokens?: (typeof TOKENS)[keyof typeof TOKENS];
	limits?: readonly string[];
}

export async function read(
	client: VendorClient,
	path: string,
	{ tokens, ...more }: Reading = {},
): Promise<VendorResponse> {
	const cost = tokens === undefined ? {} : { cost: { tokens } };
	return checked(
		client,
		await client.send({ method: 'GET', path, effect: 'read', ...cost, ...more }),
	);
}

export async function write(
	client: VendorClient,
	request: Pick<VendorRequest, 'method' | 'path' | 'effect' | 'body'>,
	tokens: number,
): Promise<VendorResponse> {
	return checked(client, await client.send({ ...request, cost: { tokens } }));
}

/** `success: false` may come with any status; a 2xx with it did nothing. */
function checked(client: VendorClient, response: VendorResponse): VendorResponse {
	const { success, error } = recordOf(response.body);
	if (response.status >= 300 || success === true) return response;
	if (success !== false) throw unreadable(client, response);
	const message = `Pipedrive: ${textOf(error) ?? 'it does not report success'}`;
	const refusal = { status: 'upstream_error', code: 'no_success', message } as const;
	throw new VendorError(client.provider, refusal, { attempts: 1, httpStatus: response.status });
}

/** Answers are `{ success, data, additional_data }`. */
export const dataOf = ({ body }: VendorResponse): Record<string, unknown> =>
	recordOf(recordOf(body).data);

export const listIn = ({ body }: VendorResponse): Array<Record<string, unknown>> =>
	recordsOf(recordOf(body).data);

/** Of version 2; null on the last page. */
export function nextCursor({ body }: VendorResponse): string | undefined {
	return textOf(recordOf(recordOf(body).additional_data).next_cursor);
}

/** Of version 1, whose paging stands in `additional_data`, or in `pagination` there. */
export function nextStart({ body }: VendorResponse): string | undefined {
	const additional = recordOf(recordOf(body).additional_data);
	const paging = isRecord(additional.pagination) ? additional.pagination : additional;
	if (paging.more_items_in_collection !== true) return undefined;
	const { start = 0, limit = NaN } = {
		start: numberOf(paging.start),
		limit: numberOf(paging.limit),
	};
	const next = numberOf(paging.next_start) ?? start + limit;
	return Number.isNaN(next) ? undefined : String(next);
}

/** What cannot be asked of Pipedrive: nothing is sent. */
export function refusal(client: VendorClient, code: string, message: string): VendorError {
	return new VendorError(client.provider, { status: 'invalid', code, message }, { attempts: 0 });
}
