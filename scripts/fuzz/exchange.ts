import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { Attack, AttackTarget } from './attack.ts';

/** What came of an attack. */
export interface Outcome {
	/** `answered`: a whole answer, or an event stream that has begun. */
	end: 'answered' | 'closed without an answer' | 'refused' | 'silence';
	/** 0 without an answer. */
	status: number;
	/** Names in lower case. */
	headers: Map<string, string>;
	body: string;
	/** All that came over the connection, to look for secrets. */
	raw: string;
	milliseconds: number;
}

const PIECES = 10;
const PAUSE_BETWEEN_PIECES_MS = 20;
/** A stream that goes on by itself counts as answered after its first event. */
const EVENT_END = /\n\n/;

interface ParsedAnswer {
	status: number;
	headers: Map<string, string>;
	body: string;
	isStream: boolean;
}

function parseAnswer(raw: string): ParsedAnswer | undefined {
	// An interim answer (100 Continue) comes before the real one.
	const text = raw.replace(/^HTTP\/1\.1 1\d\d [^\r]*\r\n\r\n/, '');
	const headEnd = text.indexOf('\r\n\r\n');
	if (headEnd < 0) return undefined;
	const [statusLine = '', ...lines] = text.slice(0, headEnd).split('\r\n');
	const headers = new Map(
		lines.map((line) => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
		}),
	);
	const rest = text.slice(headEnd + 4);
	const chunked = headers.get('transfer-encoding') === 'chunked';
	return {
		status: Number(statusLine.split(' ')[1] ?? 0),
		headers,
		body: chunked ? joinChunks(rest) : rest,
		isStream: headers.get('content-type')?.includes('text/event-stream') ?? false,
	};
}

/** The content of a chunked body as far as it has come; sizes are in bytes, hence latin1. */
function joinChunks(text: string): string {
	const bytes = Buffer.from(text);
	const parts: Buffer[] = [];
	let at = 0;
	for (;;) {
		const lineEnd = bytes.indexOf('\r\n', at);
		if (lineEnd < 0) break;
		const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
		if (!(size > 0)) break;
		parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
		at = lineEnd + 2 + size + 2;
	}
	return Buffer.concat(parts).toString();
}

async function sendSlowly(socket: Socket, bytes: Buffer): Promise<void> {
	const size = Math.max(1, Math.ceil(bytes.length / PIECES));
	for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
		socket.write(bytes.subarray(at, at + size));
		await pause(PAUSE_BETWEEN_PIECES_MS);
	}
}

async function deliver(socket: Socket, { head, body, delivery }: Attack): Promise<void> {
	const bytes = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]);
	const cut = bytes.subarray(0, bytes.length - Math.ceil(body.length / 2));
	if (delivery === 'slow') await sendSlowly(socket, bytes);
	else if (delivery === 'truncated' || delivery === 'stalled') socket.write(cut);
	else socket.write(bytes);
	if (delivery === 'half-closed' || delivery === 'truncated') socket.end();
}

/** Sends an attack over a connection of its own and waits for what comes of it. */
export async function exchange(
	target: AttackTarget,
	attack: Attack,
	/** Milliseconds. */
	deadline: number,
): Promise<Outcome> {
	const startedAt = performance.now();
	const chunks: Buffer[] = [];
	const socket = connect({ host: target.host, port: target.port, allowHalfOpen: true });
	const text = () => Buffer.concat(chunks).toString();
	const end = await new Promise<Outcome['end']>((resolve) => {
		const closed = () => resolve(chunks.length > 0 ? 'answered' : 'closed without an answer');
		const timer = setTimeout(() => resolve('silence'), deadline);
		timer.unref();
		socket.on('data', (chunk) => {
			chunks.push(chunk);
			if (streamHasBegun(text())) resolve('answered');
		});
		socket.once('end', closed);
		socket.once('close', closed);
		socket.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'ECONNREFUSED') resolve('refused');
			else closed();
		});
		socket.once('connect', () => void deliver(socket, attack));
	});
	socket.destroy();
	const raw = text();
	const answer = parseAnswer(raw);
	return {
		end,
		status: answer?.status ?? 0,
		headers: answer?.headers ?? new Map<string, string>(),
		body: answer?.body ?? '',
		raw,
		milliseconds: performance.now() - startedAt,
	};
}

function streamHasBegun(raw: string): boolean {
	if (!raw.includes('text/event-stream')) return false;
	const answer = parseAnswer(raw);
	return answer?.isStream === true && EVENT_END.test(answer.body);
}
