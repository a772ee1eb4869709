import type { OpenResponse } from './open-response';
import type { OutgoingMessage, ReplySink } from './reply-sink';

/**
 * The one HTTP response to a batch, which 2025-03-26 allows: answers are gathered and sent together
 * when the last is there. Messages that precede an answer turn it into a stream for all.
 */
export class BatchResponse {
	private readonly answers: OutgoingMessage[] = [];
	private open: number;

	/** @param size number of requests in the batch */
	constructor(
		private readonly response: OpenResponse,
		size: number,
	) {
		this.open = size;
	}

	/** The sink for one request of the batch. */
	part(): ReplySink {
		let closed = false;
		const close = (message: OutgoingMessage | undefined) => {
			if (closed) return;
			closed = true;
			if (message) this.answers.push(message);
			this.open -= 1;
			if (this.open === 0) this.response.finishBatch(this.answers);
		};
		return {
			streams: this.response.streams,
			send: (message) => this.response.send(message),
			finish: (_status, message) => close(message),
			abandon: () => close(undefined),
			onGone: (react) => this.response.onGone(react),
			onClosed: (react) => this.response.onClosed(react),
		};
	}
}
