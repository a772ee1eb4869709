import type { McpConnection } from './mcp-connection';
import { type Clock, systemClock } from '../../base/clock';
import type { ConnectionTarget, RequestLimits } from './connection-target';
import { McpClientError } from './client-error';
import { openSdkConnection } from './sdk-connection';
import { mayBeSseServer, transportKinds } from './transport/open-transport';

/**
 * Connects to an MCP server and negotiates the protocol revision: first the stateless
 * `server/discover` of 2026-07-28, then the `initialize` of older revisions, then HTTP+SSE where
 * Streamable HTTP is not there. Nothing is ever retried here.
 *
 * @param limits for each of the transports that are tried
 * @throws McpClientError like every method of the connection; what the connection was for was not
 * sent by then
 */
export async function connectToMcpServer(
	target: ConnectionTarget,
	limits: RequestLimits,
	clock: Clock = systemClock,
): Promise<McpConnection> {
	const kinds = target.verdict ? [target.verdict.transport] : transportKinds(target.endpoint);
	const [first = 'streamableHttp', fallback] = kinds;
	try {
		return await openSdkConnection(target, first, limits, clock);
	} catch (error) {
		if (!fallback || !(error instanceof McpClientError) || !mayBeSseServer(error)) throw error;
		return await openSdkConnection(target, fallback, limits, clock).catch((second: unknown) => {
			// What Streamable HTTP said is what most users need to know, unless HTTP+SSE was there.
			throw isRefusal(second) ? second : error;
		});
	}
}

/** Of our own: the server is there, and wants something that is not done. */
function isRefusal(error: unknown): boolean {
	if (!(error instanceof McpClientError) || error.httpStatus !== undefined) return false;
	return error.step === 'connect' && !error.retryable;
}
