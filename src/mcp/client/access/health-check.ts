import { McpClientError } from '../client-error';
import { connectToMcpServer } from '../connection';
import { breakerSettings } from '../endpoint-circuits';
import type { AccessContext, KeyedEndpoint } from './access-context';
import { Deadline } from './deadline';
import { displayEndpoint } from './endpoint';
import { explainEnd } from './failure-kind';
import type { EndpointHealth, RequestOptions } from './mcp-server-access';

/**
 * Asks every endpoint over a connection of its own, whatever its circuit breaker says: negotiation
 * anew, then `tools/list`. What it finds out counts for the circuit breaker.
 */
export async function checkHealth(
	context: AccessContext,
	{ signal }: RequestOptions = {},
): Promise<EndpointHealth[]> {
	const { runtime, settings } = context;
	const deadline = new Deadline(runtime.clock, settings.policy.timeouts.totalMs, signal);
	try {
		const health = await Promise.all(
			context.endpoints.map(async (endpoint) => await checkEndpoint(context, endpoint, deadline)),
		);
		if (signal?.aborted) throw explainEnd(signal.reason, 'connect', deadline);
		return health;
	} finally {
		deadline.dispose();
	}
}

async function checkEndpoint(
	context: AccessContext,
	endpoint: KeyedEndpoint,
	deadline: Deadline,
): Promise<EndpointHealth> {
	const { clock, circuits } = context.runtime;
	const { circuitBreaker } = context.settings.policy;
	const breaker = circuits.of(endpoint.key);
	const startedAt = clock.now();
	const about = { endpoint: displayEndpoint(endpoint.endpoint), circuit: breaker.state };
	try {
		const found = await ask(context, endpoint, deadline);
		breaker.learn('up', breakerSettings(circuitBreaker));
		return { ...about, healthy: true, latencyMs: found.at - startedAt, ...found.facts };
	} catch (error) {
		const { step, message, hint, retryable } = explainEnd(error, 'connect', deadline);
		if (retryable) breaker.learn('down', breakerSettings(circuitBreaker));
		return { ...about, healthy: false, error: { step, message, hint } };
	}
}

async function ask(context: AccessContext, { endpoint }: KeyedEndpoint, deadline: Deadline) {
	const { runtime, settings, ports } = context;
	const { timeouts, sizes } = settings.policy;
	const connection = await connectToMcpServer(
		{
			endpoint,
			binding: { authorization: settings.authorization, ports },
			messageBytesMax: sizes.messageBytesMax,
		},
		{ timeoutMs: timeouts.connectMs, signal: deadline.signal },
		runtime.clock,
	);
	const at = runtime.clock.now();
	try {
		const { server } = connection;
		if (!server.capabilities.tools) return { at, facts: { server } };
		const limits = { timeoutMs: timeouts.callMs, signal: deadline.signal };
		const { items } = await connection.list('tools', limits);
		return { at, facts: { server, tools: items.length } };
	} catch (error) {
		throw error instanceof McpClientError ? error : explainEnd(error, 'list', deadline);
	} finally {
		await connection.close();
	}
}
