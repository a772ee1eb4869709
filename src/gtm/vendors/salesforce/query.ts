import { serverTimeOf } from '../../changes/change-feed';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import { refused } from './refused';
import { API_VERSION } from './version';

export interface QueryPage {
	records: Array<Record<string, unknown>>;
	/** Of the query in all; with a LIMIT that is its most. */
	total: number;
	/** Names the next page; absent on the last. */
	next?: string;
	/** What the clock of Salesforce said, if it did. */
	serverTime?: number;
}

/**
 * Characters of a query in a URL. Salesforce takes 16,384 for the whole URL, and an encoded character
 * counts as three.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
 */
export const QUERY_MAX = 12_000;

/**
 * Runs a query whose values have been escaped.
 *
 * @param resource `queryAll` finds deleted records too, and activities that are archived
 */
export async function runQuery(
	client: VendorClient,
	soql: string,
	resource: 'query' | 'queryAll' = 'query',
): Promise<QueryPage> {
	if (encodeURIComponent(soql).length > QUERY_MAX) {
		throw refused(
			'query_too_long',
			'The search is too long for Salesforce. Search for fewer values at once.',
		);
	}
	return toPage(
		client,
		await client.send({
			method: 'GET',
			path: pathOf`/services/data/${API_VERSION}/${resource}`,
			query: { q: soql },
			effect: 'read',
		}),
	);
}

/** @param next of the page before */
export async function nextPage(client: VendorClient, next: string): Promise<QueryPage> {
	return toPage(
		client,
		await client.send({
			method: 'GET',
			path: pathOf`/services/data/${API_VERSION}/query/${next}`,
			effect: 'read',
		}),
	);
}

/** `nextRecordsUrl` is a path that ends in the name of the page; only that name is used. */
function toPage(client: VendorClient, response: VendorResponse): QueryPage {
	const { records, totalSize, nextRecordsUrl } = recordOf(response.body);
	if (!Array.isArray(records)) throw unreadable(client, response);
	const found = recordsOf(records);
	const next = textOf(nextRecordsUrl)?.split('/').at(-1);
	return {
		records: found,
		total: numberOf(totalSize) ?? found.length,
		...serverTimeOf(response),
		...(next !== undefined && next !== '' && { next }),
	};
}
