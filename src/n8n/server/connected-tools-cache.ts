import type { ConnectedTool } from './connected-tools';

/** A connected tool without the means to call it: those belong to one execution. */
export type KnownTool = Omit<ConnectedTool, 'invoke'>;

/** Sub-nodes may connect to other servers to say what tools they have, so they are not asked anew
 * with every request. */
const LIFETIME_MS = 60_000;
/** How long a discovery may take before clients are served without these tools. */
const PATIENCE_MS = 20_000;

interface Entry {
	tools: KnownTool[];
	readAt: number;
}

/** What is known of connected tools, by server. */
export class ConnectedToolsCache {
	private readonly entries = new Map<string, Entry>();
	private readonly pending = new Map<string, Promise<KnownTool[]>>();
	private readonly waiting = new Map<string, (tools: KnownTool[]) => void>();

	/** Tells the other processes what an execution here found out. */
	tellOthers: (server: string, tools: readonly KnownTool[]) => void = () => undefined;

	constructor(private readonly now: () => number) {}

	/** @param discover begins to find out; either its result counts, or what `learn` is told */
	async get(
		server: string,
		discover: () => Promise<KnownTool[]> | undefined,
	): Promise<KnownTool[]> {
		const entry = this.entries.get(server);
		if (entry && this.now() - entry.readAt < LIFETIME_MS) return entry.tools;
		const known = this.pending.get(server) ?? this.discover(server, discover);
		return await known;
	}

	/** Tells what tools a server has. */
	learn(server: string, tools: readonly ConnectedTool[]): KnownTool[] {
		const known = tools.map(({ invoke: _invoke, ...rest }) => rest);
		this.hear(server, known);
		this.tellOthers(server, known);
		return known;
	}

	/** What another process found out. */
	hear(server: string, known: KnownTool[]): void {
		this.entries.set(server, { tools: known, readAt: this.now() });
		this.waiting.get(server)?.(known);
	}

	forget(server: string): void {
		this.entries.delete(server);
	}

	private async discover(
		server: string,
		begin: () => Promise<KnownTool[]> | undefined,
	): Promise<KnownTool[]> {
		const found = this.find(server, begin);
		this.pending.set(server, found);
		try {
			return await found;
		} finally {
			this.pending.delete(server);
		}
	}

	/** Whoever waits hears it at once if it cannot even begin. */
	private async find(
		server: string,
		begin: () => Promise<KnownTool[]> | undefined,
	): Promise<KnownTool[]> {
		const { promise: told, resolve } = Promise.withResolvers<KnownTool[]>();
		const timer = setTimeout(() => resolve(this.entries.get(server)?.tools ?? []), PATIENCE_MS);
		timer.unref();
		this.waiting.set(server, resolve);
		try {
			return (await begin()) ?? (await told);
		} finally {
			clearTimeout(timer);
			this.waiting.delete(server);
		}
	}
}
