import type { SourceProgress, SourceState } from '../model/source';
import { toInstantText } from '../model/instant';
import type { OpenGraph, Tables } from './graph-ports';
import type { SourceTable } from './schema';

/** How far each list of each source was read. */
export async function readSources(tables: Tables): Promise<SourceState[]> {
	const rows = await tables
		.selectFrom('graph_source')
		.selectAll()
		.orderBy('source')
		.orderBy('account')
		.orderBy('feed')
		.execute();
	return rows.map(toState);
}

/**
 * Notes how far a list was read, unless somebody else did since it was last looked at: two that read one
 * list at once would take each other back.
 *
 * @param revision of the state that this one follows; 0 for the first one
 * @returns the new revision; undefined if somebody else was faster
 */
export async function saveSource(
	{ database, now }: OpenGraph,
	{ source, account, feed, ...progress }: SourceProgress,
	revision: number,
): Promise<number | undefined> {
	return await database.write(async (tables) => {
		const known = await tables
			.selectFrom('graph_source')
			.select(['revision', 'caught_up_to', 'whole_at'])
			.where('source', '=', source)
			.where('account', '=', account)
			.where('feed', '=', feed)
			.executeTakeFirst();
		if ((known?.revision ?? 0) !== revision) return undefined;
		const row: SourceTable = {
			source,
			account,
			feed,
			position: progress.position,
			ran_at: toInstantText(now()),
			caught_up_to: progress.caughtUpTo ?? known?.caught_up_to ?? null,
			whole_at: progress.wholeAt ?? known?.whole_at ?? null,
			failure: progress.failure ?? null,
			revision: revision + 1,
		};
		await tables
			.insertInto('graph_source')
			.values(row)
			.onConflict((conflict) => conflict.columns(['source', 'account', 'feed']).doUpdateSet(row))
			.execute();
		return row.revision;
	});
}

function toState(row: SourceTable): SourceState {
	return {
		source: row.source,
		account: row.account,
		feed: row.feed,
		position: row.position,
		ranAt: row.ran_at,
		revision: row.revision,
		...(row.caught_up_to !== null && { caughtUpTo: row.caught_up_to }),
		...(row.whole_at !== null && { wholeAt: row.whole_at }),
		...(row.failure !== null && { failure: row.failure }),
	};
}
