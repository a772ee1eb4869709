import type { IExecuteFunctions } from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import {
	type McpConnection,
	type RequestLimits,
	connectToMcpServer,
} from '../../mcp/client/connection';
import { ConnectionPool } from '../../mcp/client/connection-pool';
import {
	CREDENTIAL_NAME,
	type ConnectionParameters,
	textOf,
	toConnectionTarget,
} from './connection-target';
import { toConnectionPorts } from './connection-ports';

const TIMEOUT_SECONDS = 60;

/** The connections of one execution of the node: items with the same server and key share one. */
export class ExecutionConnections {
	private readonly pool: ConnectionPool;

	constructor(private readonly context: IExecuteFunctions) {
		const ports = toConnectionPorts(context);
		this.pool = new ConnectionPool(
			async (target, limits) => await connectToMcpServer(target, limits, ports),
		);
	}

	/**
	 * Runs something over the connection that the parameters of an item name. A connection over which
	 * a request failed is closed, so that the next item starts with a fresh one; not so if the server
	 * answered with a JSON-RPC error, because then the connection works.
	 */
	async use<T>(
		itemIndex: number,
		act: (connection: McpConnection, limits: RequestLimits) => Promise<T>,
	): Promise<T> {
		const target = toConnectionTarget(await this.readParameters(itemIndex));
		const limits = this.readLimits(itemIndex);
		const connection = await this.pool.acquire(target, limits);
		const outcome = act(connection, limits);
		await outcome.catch(async (error: unknown) => {
			if (!(error instanceof McpClientError) || error.rpcCode !== undefined) return;
			await this.pool.discard(target);
		});
		return await outcome;
	}

	async closeAll(): Promise<void> {
		await this.pool.closeAll();
	}

	private async readParameters(itemIndex: number): Promise<ConnectionParameters> {
		const serverUrl = textOf(this.context.getNodeParameter('serverUrl', itemIndex, ''));
		if (this.context.getNodeParameter('authentication', itemIndex) === 'none') {
			return { authentication: 'none', serverUrl };
		}
		const credential = await this.context.getCredentials(CREDENTIAL_NAME, itemIndex);
		return { authentication: 'apiKey', serverUrl, credential };
	}

	private readLimits(itemIndex: number): RequestLimits {
		const seconds = this.context.getNodeParameter('options.timeout', itemIndex, TIMEOUT_SECONDS);
		return { timeoutMs: Number(seconds) * 1000, signal: this.context.getExecutionCancelSignal() };
	}
}
