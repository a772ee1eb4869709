import type { ContextGraph } from '../../../context/context-graph';
import type { ChangeFeed } from '../../../gtm/changes/change-feed';
import { fromCursor, toCursor } from '../../../gtm/changes/change-cursor';
import { type FeedPosition, isGone } from '../../../gtm/changes/feed-position';
import { type GivenChange, readPages } from '../../../gtm/changes/read-feed';
import { isWhole, readWholePages } from '../../../gtm/changes/read-whole';
import type { SourceProgress } from '../../../context/model/source';
import type { VendorClient } from '../../../gtm/http/vendor-client';
import { VendorError } from '../../../gtm/http/vendor-error';
import { BrandedError } from '../../../base/branded-error';

/** Another run reads the same list: it goes on there, and this one ends. */
export class SyncedElsewhere extends BrandedError {
	static override readonly brand: string = 'SyncedElsewhere';

	constructor(vendor: string) {
		super(
			`Another run syncs ${vendor} at the same time. Let it end; this run wrote nothing twice.`,
		);
	}
}

/** One list of a vendor's account, and where it is kept how far it was read. */
export interface SyncedList<Entity> {
	feed: ChangeFeed<Entity>;
	source: string;
	account: string;
	/** Its name in the store: `contact contacts`. */
	name: string;
	/** From where on the first reading tells: milliseconds since 1970. */
	since: number;
}

export interface ListPorts<Entity> {
	graph: ContextGraph;
	client: VendorClient;
	/** Marks of what other lists told to be gone. */
	goneElsewhere: Readonly<Record<string, string>>;
	/** Takes in what a page told; what it was told may come again after a crash. */
	write(this: void, changes: ReadonlyArray<GivenChange<Entity>>): Promise<void>;
	/** True if the run shall end after the page. */
	isOver(this: void): boolean;
}

export interface ListReading {
	isFirst: boolean;
	isCaughtUp: boolean;
	position: FeedPosition;
	caughtUpTo?: string;
}

/**
 * Reads one list on from where it was left, to its end. After each page that was written it is noted how
 * far it is: a run that dies costs one page.
 *
 * @throws VendorError with all pages before it noted
 * @throws SyncedElsewhere
 */
export async function syncList<Entity>(
	{ feed, source, account, name, since }: SyncedList<Entity>,
	{ graph, client, goneElsewhere, write, isOver }: ListPorts<Entity>,
): Promise<ListReading> {
	const list = { source, account, feed: name };
	const known = (await graph.sources()).find(
		(one) => one.source === source && one.account === account && one.feed === name,
	);
	const of = `${source} ${name}`;
	const startedAt = client.now();
	let revision = known?.revision ?? 0;
	let position =
		known === undefined
			? { from: since, drained: startedAt - feed.lagMs, seen: {} }
			: (fromCursor(of, known.position)[name] as FeedPosition);
	const isFirst = known?.wholeAt === undefined;
	const save = async (more: Partial<SourceProgress> = {}) => {
		const progress = { ...list, position: toCursor(of, { [name]: position }), ...more };
		const next = await graph.saveSource(progress, revision);
		if (next === undefined) throw new SyncedElsewhere(source);
		revision = next;
	};
	const ended = async () => {
		const caughtUpTo = new Date(position.drained).toISOString();
		const wholeAt = isFirst ? new Date(startedAt).toISOString() : undefined;
		await save({ caughtUpTo, ...(wholeAt !== undefined && { wholeAt }) });
		return { isFirst, isCaughtUp: true, position, caughtUpTo };
	};
	const pages = isWhole(feed)
		? readWholePages(feed, client, position)
		: readPages(feed, client, position, goneElsewhere);
	try {
		for await (const page of pages) {
			await write(page.changes);
			({ position } = page);
			if (page.isLast) return await ended();
			await save();
			if (isOver()) break;
		}
	} catch (error) {
		if (error instanceof VendorError) await save({ failure: error.refusal.message });
		throw error;
	}
	return { isFirst, isCaughtUp: false, position };
}

/**
 * Begins a list of what is gone before anything else is read: nobody needs to hear of what was gone
 * before, but what goes while the rest is read for the first time is told the next time.
 *
 * @returns true if it began now: there is nothing to read on it yet
 * @throws SyncedElsewhere
 */
export async function beginGone<Entity>(
	{ feed, source, account, name, since }: SyncedList<Entity>,
	{ graph, client }: Pick<ListPorts<Entity>, 'client' | 'graph'>,
): Promise<boolean> {
	const isKnown = (await graph.sources()).some(
		(one) => one.source === source && one.account === account && one.feed === name,
	);
	if (isKnown) return false;
	const drained = client.now() - feed.lagMs;
	const position = toCursor(`${source} ${name}`, { [name]: { from: since, drained, seen: {} } });
	const moment = new Date(drained).toISOString();
	const wholeAt = new Date(client.now()).toISOString();
	const progress = { source, account, feed: name, position, caughtUpTo: moment, wholeAt };
	if ((await graph.saveSource(progress, 0)) === undefined) throw new SyncedElsewhere(source);
	return true;
}

/** What was told to be gone by lists that were read before, by their names: marks of `FeedPosition`. */
export async function goneBefore(
	graph: ContextGraph,
	lists: ReadonlyArray<Pick<SyncedList<unknown>, 'account' | 'name' | 'source'>>,
): Promise<Record<string, string>> {
	const known = await graph.sources();
	const marks = lists.flatMap(({ source, account, name }) => {
		const list = known.find(
			(one) => one.source === source && one.account === account && one.feed === name,
		);
		if (list === undefined) return [];
		const position = fromCursor(`${source} ${name}`, list.position)[name];
		return Object.entries(position?.seen ?? {}).filter(([key]) => isGone(key));
	});
	return Object.fromEntries(marks);
}
