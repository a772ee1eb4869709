import { type IPollFunctions, type INodeExecutionData, LoggerProxy } from 'n8n-workflow';

import { type Clock, systemClock } from '../../../base/clock';
import { processState } from '../../../base/process-state';
import type { RedisLink } from '../../../base/redis/redis-link';
import type { HookNews } from '../../../gtm/hooks/vendor-hook';
import { queueLink } from '../../queue-link';
import { runAsPoll } from '../../runtime-internals';
import { KeptNews } from './kept-news';

type Items = INodeExecutionData[][] | null;

/** A trigger that polls, as what calls it knows it. */
export interface Polling {
	/** Reads on from where the last reading was. */
	poll(this: void, context: IPollFunctions): Promise<Items>;
	/** What starts the workflow of what only a delivery says; each piece of news once. */
	tell(this: void, context: IPollFunctions, news: readonly HookNews[]): Items;
}

/** A published trigger of this process. Its readings take turns: they share one cursor. */
interface LivePoll extends Polling {
	context: IPollFunctions;
	turn: Promise<unknown>;
	/** A reading is to begin; who asks for one meanwhile gets this one. */
	isDue: boolean;
	/** When a reading began because of a hint. */
	lastHintAt: number;
}

/** What a delivery asks for. */
interface Hint {
	key: string;
	news: readonly HookNews[];
	pauseMs: number;
}

/** What a process tells the others: the news itself waits in Redis. */
type Relayed = Omit<Hint, 'news'>;

/** A list may show a change later than the vendor tells of it: where nothing is found, it is read again. */
const AGAIN_AFTER_MS = [2_000, 10_000];

/**
 * The triggers that n8n polls in this process. Only the context of such a poll may move the cursor: n8n
 * keeps what another one writes beside it, and the last one to be saved wins.
 */
export class LivePolls {
	readonly #polls = new Map<string, LivePoll>();
	readonly #clock: Clock;
	readonly #link: RedisLink | undefined;
	readonly #kept: KeptNews | undefined;

	/** @param link to the other processes: a delivery may come to one that polls nothing */
	constructor(clock: Clock, link?: RedisLink) {
		this.#clock = clock;
		this.#link = link;
		this.#kept = link && new KeptNews(link);
		link?.hear([channelOf(link)], (text) => void this.#hear(JSON.parse(text) as Relayed));
		// What was told meanwhile was not heard here.
		link?.onUp(() => {
			for (const [key, live] of this.#polls) void this.#takeUp(key, live, 0, []);
		});
	}

	/** A poll by n8n. In the editor nothing is kept, so nothing takes turns. */
	async poll(context: IPollFunctions, { poll, tell }: Polling): Promise<Items> {
		if (context.getMode() === 'manual') return await poll(context);
		const key = keyOf(context);
		const known = this.#polls.get(key);
		const live: LivePoll = {
			...(known ?? { turn: Promise.resolve(), isDue: false, lastHintAt: -Infinity }),
			context,
			poll,
			tell,
		};
		// The same one, so that turns that wait find the newest context.
		if (known) Object.assign(known, live);
		else this.#polls.set(key, live);
		return await inTurn(known ?? live, async () => {
			const items = await poll(context);
			return together(await this.#waiting(key, live, context), items);
		});
	}

	/** The trigger is no longer published. */
	forget(key: string): void {
		this.#polls.delete(key);
		this.#kept?.forget(key).catch(() => undefined); // It ends by itself.
	}

	/**
	 * Reads now, or when the pause is over. News has started the workflow when this resolves, or waits for
	 * the process that polls: a vendor that hears of no success delivers again.
	 *
	 * @returns false if it could not be told, and waits nowhere: what was delivered is to come again
	 * @throws Error if the Redis of the queue does not take it
	 */
	async hint({ key, news, pauseMs }: Hint): Promise<boolean> {
		const live = this.#polls.get(key);
		if (live) {
			const isTold =
				news.length === 0 || (await this.#run(live, (context) => live.tell(context, news)));
			this.#read(key, live, pauseMs, AGAIN_AFTER_MS);
			return isTold;
		}
		if (!this.#link || !this.#kept) return false;
		if (!(await this.#kept.keep(key, news))) return false;
		const relayed: Relayed = { key, pauseMs };
		await this.#link.command('PUBLISH', channelOf(this.#link), JSON.stringify(relayed));
		return true;
	}

	/** Another process was told something. Who polls nothing leaves it to the one that does. */
	async #hear({ key, pauseMs }: Relayed): Promise<void> {
		const live = this.#polls.get(key);
		if (!live) return;
		await this.#takeUp(key, live, pauseMs, AGAIN_AFTER_MS);
	}

	/** Tells what waits, and reads. */
	async #takeUp(
		key: string,
		live: LivePoll,
		pauseMs: number,
		again: readonly number[],
	): Promise<void> {
		await this.#run(live, async (context) => await this.#waiting(key, live, context));
		this.#read(key, live, pauseMs, again);
	}

	/** What starts the workflow of what other processes were told. */
	async #waiting(key: string, live: LivePoll, context: IPollFunctions): Promise<Items> {
		let items: Items = null;
		try {
			await this.#kept?.handOver(key, (news) => {
				items = live.tell(context, news);
				return items !== null;
			});
		} catch (error) {
			const { name } = context.getNode();
			LoggerProxy.warn(`GTM: "${name}" could not read what waits for it: ${String(error)}`);
		}
		return items;
	}

	#read(key: string, live: LivePoll, pauseMs: number, again: readonly number[]): void {
		if (live.isDue) return;
		live.isDue = true;
		const wait = Math.max(0, live.lastHintAt + pauseMs - this.#clock.now());
		this.#clock.schedule(wait, () => {
			// It may have been unpublished meanwhile.
			if (this.#polls.get(key) !== live) return;
			void this.#run(live, async (context) => {
				live.isDue = false;
				live.lastHintAt = this.#clock.now();
				const items = await live.poll(context);
				const [next, ...rest] = again;
				if (items === null && next !== undefined) {
					this.#clock.schedule(next, () => this.#read(key, live, pauseMs, rest));
				}
				return items;
			});
		});
	}

	async #run(
		live: LivePoll,
		work: (context: IPollFunctions) => Items | Promise<Items>,
	): Promise<boolean> {
		const { name } = live.context.getNode();
		try {
			await inTurn(live, async () => await runAsPoll(live.context, work));
			return true;
		} catch (error) {
			live.isDue = false;
			// The next poll of n8n reads the same, and fails where people see it.
			LoggerProxy.warn(`GTM: "${name}" could not read after a webhook: ${String(error)}`);
			return false;
		}
	}
}

export function livePolls(): LivePolls {
	return processState({
		name: 'polls',
		version: 2,
		create: () => new LivePolls(systemClock, queueLink()?.link),
	});
}

/** One trigger of one workflow. */
export function keyOf(context: {
	getWorkflow(): { id?: string };
	getNode(): { id: string };
}): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}

/** Both, in this order. */
function together(first: Items, second: Items): Items {
	if (first === null || second === null) return first ?? second;
	return [[...first.flat(), ...second.flat()]];
}

const channelOf = (link: RedisLink): string => link.key('hints');

async function inTurn<Result>(live: LivePoll, work: () => Promise<Result>): Promise<Result> {
	const mine = live.turn.then(work);
	live.turn = mine.catch(() => undefined); // Told to who asked for it.
	return await mine;
}
