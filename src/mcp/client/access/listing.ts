import { orAborted } from '../../../base/abort';
import { McpClientError } from '../client-error';
import type { ListItems, ListKind } from '../connection-lists';
import { type AccessContext, emptyReport } from './access-context';
import type { CallReport, Reported } from './call-report';
import type { ListOptions } from './mcp-server-access';
import { isRead, perform } from './perform';

interface LoadedList<T> {
	items: T[];
	/** What of it could not be read: as true of the list when it comes from the cache. */
	notes: readonly string[];
	/** How it was got. */
	report: CallReport;
}

/**
 * A list of the server: from the cache while it is fresh, else asked for (once, however many want
 * it), else, when the server is down, what it said before.
 */
export async function listThroughCache<K extends ListKind>(
	context: AccessContext,
	kind: K,
	options: ListOptions = {},
): Promise<Reported<Array<ListItems[K]>>> {
	type Loaded = LoadedList<ListItems[K]>;
	const { lists } = context.runtime;
	const { cache } = context.settings.policy;
	const key = context.listKey(kind);
	const fresh = options.freshness === 'anew' ? undefined : lists.fresh<Loaded>(key);
	if (fresh) return fromCache(fresh, 'fresh');
	try {
		const load = lists.load<Loaded>(key, cache, async () => await loadList(context, kind));
		const { items, report } = await orAborted(load, options.signal);
		return { value: [...items], report: { ...report, warnings: [...report.warnings] } };
	} catch (error) {
		if (options.signal?.aborted) throw cancelled();
		const stale = lists.stale<Loaded>(key, cache);
		if (!stale || !(error instanceof McpClientError) || !error.retryable) throw error;
		const { value, report } = fromCache(stale.value, 'stale');
		const since = stale.at.toISOString();
		report.warnings.push(`The server is down. This list is from ${since}: ${error.message}`);
		return { value, report };
	}
}

/** Without the caller's signal: others may be waiting for the same list. */
async function loadList<K extends ListKind>(context: AccessContext, kind: K) {
	const { value, report } = await perform(context, {
		step: 'list',
		sharing: 'shared',
		repetition: isRead,
		run: async (connection, limits) => await connection.list(kind, limits),
	});
	const { items, ttlMs, notes = [] } = value;
	report.warnings.push(...notes);
	return { value: { items, notes, report }, ttlMs };
}

function fromCache<T>(
	{ items, notes, report }: LoadedList<T>,
	cached: 'fresh' | 'stale',
): Reported<T[]> {
	return {
		value: [...items],
		report: { ...report, attempts: 0, waitedMs: 0, cached, warnings: [...notes] },
	};
}

/** What is known of a list without asking the server, however old. */
export function knownItems<K extends ListKind>(
	context: AccessContext,
	kind: K,
): Array<ListItems[K]> | undefined {
	const { lists } = context.runtime;
	const key = context.listKey(kind);
	const fresh = lists.fresh<LoadedList<ListItems[K]>>(key);
	const { cache } = context.settings.policy;
	return (fresh ?? lists.stale<LoadedList<ListItems[K]>>(key, cache)?.value)?.items;
}

/** The report of something that needed two requests to get. */
export function mergeReports(context: AccessContext, reports: CallReport[]): CallReport {
	const last = reports.at(-1) ?? emptyReport(context);
	return {
		...last,
		attempts: reports.reduce((sum, { attempts }) => sum + attempts, 0),
		waitedMs: reports.reduce((sum, { waitedMs }) => sum + waitedMs, 0),
		warnings: [...new Set(reports.flatMap(({ warnings }) => warnings))],
	};
}

function cancelled(): McpClientError {
	return new McpClientError('list', 'The execution was canceled before the server responded', {
		hint: 'The request only read a list.',
	});
}
