import type { Transport, TransportSendOptions } from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import { wasNotSent } from '../network-failure';
import { type RequestId, isRequest } from './json-rpc-reading';

const PROBE = 'server/discover';
const METHOD_NOT_FOUND = -32_601;

/**
 * Lets `initialize` follow a version probe that brings no verdict, whatever became of it: older
 * servers answer what they do not know with any status, any content, a closed connection, or not at
 * all. (The SDK, 2.4.0, takes most of that for the end of the connection.) Only what says that there
 * is nobody to ask, or that we may not ask, ends it.
 */
export class VersionProbe {
	/** What became of the probe, if it brought no verdict. */
	failure: unknown;

	/** @param timeoutMs of the probe alone, so that there is time left for `initialize` */
	constructor(
		private readonly transport: Transport,
		private readonly timeoutMs: number,
	) {
		const send = transport.send.bind(transport);
		transport.send = async (message, options) => {
			if (!isRequest(message) || message.method !== PROBE) return await send(message, options);
			await this.ask(message.id, async (limits) => await send(message, limits));
		};
	}

	private async ask(
		id: RequestId,
		send: (options: TransportSendOptions) => Promise<void>,
	): Promise<void> {
		const limit = new AbortController();
		const isOver = new DOMException('the probe got no response', 'TimeoutError');
		const timer = setTimeout(() => limit.abort(isOver), this.timeoutMs);
		try {
			await send({ requestSignal: limit.signal });
		} catch (error) {
			if (error instanceof McpClientError || wasNotSent(error)) throw error;
			this.failure = limit.signal.aborted ? isOver : error;
			const verdict = { code: METHOD_NOT_FOUND, message: 'The probe was inconclusive' };
			this.transport.onmessage?.({ jsonrpc: '2.0', id, error: verdict });
		} finally {
			clearTimeout(timer);
		}
	}
}
