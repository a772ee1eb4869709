import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** One request that is sent again and again. */
export interface LoadRequest {
	url: string;
	headers: Record<string, string>;
	/** @param id of the request: no two under way have the same */
	body: (id: number) => string;
	/** Is part of every right answer's body. */
	awaited: string;
}

export interface LoadShape {
	/** Requests under way at the same time. */
	concurrency: number;
	/** Milliseconds after which no new request is sent. */
	duration: number;
	/** The most requests. */
	count: number;
	/** Milliseconds from the start of a request to that of the next, at least: for who counts requests. */
	spacing?: number;
}

export interface LoadResult {
	/** Milliseconds of each request. */
	latencies: number[];
	errors: number;
	/** Status and beginning of the first wrong answer. */
	firstError?: string;
	/** Milliseconds. */
	duration: number;
}

const REQUEST_TIMEOUT_MS = 60_000;

interface Answer {
	status: number;
	body: string;
}

/** @throws Error if there is no answer */
export function send(agent: Agent, load: LoadRequest, id: number): Promise<Answer> {
	const { url, headers } = load;
	const body = load.body(id);
	return new Promise((resolve, reject) => {
		const outgoing = request(url, {
			agent,
			method: 'POST',
			headers: { ...headers, 'content-length': Buffer.byteLength(body) },
			timeout: REQUEST_TIMEOUT_MS,
		});
		outgoing.once('timeout', () => outgoing.destroy(new Error('no answer in time')));
		outgoing.once('error', reject);
		outgoing.once('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.once('error', reject);
			response.once('end', () =>
				resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
			);
		});
		outgoing.end(body);
	});
}

async function problemOf(agent: Agent, load: LoadRequest, id: number): Promise<string | undefined> {
	try {
		const { status, body } = await send(agent, load, id);
		const right = status === 200 && body.includes(load.awaited);
		return right ? undefined : `${status}: ${body.slice(0, 200)}`;
	} catch (error) {
		return (error as Error).message;
	}
}

/** Sends a request over kept-alive connections until the time or the count is over. */
export async function putLoad(load: LoadRequest, shape: LoadShape): Promise<LoadResult> {
	const { concurrency, duration, count, spacing = 0 } = shape;
	const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
	const startedAt = performance.now();
	const latencies: number[] = [];
	const problems: string[] = [];
	let sent = 0;
	const worker = async () => {
		while (sent < count && performance.now() - startedAt < duration) {
			sent += 1;
			const sentAt = performance.now();
			const problem = await problemOf(agent, load, sent);
			const took = performance.now() - sentAt;
			latencies.push(took);
			if (problem !== undefined) problems.push(problem);
			if (took < spacing) await pause(spacing - took);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
	agent.destroy();
	const [firstError] = problems;
	return {
		latencies,
		errors: problems.length,
		duration: performance.now() - startedAt,
		...(firstError === undefined ? {} : { firstError }),
	};
}
