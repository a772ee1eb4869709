import { isAscii } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

import { checkValuesOfText, LARGE_BODY, tooLarge } from './message-size';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { nextTurn } from '../../base/next-turn';

/**
 * The JSON body of a request. Listens to the stream itself: an asynchronous iterator costs more
 * than all that is done with an ordinary message.
 *
 * @param largest in bytes; what comes after is not read
 * @throws ProtocolError 413 if it is too large, -32700 if it is not UTF-8 or not JSON, or the client
 * has gone
 */
export async function readBody(request: IncomingMessage, largest: number): Promise<unknown> {
	const body = await readBytes(request, largest);
	if (body.length > LARGE_BODY) await nextTurn();
	checkValuesOfText(body);
	return parseJson(body);
}

/**
 * The body as it came.
 *
 * @param largest in bytes; what comes after is not read
 * @throws ProtocolError 413 if it is too large, -32700 if the client has gone
 */
export function readBytes(request: IncomingMessage, largest: number): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		if (Number(request.headers['content-length']) > largest) return reject(tooLarge(largest));
		const chunks: Buffer[] = [];
		let size = 0;
		request.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= largest) chunks.push(chunk);
			else {
				request.pause();
				reject(tooLarge(largest));
			}
		});
		request.once('end', () => resolve(Buffer.concat(chunks)));
		request.once('error', () => reject(parseError('the body is incomplete')));
	});
}

/** Kept for all requests: making one costs more than decoding a message. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(isAscii(body) ? body.toString('latin1') : UTF8.decode(body)) as unknown;
	} catch {
		throw parseError('the body is not JSON');
	}
}

function parseError(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.parseError, `Parse error: ${reason}`, 400);
}
