import type { OutgoingMessage, ReplySink } from './reply-sink';
import { PostError, type Post, type PostMessage } from '../../bus/post';

/** The HTTP response to a client's request, which another process holds. */
export class RemoteSink implements ReplySink {
	private readonly goneListeners: Array<() => void> = [];
	private readonly closedListeners: Array<() => void> = [];
	private readonly unwatch: () => void;
	private state: 'open' | 'closed' = 'open';
	/** What was said last: words keep their order. */
	private last: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly id: string,
		private readonly holder: string,
		readonly streams: boolean,
		private readonly post: Post,
		private readonly report: (message: string) => void,
	) {
		this.unwatch = post.watch(holder, () => this.goneAway());
	}

	send(message: OutgoingMessage): void {
		if (this.streams && this.state === 'open') this.say({ kind: 'sink.send', message });
	}

	finish(
		status: number,
		message: OutgoingMessage | undefined,
		headers: Readonly<Record<string, string>> = {},
	): void {
		if (this.state === 'closed') return;
		this.say({ kind: 'sink.finish', status, ...(message ? { message } : {}), headers });
		this.close();
	}

	abandon(): void {
		this.finish(202, undefined);
	}

	onGone(react: () => void): void {
		this.goneListeners.push(react);
	}

	onClosed(react: () => void): void {
		if (this.state === 'closed') react();
		else this.closedListeners.push(react);
	}

	/** The client went away, or the process that held its request. */
	goneAway(): void {
		if (this.state === 'closed') return;
		this.close();
		for (const react of this.goneListeners) react();
	}

	private close(): void {
		this.state = 'closed';
		this.unwatch();
		for (const react of this.closedListeners) react();
	}

	private say(message: PostMessage): void {
		const word = { ...message, sink: this.id };
		this.last = this.last.then(async () => {
			try {
				await this.post.ask(this.holder, word);
			} catch (error) {
				if (!(error instanceof PostError)) throw error;
				this.report(`A client did not get its answer: ${error.message}`);
			}
		});
	}
}
