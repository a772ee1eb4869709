import type { McpConnection, RequestLimits } from './connection';
import type { ConnectionTarget } from './origin-bound-fetch';

type Connect = (target: ConnectionTarget, limits: RequestLimits) => Promise<McpConnection>;

/**
 * The connections of one execution: one a server and key. Not meant to outlive it, and not for
 * concurrent use.
 */
export class ConnectionPool {
	private readonly connections = new Map<string, McpConnection>();

	constructor(private readonly connect: Connect) {}

	/** The open connection to the target, or a new one. A connect that fails is not remembered. */
	async acquire(target: ConnectionTarget, limits: RequestLimits): Promise<McpConnection> {
		const key = keyOf(target);
		const open = this.connections.get(key);
		if (open) return open;
		const connection = await this.connect(target, limits);
		this.connections.set(key, connection);
		return connection;
	}

	/** Closes the connection to a target, so that the next use makes a new one. */
	async discard(target: ConnectionTarget): Promise<void> {
		const key = keyOf(target);
		const connection = this.connections.get(key);
		this.connections.delete(key);
		await connection?.close();
	}

	async closeAll(): Promise<void> {
		const open = [...this.connections.values()];
		this.connections.clear();
		await Promise.all(open.map(async (connection) => await connection.close()));
	}
}

function keyOf({ url, keyHeader }: ConnectionTarget): string {
	return JSON.stringify([url.href, keyHeader?.name, keyHeader?.value]);
}
