import { BoundedMap } from '../../base/bounded-map';
import { orAborted } from '../../base/abort';
import type { Clock } from '../../base/clock';
import type { McpConnection } from './mcp-connection';

/** A connection in use. Exactly one of the two methods is called, once. */
export interface Lease {
	readonly connection: McpConnection;
	/** Gives it back for the next one. */
	release(): void;
	/** Gives it back as one that does not work: nobody gets it again, and the last user closes it. */
	discard(): void;
}

export interface PoolLimits {
	/** An unused connection is closed after so many milliseconds. */
	idleMs: number;
	/** Exclusive connections for one key; who wants another one waits. */
	perKeyMax: number;
	/** Unused connections over all keys; the longest unused go first. */
	idleMax: number;
}

interface Entry {
	key: string;
	connection: McpConnection;
	users: number;
	/** In use by one who wants nobody else on it. */
	isExclusive: boolean;
	discarded: boolean;
}

export const poolLimits: PoolLimits = { idleMs: 300_000, perKeyMax: 16, idleMax: 100 };

/**
 * The connections of the process, by what makes them interchangeable: endpoint, principal and what
 * the server may ask for. A shared lease is one of many on the same connection, an exclusive one is
 * for calls during which the server may ask back. Safe for concurrent use: who comes while a shared
 * connection is being made waits for it.
 */
export class ConnectionPool {
	private readonly entries = new Map<string, Set<Entry>>();
	/** Unused ones. What makes room is closed; what is used again or closed otherwise is taken out. */
	private readonly idle: BoundedMap<Entry, () => void>;
	private readonly connecting = new Map<string, Promise<Entry>>();
	/** Connections that are being made for exclusive use, by key. */
	private readonly pending = new Map<string, number>();
	private readonly waiting = new Map<string, Array<() => void>>();

	constructor(
		private readonly clock: Clock,
		private readonly limits: PoolLimits = poolLimits,
	) {
		this.idle = new BoundedMap({
			entries: limits.idleMax,
			onEvict: (entry, callOff) => {
				callOff();
				this.closeUnused(entry);
			},
		});
	}

	/**
	 * @param connect makes a connection; rejects as it likes, and is not remembered then
	 * @param signal ends the waiting, not the connecting, for others may wait for it too
	 */
	async lease(
		key: string,
		sharing: 'shared' | 'exclusive',
		connect: () => Promise<McpConnection>,
		signal?: AbortSignal,
	): Promise<Lease> {
		const entry =
			sharing === 'shared'
				? await this.shared(key, connect, signal)
				: await this.exclusive(key, connect, signal);
		return this.toLease(entry);
	}

	/** Closes every connection. The pool can be used again. */
	async closeAll(): Promise<void> {
		const all = [...this.entries.values()].flatMap((entries) => [...entries]);
		this.entries.clear();
		await Promise.all(
			all.map(async (entry) => {
				entry.discarded = true;
				this.leaveIdle(entry);
				await entry.connection.close();
			}),
		);
	}

	private async shared(
		key: string,
		connect: () => Promise<McpConnection>,
		signal?: AbortSignal,
	): Promise<Entry> {
		const open = this.usable(key).find(({ isExclusive }) => !isExclusive);
		if (open) return this.take(open, 'shared');
		const underWay = this.connecting.get(key) ?? this.beginConnecting(key, connect);
		const made = await orAborted(underWay, signal);
		// Somebody may have been quicker, and wants it for themselves.
		if (made.isExclusive || made.discarded) return await this.shared(key, connect, signal);
		return this.take(made, 'shared');
	}

	private beginConnecting(key: string, connect: () => Promise<McpConnection>): Promise<Entry> {
		const connecting = connect()
			.then((connection) => {
				const entry = this.add(key, connection);
				this.evictLater(entry); // All who wanted it may have been cancelled meanwhile.
				return entry;
			})
			.finally(() => this.connecting.delete(key));
		this.connecting.set(key, connecting);
		return connecting;
	}

	private async exclusive(
		key: string,
		connect: () => Promise<McpConnection>,
		signal?: AbortSignal,
	): Promise<Entry> {
		for (;;) {
			signal?.throwIfAborted();
			const open = this.usable(key);
			const free = open.find(({ users }) => users === 0);
			if (free) return this.take(free, 'exclusive');
			const pending = this.pending.get(key) ?? 0;
			if (open.length + pending >= this.limits.perKeyMax) {
				await orAborted(this.turn(key), signal);
				continue;
			}
			this.pending.set(key, pending + 1);
			try {
				return this.take(this.add(key, await connect()), 'exclusive');
			} finally {
				this.countDown(key);
				this.wakeNext(key);
			}
		}
	}

	private countDown(key: string): void {
		const pending = (this.pending.get(key) ?? 1) - 1;
		if (pending > 0) this.pending.set(key, pending);
		else this.pending.delete(key);
	}

	private async turn(key: string): Promise<void> {
		await new Promise<void>((wake) => {
			this.waiting.set(key, [...(this.waiting.get(key) ?? []), wake]);
		});
	}

	/** Wakes everyone who waits for this key: they see for themselves who is first. */
	private wakeNext(key: string): void {
		const waiting = this.waiting.get(key) ?? [];
		this.waiting.delete(key);
		for (const wake of waiting) wake();
	}

	private usable(key: string): Entry[] {
		const entries = [...(this.entries.get(key) ?? [])];
		entries.filter(({ connection }) => connection.isClosed).forEach((entry) => this.drop(entry));
		return entries.filter(({ connection }) => !connection.isClosed);
	}

	private add(key: string, connection: McpConnection): Entry {
		const entry: Entry = { key, connection, users: 0, isExclusive: false, discarded: false };
		const entries = this.entries.get(key) ?? new Set();
		this.entries.set(key, entries.add(entry));
		return entry;
	}

	private take(entry: Entry, sharing: 'shared' | 'exclusive'): Entry {
		this.leaveIdle(entry);
		entry.users += 1;
		entry.isExclusive = sharing === 'exclusive';
		return entry;
	}

	private toLease(entry: Entry): Lease {
		return {
			connection: entry.connection,
			release: () => this.giveBack(entry),
			discard: () => {
				this.drop(entry);
				this.giveBack(entry);
			},
		};
	}

	private giveBack(entry: Entry): void {
		entry.users -= 1;
		entry.isExclusive = false;
		if (entry.users === 0) {
			if (entry.discarded) void entry.connection.close();
			else this.evictLater(entry);
		}
		this.wakeNext(entry.key);
	}

	private evictLater(entry: Entry): void {
		const callOff = this.clock.schedule(this.limits.idleMs, () => this.closeUnused(entry));
		this.idle.set(entry, callOff);
	}

	private closeUnused(entry: Entry): void {
		this.drop(entry);
		void entry.connection.close();
	}

	private leaveIdle(entry: Entry): void {
		this.idle.peek(entry)?.();
		this.idle.delete(entry);
	}

	private drop(entry: Entry): void {
		entry.discarded = true;
		this.leaveIdle(entry);
		const entries = this.entries.get(entry.key);
		entries?.delete(entry);
		if (entries?.size === 0) this.entries.delete(entry.key);
	}
}
