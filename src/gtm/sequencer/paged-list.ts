import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';

export interface ListPage<Entry> {
	entries: ReadonlyArray<readonly [key: string, entry: Entry]>;
	/** Absent on the last page. */
	next?: string;
	/** Of the whole list, where the vendor tells. */
	pages?: number;
}

export type ReadPage<Entry> = (cursor: string | undefined) => Promise<ListPage<Entry>>;

/** For fewer questions not even a first page is read. */
const LEAST = 10;

/** What was read longer ago is read anew. */
const FRESH_MS = 10 * 60_000;

/** Pages that failed, after which a list is left alone. */
const FAILURES_MAX = 3;

/**
 * A list of the vendor's whose entries can be asked for one by one, or read page by page. It is read
 * where that takes fewer requests: as many pages at most as requests were to be sent for single entries,
 * and no further than the first if that one says that the list is longer.
 */
export class PagedList<Entry> {
	readonly #now: () => number;
	readonly #readPage: ReadPage<Entry>;
	#entries = new Map<string, Entry[]>();
	#next: string | undefined;
	#read = 0;
	#pages: number | undefined;
	#isComplete = false;
	#failures = 0;
	#since = 0;
	#saved = 0;
	#reading: Promise<void> = Promise.resolve();

	constructor(readPage: ReadPage<Entry>, now: () => number) {
		this.#readPage = readPage;
		this.#now = now;
	}

	/** Whether who is not in it is surely not on the list, by what was read a few minutes ago. */
	get isComplete(): boolean {
		return this.#isComplete;
	}

	/** One key may have several. */
	get(key: string): readonly Entry[] {
		return this.#entries.get(key) ?? [];
	}

	/** @param requests that asking for entries one by one would take now */
	async foresee(requests: number): Promise<void> {
		this.#saved += requests;
		this.#reading = this.#reading.then(async () => await this.#readOn());
		await this.#reading;
	}

	async #readOn(): Promise<void> {
		if (this.#read > 0 && this.#now() - this.#since > FRESH_MS) this.#beginAnew();
		while (this.#isWorthIt()) {
			if (this.#read === 0) this.#since = this.#now();
			this.#read += 1;
			let page: ListPage<Entry>;
			try {
				page = await this.#readPage(this.#next);
			} catch (error) {
				// A bug is thrown on. A vendor that fails says so to whoever asks one by one then.
				toOutcome(error);
				this.#failures += 1;
				return;
			}
			for (const [key, entry] of page.entries) {
				this.#entries.set(key, [...this.get(key), entry]);
			}
			this.#pages = page.pages;
			this.#isComplete = page.next === undefined;
			// A vendor that names the same page again has no end.
			if (!this.#isComplete && page.next === this.#next) this.#failures = FAILURES_MAX;
			this.#next = page.next;
		}
	}

	#isWorthIt(): boolean {
		const isAffordable = this.#read < this.#saved && (this.#pages ?? 0) <= this.#saved;
		const isWanted = this.#saved >= LEAST && !this.#isComplete;
		return isWanted && isAffordable && this.#failures < FAILURES_MAX;
	}

	#beginAnew(): void {
		this.#entries = new Map();
		this.#next = undefined;
		this.#saved = Math.max(0, this.#saved - this.#read);
		this.#read = 0;
		this.#pages = undefined;
		this.#isComplete = false;
	}
}

const lists = new WeakMap<VendorClient, Map<string, PagedList<unknown>>>();

/** The list of that name, one for each client, which is one execution. */
export function pagedList<Entry>(
	client: VendorClient,
	name: string,
	readPage: ReadPage<Entry>,
): PagedList<Entry> {
	const own = lists.get(client) ?? new Map<string, PagedList<unknown>>();
	lists.set(client, own);
	const known = own.get(name);
	// One name is one kind of entries.
	if (known !== undefined) return known as PagedList<Entry>;
	const made = new PagedList(readPage, client.now);
	own.set(name, made);
	return made;
}
