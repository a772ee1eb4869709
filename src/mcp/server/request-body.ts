import { isAscii } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/**
 * The JSON body of a request. Listens to the stream itself: an asynchronous iterator costs more
 * than all that is done with an ordinary message.
 *
 * @param largest in bytes; what comes after is not read
 * @throws ProtocolError 413 if it is too large, -32700 if it is not UTF-8 or not JSON; the stream's
 * own error if the client goes away
 */
export async function readBody(request: IncomingMessage, largest: number): Promise<unknown> {
	return parseJson(await collect(request, largest));
}

function collect(request: IncomingMessage, largest: number): Promise<Buffer> {
	return new Promise((resolve, reject) => {
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
		request.once('error', reject);
	});
}

/** Kept for all requests: making one costs more than decoding a message. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(isAscii(body) ? body.toString('latin1') : UTF8.decode(body)) as unknown;
	} catch {
		throw new ProtocolError(ErrorCode.parseError, 'Parse error: the body is not JSON', 400);
	}
}

function tooLarge(largest: number): ProtocolError {
	return new ProtocolError(
		ErrorCode.refused,
		`The request is larger than ${largest / 1024 / 1024} MB`,
		413,
	);
}
