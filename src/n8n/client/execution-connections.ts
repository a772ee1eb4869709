import type { IExecuteFunctions } from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import { systemClock } from '../../mcp/client/clock';
import { connectToMcpServer } from '../../mcp/client/connection';
import { ConnectionPool } from '../../mcp/client/connection-pool';
import type { RequestLimits } from '../../mcp/client/connection-target';
import type { McpConnection } from '../../mcp/client/mcp-connection';
import {
	CREDENTIAL_NAME,
	type ConnectionParameters,
	textOf,
	asConnectionTarget,
	toConnectionTarget,
} from './connection-target';
import { toConnectionPorts } from './connection-ports';

const TIMEOUT_SECONDS = 60;

/** The connections of one execution of the node: items with the same server and key share one. */
export class ExecutionConnections {
	private readonly pool = new ConnectionPool(systemClock);

	constructor(private readonly context: IExecuteFunctions) {}

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
		const ports = toConnectionPorts(this.context);
		const key = JSON.stringify([target.url.href, target.keyHeader]);
		const lease = await this.pool.lease(
			key,
			'shared',
			async () => await connectToMcpServer(asConnectionTarget(target, ports), limits),
		);
		try {
			const value = await act(lease.connection, limits);
			lease.release();
			return value;
		} catch (error) {
			if (error instanceof McpClientError && error.rpcCode === undefined) lease.discard();
			else lease.release();
			throw error;
		}
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
