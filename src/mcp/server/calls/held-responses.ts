import type { Retry } from './call-in-progress';
import type { ExpectedRequest } from './calls';
import type { CallsInProcess } from './calls-in-process';
import { unreachable, type ClusterPorts } from './calls-of-cluster';
import { RemoteSink } from './remote-sink';
import type { OutgoingMessage, ReplySink } from './reply-sink';
import { PostError } from '../../bus/post';
import { errorMessage, type JsonObject, type RequestId } from '../../protocol/json-rpc';
import type { LogLevel } from '../../protocol/log-level';

/** What of a retry travels; its response stays where it is. */
interface WrittenRetry {
	requestId: RequestId;
	progressToken?: RequestId;
	logLevel?: LogLevel;
}

/**
 * Responses to clients of the modern era who came back with answers through another process than the
 * one that owns their call: held here, written by the owner.
 */
export class HeldResponses {
	/** Held here, for calls elsewhere. */
	private readonly held = new Map<string, ReplySink>();
	/** Held elsewhere, for calls of this process. */
	private readonly lent = new Map<string, RemoteSink>();

	constructor(
		calls: CallsInProcess,
		private readonly ports: ClusterPorts,
	) {
		const { post, report } = ports;
		post.handle('calls.resume', async (message, from) => {
			const { state, expected, answers, retry, sink: id, streams } = message;
			const sink = new RemoteSink(String(id), from, streams === true, post, report);
			this.lent.set(String(id), sink);
			sink.onClosed(() => this.lent.delete(String(id)));
			const { requestId, progressToken, logLevel } = retry as WrittenRetry;
			const given = { sink, requestId, progressToken, logLevel };
			const isResumed = await calls.resume(
				String(state),
				expected as ExpectedRequest,
				answers as JsonObject,
				given,
			);
			if (!isResumed) sink.goneAway();
			return isResumed;
		});
		post.handle('sink.gone', ({ sink }) => this.lent.get(String(sink))?.goneAway());
		post.handle('sink.send', ({ sink, message }) =>
			this.held.get(String(sink))?.send(message as OutgoingMessage),
		);
		post.handle('sink.finish', ({ sink, status, message, headers }) =>
			this.held
				.get(String(sink))
				?.finish(
					Number(status),
					message as OutgoingMessage | undefined,
					headers as Record<string, string>,
				),
		);
	}

	/** @returns false if the owner knows no such call. @throws ProtocolError if it cannot be reached */
	async handOver(
		owner: string,
		state: string,
		expected: ExpectedRequest,
		answers: JsonObject,
		{ sink, requestId, progressToken, logLevel }: Retry,
	): Promise<boolean> {
		const { post, createId } = this.ports;
		const id = createId();
		const retry: WrittenRetry = {
			requestId,
			...(progressToken === undefined ? {} : { progressToken }),
			...(logLevel === undefined ? {} : { logLevel }),
		};
		this.held.set(id, sink);
		const unwatch = post.watch(owner, () => {
			sink.finish(200, errorMessage(requestId, unreachable()));
		});
		sink.onClosed(() => {
			unwatch();
			this.held.delete(id);
		});
		sink.onGone(() => {
			// The owner finds out by itself if it cannot be told: it is watched, and watches.
			post.ask(owner, { kind: 'sink.gone', sink: id }).catch(() => undefined);
		});
		try {
			const message = { kind: 'calls.resume', state, expected: { ...expected }, answers };
			const held = { retry: { ...retry }, sink: id, streams: sink.streams };
			return (await post.ask(owner, { ...message, ...held })) === true;
		} catch (error) {
			if (!(error instanceof PostError)) throw error;
			throw unreachable();
		}
	}
}
