import { tooBig } from './bounded-response';

/** One event of an event stream (WHATWG HTML, Server-sent events). */
export interface StreamEvent {
	/** Empty for a message. */
	name: string;
	data: string;
	/** Where to go on after the stream broke; undefined if it names none. */
	id: string | undefined;
	/** Milliseconds after which the server wishes to be asked again. */
	retryMs: number | undefined;
}

const LINE_END = /\r\n|\n|\r/g;

/**
 * Puts events together from pieces of text, cut wherever the network cut them. Lines may end in any
 * of the three ways, and the last event may lack its empty line.
 */
class EventParser {
	/** Of the line that has not ended yet. */
	private pieces: string[] = [];
	private data: string[] = [];
	private name = '';
	private id: string | undefined;
	private retryMs: number | undefined;
	private endedInReturn = false;
	/** Characters of the complete lines of the event that is not complete, and of the line begun. */
	private linesLength = 0;
	private lineLength = 0;

	/** Characters of the event that is not complete yet; never more than its bytes. */
	get pending(): number {
		return this.linesLength + this.lineLength;
	}

	push(text: string): StreamEvent[] {
		const events: StreamEvent[] = [];
		let start = this.endedInReturn && text.startsWith('\n') ? 1 : 0;
		LINE_END.lastIndex = start;
		for (let end = LINE_END.exec(text); end; end = LINE_END.exec(text)) {
			const event = this.line(this.pieces.join('') + text.slice(start, end.index));
			if (event) events.push(event);
			this.pieces = [];
			this.lineLength = 0;
			start = end.index + end[0].length;
		}
		if (text !== '') this.endedInReturn = text.endsWith('\r');
		const rest = text.slice(start);
		if (rest !== '') this.pieces.push(rest);
		this.lineLength += rest.length;
		return events;
	}

	/** What is complete now that nothing more comes. */
	end(): StreamEvent[] {
		return this.push('\n\n');
	}

	private line(line: string): StreamEvent | undefined {
		if (line === '') return this.complete();
		this.linesLength += line.length;
		const colon = line.indexOf(':');
		const field = colon < 0 ? line : line.slice(0, colon);
		const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
		if (field === 'data') this.data.push(value);
		else if (field === 'event') this.name = value;
		else if (field === 'id') this.id = value;
		else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
		return undefined;
	}

	private complete(): StreamEvent | undefined {
		const { name, data, id, retryMs } = this;
		const isEvent = data.length > 0 || id !== undefined || retryMs !== undefined;
		this.data = [];
		this.name = '';
		this.id = undefined;
		this.retryMs = undefined;
		this.linesLength = 0;
		return isEvent ? { name, data: data.join('\n'), id, retryMs } : undefined;
	}
}

/**
 * The events of a body, as they come. Leaving the loop cancels the body.
 *
 * @param bytesMax of one event
 * @throws McpClientError step `limit` if an event is larger; whatever the body fails with
 */
export async function* readEvents(
	body: ReadableStream<Uint8Array>,
	bytesMax: number,
): AsyncGenerator<StreamEvent, void, undefined> {
	const parser = new EventParser();
	const decoder = new TextDecoder();
	const reader = body.getReader();
	try {
		for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
			for (const event of parser.push(decoder.decode(chunk.value, { stream: true }))) {
				if (event.data.length > bytesMax) throw tooBig(bytesMax);
				yield event;
			}
			if (parser.pending > bytesMax) throw tooBig(bytesMax);
		}
		yield* parser.end();
	} finally {
		await reader.cancel().catch(() => undefined); // It has ended or broken; either way it is over.
	}
}

/** The events of a text that came as a whole, under whatever content type. */
export function eventsOf(text: string): StreamEvent[] {
	const parser = new EventParser();
	return [...parser.push(text), ...parser.end()];
}

/** Whether a text is an event stream rather than JSON. */
export function looksLikeEvents(text: string): boolean {
	return /^\uFEFF?\s*(data|event|id|retry)?:/.test(text);
}
