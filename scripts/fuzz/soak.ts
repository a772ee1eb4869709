import { Agent } from 'node:http';

import { send } from '../load/http-load.ts';
import type { LoadRequest } from '../load/http-load.ts';
import { modernRequest, OPERATIONS } from '../load/requests.ts';
import type { AttackTarget } from './attack.ts';
import type { HeapProbe, MemorySample } from './heap.ts';
import { LIGHT_MESSAGES } from './messages.ts';
import type { Message } from './messages.ts';

/** Memory after a number of calls. */
export interface SoakSample extends MemorySample {
	calls: number;
}

export interface SoakResult {
	calls: number;
	/** Calls without a right answer. */
	errors: number;
	firstError?: string;
	samples: SoakSample[];
}

const CONCURRENCY = 16;
const SAMPLES = 8;
/** A flow takes n8n some 40 milliseconds: enough for 50,000 of them. */
const TIME_LIMIT_MS = 60 * 60_000;

function toLoad(
	{ host, port, path, key }: AttackTarget,
	{ headers, body }: Message,
	awaited: string,
): LoadRequest {
	const rest = JSON.stringify(body).replace('"id":1,', '');
	return {
		url: `http://${host}:${port}${path}`,
		headers: { ...headers, authorization: `Bearer ${key}` },
		body: (id) => `{"id":${id},${rest.slice(1)}`,
		awaited,
	};
}

/** Ordinary calls that n8n runs no flow for; some ask for what is not there, as clients do. */
export function lightLoads(target: AttackTarget): LoadRequest[] {
	return LIGHT_MESSAGES.map((message) => toLoad(target, message, '"jsonrpc"'));
}

/** Calls of one small flow. @param url of `oursWorkflow` */
export function flowLoads(url: string): LoadRequest[] {
	const calls = OPERATIONS.filter(({ method }) => method === 'tools/call');
	return calls.map((operation) => modernRequest(url, operation));
}

async function callRound(loads: LoadRequest[], count: number, errors: string[]): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
	let made = 0;
	const caller = async () => {
		while (made < count) {
			made += 1;
			const load = loads[made % loads.length];
			if (!load) return;
			const answer = await send(agent, load, made).catch((error: Error) => error.message);
			const right = typeof answer !== 'string' && answer.body.includes(load.awaited);
			if (!right) errors.push(typeof answer === 'string' ? answer : answer.body.slice(0, 200));
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, caller));
	agent.destroy();
}

/**
 * Makes ordinary calls in rounds and samples the memory after each. A first round, which fills
 * caches, comes before the first sample.
 *
 * @param onSample hears of each sample at once: a long soak may be stopped
 */
export async function soak(
	loads: LoadRequest[],
	calls: number,
	heap: HeapProbe,
	onSample: (sample: SoakSample) => void,
): Promise<SoakResult> {
	const errors: string[] = [];
	const round = Math.ceil(calls / SAMPLES);
	const samples: SoakSample[] = [];
	const deadline = Date.now() + TIME_LIMIT_MS;
	for (let made = 0; made < calls;) {
		if (Date.now() > deadline) {
			errors.push(`only ${made} calls were made in time`);
			break;
		}
		const count = Math.min(round, calls - made);
		await callRound(loads, count, errors);
		made += count;
		const sample = { calls: made, ...(await heap.sample()) };
		samples.push(sample);
		onSample(sample);
	}
	const [firstError] = errors;
	return {
		calls,
		errors: errors.length,
		samples,
		...(firstError === undefined ? {} : { firstError }),
	};
}

/** Megabytes by which a figure grows in a thousand calls, by the method of least squares. */
export function growth(samples: SoakSample[], figure: 'heap' | 'rss'): number {
	const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
	const meanCalls = mean(samples.map(({ calls }) => calls));
	const meanFigure = mean(samples.map((each) => each[figure]));
	const products = samples.map(({ calls, ...each }) => ({
		both: (calls - meanCalls) * (each[figure] - meanFigure),
		square: (calls - meanCalls) ** 2,
	}));
	const square = products.reduce((sum, each) => sum + each.square, 0);
	const both = products.reduce((sum, each) => sum + each.both, 0);
	return square === 0 ? 0 : (both / square) * 1000;
}
