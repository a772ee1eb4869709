import type { ContextGraph } from '../../../context/context-graph';
import { processState } from '../../../base/process-state';
import type { ChangeFeed } from '../../../gtm/changes/change-feed';
import { isGone } from '../../../gtm/changes/feed-position';
import type { GivenChange } from '../../../gtm/changes/read-feed';
import type { Changing, ChangingEntities } from '../../../gtm/crm/crm-changes';
import type { CrmVendor } from '../../../gtm/crm/crm-vendor';
import type { VendorClient } from '../../../gtm/http/vendor-client';
import { VendorError } from '../../../gtm/http/vendor-error';
import type { EngagementEvent } from '../../../gtm/model/enrollment';
import type { SequencerVendor } from '../../../gtm/sequencer/sequencer-vendor';
import type { Reached } from '../../../gtm/guard/account-of-ids';
import { accountTagOfIds } from '../observe/accounts-of-ids';
import { beginGone, goneBefore, SyncedElsewhere, syncList } from './sync-list';
import { suppressWaiting } from './follow-opt-out';
import { type SyncReport, SyncTally, type Verdict } from './sync-report';
import { type Origin, writeCrmChange } from './write-crm-change';
import { writeEngagement } from './write-engagement';

type Changed = ChangingEntities[Changing];

export interface SyncPorts {
	graph: ContextGraph;
	client: VendorClient;
	/** The execution and who runs it, for whoever asks later where a fact is from. */
	run: string;
	actor: string;
	/** Milliseconds that a run may take; it ends after the page that is under way. */
	patienceMs?: number;
	/** Hears how far it is, after each page. */
	onProgress?(this: void, list: string, tally: SyncTally): void;
}

/** What of a CRM is synced: companies first, so that people find theirs. */
export const SYNCED = [
	'company',
	'contact',
	'deal',
	'activity',
] as const satisfies readonly Changing[];

/**
 * Fills the graph from a CRM, first whole and then by changes: facts, links, deletions, merges, opt-outs.
 * Resumable: each page is noted when it is written, and what comes again changes nothing.
 */
export async function syncCrm(
	vendor: CrmVendor,
	ports: SyncPorts,
	kinds: readonly Changing[] = SYNCED,
): Promise<SyncReport> {
	const account = await accountsOf(vendor, ports.client);
	const lists = SYNCED.filter((what) => kinds.includes(what)).flatMap((what) =>
		(vendor.changes?.(what, { comparing: true }) ?? []).map((feed) => ({ what, feed })),
	);
	return await syncAll<Changed>(vendor.profile.id, ports, account, lists, {
		since: 0,
		write: async (origin, what, change) => await writeCrmChange(origin, what as Changing, change),
	});
}

/**
 * Takes in what happened in all sequences.
 *
 * @param since how far the first run goes back: milliseconds since 1970
 */
export async function syncSequencer(
	vendor: SequencerVendor,
	ports: SyncPorts,
	since: number,
): Promise<SyncReport> {
	const account = await accountsOf(vendor, ports.client);
	const lists = (vendor.events ?? []).map((feed) => ({ what: 'engagement', feed }));
	return await syncAll<EngagementEvent>(vendor.profile.id, ports, account, lists, {
		since,
		write: async (origin, _what, { row }) => await writeEngagement(origin, row.record),
	});
}

interface Accounts {
	/** By which it is noted how far each list was read. */
	key: string;
	/** Where the vendor's ids are unique within an account only. */
	ofIds: string | undefined;
}

async function accountsOf(vendor: Reached['vendor'], client: VendorClient): Promise<Accounts> {
	return { key: await client.accountKey(), ofIds: await accountTagOfIds({ vendor, client }) };
}

interface Writing<Entity> {
	since: number;
	write(this: void, origin: Origin, what: string, change: GivenChange<Entity>): Promise<Verdict>;
}

/** Accounts that a run of this process syncs. */
const underWay = () =>
	processState<Set<string>>({ name: 'sync', version: 1, create: () => new Set() });

/**
 * One run at a time: one that waits with a page while another is told that a record of it is gone would
 * write the record again.
 */
async function syncAll<Entity>(
	source: string,
	ports: SyncPorts,
	account: Accounts,
	lists: ReadonlyArray<SourceList<Entity>>,
	writing: Writing<Entity>,
): Promise<SyncReport> {
	const runs = underWay();
	const key = `${source} ${account.key}`;
	const alone = !runs.has(key);
	runs.add(key);
	try {
		return await syncLists(source, ports, account, { lists, alone }, writing);
	} finally {
		if (alone) runs.delete(key);
	}
}

interface SourceList<Entity> {
	what: string;
	feed: ChangeFeed<Entity>;
}

async function syncLists<Entity>(
	source: string,
	{ graph, client, run, actor, patienceMs, onProgress }: SyncPorts,
	account: Accounts,
	{ lists, alone }: { lists: ReadonlyArray<SourceList<Entity>>; alone: boolean },
	{ since, write }: Writing<Entity>,
): Promise<SyncReport> {
	const tally = new SyncTally();
	const from = {
		source,
		run,
		actor,
		...(account.ofIds !== undefined && { account: account.ofIds }),
	};
	const origin: Origin = { graph, from, tally, waiting: new Set() };
	const endsAt = client.now() + (patienceMs ?? Number.POSITIVE_INFINITY);
	const caughtUp: string[] = [];
	const gone: Record<string, Record<string, string>> = {};
	let isFirst = false;
	const report = (reason?: SyncReport['reason']): SyncReport => ({
		vendor: source,
		status: reason === undefined ? 'caught_up' : 'stopped',
		...(reason && { reason }),
		first: isFirst,
		lists: tally.lists,
		total: tally.total,
		suppressed: tally.suppressed,
		released: tally.released,
		...(caughtUp.length + begun.size === lists.length && { caughtUpTo: caughtUp.toSorted()[0] }),
		errors: tally.errors,
	});
	const named = lists.map(({ what, feed }) => {
		const name = `${what} ${feed.name}`;
		return { what, list: { feed, source, account: account.key, name, since } };
	});
	const begun = new Set<string>();
	try {
		if (!alone) throw new SyncedElsewhere(source);
		for (const { what, list } of named) {
			if (list.feed.onlyGone && (await beginGone(list, { graph, client }))) begun.add(list.name);
			// An index that is behind shows also what an earlier run was told to be gone.
			gone[what] = { ...gone[what], ...(await goneBefore(graph, [list])) };
		}
	} catch (error) {
		const reason = reasonOf(error);
		if (reason === undefined) throw error;
		return report(reason);
	}
	for (const { what, list } of named) {
		if (begun.has(list.name)) continue;
		try {
			const reading = await syncList(list, {
				graph,
				client,
				goneElsewhere: (gone[what] ??= {}),
				async write(changes) {
					for (const change of inOrder(changes)) await writeOne(origin, what, change, write);
					await suppressWaiting(origin);
					onProgress?.(list.name, tally);
				},
				isOver: () => client.now() >= endsAt,
			});
			isFirst ||= reading.isFirst;
			const marks = Object.entries(reading.position.seen).filter(([key]) => isGone(key));
			Object.assign(gone[what], Object.fromEntries(marks));
			if (reading.caughtUpTo !== undefined) caughtUp.push(reading.caughtUpTo);
			if (!reading.isCaughtUp) {
				return report({ code: 'out_of_time', message: 'The time is over. Run again to go on.' });
			}
		} catch (error) {
			const reason = reasonOf(error);
			if (reason === undefined) throw error;
			return report(reason);
		}
	}
	return report();
}

/** What is there before what is gone: a record that another one went into may be new. */
function inOrder<Entity>(changes: ReadonlyArray<GivenChange<Entity>>): Array<GivenChange<Entity>> {
	const isThere = ({ row }: GivenChange<Entity>) => row.gone === undefined;
	return [...changes.filter(isThere), ...changes.filter((change) => !isThere(change))];
}

async function writeOne<Entity>(
	origin: Origin,
	what: string,
	change: GivenChange<Entity>,
	write: Writing<Entity>['write'],
): Promise<void> {
	try {
		origin.tally.count(what, await write(origin, what, change));
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		origin.tally.refuse(what, change.row.id, error);
	}
}

function reasonOf(error: unknown): SyncReport['reason'] {
	if (error instanceof VendorError) {
		const { code, message } = error.refusal;
		return { code, message };
	}
	return error instanceof SyncedElsewhere
		? { code: 'synced_elsewhere', message: error.message }
		: undefined;
}
