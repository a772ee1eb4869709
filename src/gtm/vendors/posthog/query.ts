import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import { isRecord, listOf } from '../../model/json';
import { type HogQl, toHogQlQuery } from './hogql';

/** PostHog gives a query up to ten minutes; we wait for one. */
const TIMEOUT_MS = 60_000;

/** @throws VendorError also for a 2xx without results: a query that went on in the background */
export async function runQuery(client: VendorClient, query: object): Promise<unknown[]> {
	const { body } = await client.send({
		method: 'POST',
		path: '/query/',
		body: { query, refresh: 'blocking' },
		effect: 'read',
		limits: ['query'],
		timeoutMs: TIMEOUT_MS,
	});
	const results: unknown = isRecord(body) ? body.results : undefined;
	if (Array.isArray(results)) return listOf(results);
	const message =
		'PostHog returned no results, perhaps because the query took too long. Use a shorter window.';
	const refusal = { status: 'upstream_error', code: 'no_results', message } as const;
	throw new VendorError(client.provider, refusal, { attempts: 1 });
}

/** The rows of a query, each by the names in it. */
export async function runHogQl<const Column extends string>(
	client: VendorClient,
	query: HogQl,
	columns: readonly Column[],
): Promise<Array<Record<Column, unknown>>> {
	const rows = await runQuery(client, toHogQlQuery(query));
	return rows.map((row) => {
		const cells = listOf(row);
		const named = columns.map((column, index) => [column, cells[index]]);
		return Object.fromEntries(named) as Record<Column, unknown>;
	});
}
