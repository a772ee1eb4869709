import type { ResponsePort } from '../../../../../../src/mcp/server/calls/open-response';
import type { JsonObject } from '../../../../../../src/mcp/protocol/json-rpc';

export interface SentMessage {
	id?: string | number | null;
	method?: string;
	params?: JsonObject;
	result?: JsonObject;
	error?: { code: number; message: string; data?: JsonObject };
}

/** An HTTP response that keeps what was written, and whose client can go away. */
export class RecordedResponse implements ResponsePort {
	writableEnded = false;
	destroyed = false;
	status?: number;
	headers: Record<string, string> = {};
	text = '';
	private readonly closeListeners: Array<() => void> = [];

	setHeader(name: string, value: string) {
		this.headers[name] = value;
	}

	writeHead(status: number, headers: Record<string, string>) {
		if (this.status !== undefined) throw new Error('The head was written twice');
		this.status = status;
		this.headers = { ...this.headers, ...headers };
	}

	write(chunk: string) {
		if (this.writableEnded) throw new Error('Written after the end');
		this.text += chunk;
	}

	end(body = '') {
		this.write(body);
		this.writableEnded = true;
		this.close();
	}

	on(_event: 'close', listener: () => void) {
		this.closeListeners.push(listener);
	}

	/** The client closes its connection. */
	leave() {
		this.destroyed = true;
		this.close();
	}

	get streams(): boolean {
		return this.headers['Content-Type'] === 'text/event-stream';
	}

	/** All messages, of a stream or of a JSON body. */
	get messages(): SentMessage[] {
		if (this.text === '') return [];
		if (!this.streams) return [JSON.parse(this.text) as SentMessage].flat();
		const events = this.text.split('\n\n').filter((event) => event.startsWith('event: message\n'));
		return events.map(
			(event) => JSON.parse(event.replace('event: message\ndata: ', '')) as SentMessage,
		);
	}

	/** The answer: the last message. */
	get answer(): SentMessage {
		const answer = this.messages.at(-1);
		if (!answer) throw new Error('There is no answer yet');
		return answer;
	}

	get result(): JsonObject {
		const { result } = this.answer;
		if (!result) throw new Error(`Not a result: ${this.text}`);
		return result;
	}

	get error(): { status: number | undefined; code: number; message: string; data?: JsonObject } {
		const { error } = this.answer;
		if (!error) throw new Error(`Not an error: ${this.text}`);
		return { status: this.status, ...error };
	}

	private close() {
		for (const listener of this.closeListeners.splice(0)) listener();
	}
}
