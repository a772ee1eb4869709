import { CallAnswers, canAnswer, capabilitiesOf } from '../answers/call-answers';
import { McpClientError } from '../client-error';
import { connectToMcpServer } from '../connection';
import type { Lease } from '../connection-pool';
import type { McpConnection } from '../mcp-connection';
import type { KeyedEndpoint } from './access-context';
import { type Performing, endpointOf } from './attempt';
import { asOvercome, speaksOfAnotherEra } from './failure-kind';

/** Does the operation over a connection that is leased for it, and gives that back. */
export async function overConnection<T>(performing: Performing<T>): Promise<T> {
	return await new Leasing(performing).run();
}

class Leasing<T> {
	private readonly endpoint: KeyedEndpoint;

	constructor(private readonly performing: Performing<T>) {
		({ endpoint: this.endpoint } = endpointOf(performing));
	}

	async run(): Promise<T> {
		const { context, operation, options, deadline, report } = this.performing;
		const lease = await this.lease();
		const { connection } = lease;
		const { answers, policy } = context.settings;
		const { era, protocolVersion } = connection.server;
		Object.assign(report, { era, protocolVersion });
		const limits = {
			timeoutMs: Math.min(policy.timeouts.callMs, deadline.remainingMs),
			signal: deadline.signal,
			progress: options.progress ?? ignoreProgress,
		};
		const note = (sentence: string) => report.warnings.push(sentence);
		const asks = operation.sharing === 'exclusive' && canAnswer(answers);
		const callAnswers = asks ? new CallAnswers(answers, note) : undefined;
		try {
			const value = await operation.run(connection, limits, callAnswers);
			context.runtime.verdicts.confirm(connection);
			lease.release();
			return value;
		} catch (error) {
			this.giveBackAfter(error, lease);
			throw this.orDoubt(error, connection);
		}
	}

	private async lease(): Promise<Lease> {
		const { context, operation, deadline } = this.performing;
		const { runtime, settings, ports } = context;
		const lease = await runtime.pool.lease(
			context.connectionKey(this.endpoint),
			operation.sharing,
			async () => await this.connect(),
			deadline.signal,
		);
		lease.connection.bind({ authorization: settings.authorization, ports });
		lease.connection.hear({
			listChanged: (list) => {
				runtime.lists.invalidate(context.listKey(list));
				if (list === 'resources') runtime.lists.invalidate(context.listKey('templates'));
			},
		});
		return lease;
	}

	/** Without the caller's signal: others may be waiting for the same connection. */
	private async connect(): Promise<McpConnection> {
		const { context } = this.performing;
		const { runtime, settings, ports } = context;
		const { answers, authorization, policy } = settings;
		const verdictKey = context.verdictKey(this.endpoint);
		const verdict = runtime.verdicts.get(verdictKey);
		const connection = await connectToMcpServer(
			{
				endpoint: this.endpoint.endpoint,
				binding: { authorization, ports },
				capabilities: capabilitiesOf(answers),
				roundsMax: answers.roundsMax,
				messageBytesMax: policy.sizes.messageBytesMax,
				verdict,
			},
			{ timeoutMs: policy.timeouts.connectMs },
			runtime.clock,
		).catch(async (error: unknown) => {
			if (!verdict || !speaksOfAnotherEra(error)) throw error;
			runtime.verdicts.delete(verdictKey);
			return await this.connect();
		});
		if (verdict) runtime.verdicts.doubt(connection);
		else runtime.verdicts.set(verdictKey, connection.verdict);
		return connection;
	}

	/** A connection over which the server answered works; over which it did not may not. */
	private giveBackAfter(error: unknown, lease: Lease): void {
		const { verdicts } = this.performing.context.runtime;
		const isDoubted = verdicts.isDoubted(lease.connection);
		if (isDoubted && speaksOfAnotherEra(error)) {
			verdicts.delete(this.performing.context.verdictKey(this.endpoint));
			lease.discard();
		} else if (error instanceof McpClientError && error.delivery === 'answered') {
			verdicts.confirm(lease.connection);
			lease.release();
		} else {
			lease.discard();
		}
	}

	/**
	 * The first request over a connection that was made on an old verdict: if the server does not
	 * understand it, it has not carried it out, and the next attempt negotiates anew.
	 */
	private orDoubt(error: unknown, connection: McpConnection): unknown {
		if (!this.performing.context.runtime.verdicts.isDoubted(connection)) return error;
		return speaksOfAnotherEra(error) ? asOvercome(error) : error;
	}
}

/** Asking for progress lets a slow server show that it is alive, which extends the timeout. */
function ignoreProgress(): void {
	// Hearing it is enough.
}
