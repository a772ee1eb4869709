import { putLoad } from '../load/http-load.ts';
import { modernRequest, OPERATIONS, plainRequest } from '../load/requests.ts';
import { BENCH_PATH, PLAIN_PATH } from '../load/workflows.ts';
import type { Cluster } from './start-cluster.ts';

/** How fast a server of the cluster answered. */
export interface Speed {
	what: 'tools/call' | 'Webhook';
	workers: number;
	/** Requests under way at the same time. */
	atOnce: number;
	perSecond: number;
	/** Milliseconds. */
	p50: number;
	p95: number;
	errors: number;
}

const MOST_WORKERS = 3;
const AT_ONCE = [1, 16];
const WARM_UP = { concurrency: 4, duration: 5_000, count: 40 };
const DURATION_MS = 10_000;

const quantile = (sorted: readonly number[], share: number) =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** A call of a tool and a plain Webhook with the same flow, with one, two and three workers. */
export async function measureSpeed(cluster: Cluster): Promise<Speed[]> {
	const [call] = OPERATIONS.filter(({ method }) => method === 'tools/call');
	if (!call) throw new Error('there is no call to measure');
	const { url } = cluster.proxy;
	const loads = {
		'tools/call': modernRequest(`${url}/mcp/${BENCH_PATH}`, call),
		Webhook: plainRequest(`${url}/webhook/${PLAIN_PATH}`),
	};
	const measured: Speed[] = [];
	while (cluster.workers.length > 1) await cluster.workers.pop()?.stop();
	for (let workers = 1; workers <= MOST_WORKERS; workers++) {
		if (cluster.workers.length < workers) cluster.workers.push(await cluster.start('worker'));
		for (const load of Object.values(loads)) await putLoad(load, WARM_UP);
		for (const atOnce of AT_ONCE) {
			for (const what of ['tools/call', 'Webhook'] as const) {
				const shape = { concurrency: atOnce, duration: DURATION_MS, count: Infinity };
				const { latencies, errors, duration } = await putLoad(loads[what], shape);
				const sorted = latencies.toSorted((a, b) => a - b);
				measured.push({
					what,
					workers,
					atOnce,
					perSecond: (latencies.length - errors) / (duration / 1000),
					p50: quantile(sorted, 0.5),
					p95: quantile(sorted, 0.95),
					errors,
				});
			}
		}
	}
	return measured;
}

export function renderSpeed(measured: readonly Speed[]): string {
	const row = (cells: ReadonlyArray<string | number>) => `| ${cells.join(' | ')} |`;
	const head = ['workers', 'at once', 'what', 'a second', 'p50', 'p95', 'errors'];
	const rows = measured.map(({ workers, atOnce, what, perSecond, p50, p95, errors }) =>
		row([
			workers,
			atOnce,
			what,
			perSecond.toFixed(1),
			`${p50.toFixed(0)} ms`,
			`${p95.toFixed(0)} ms`,
			errors,
		]),
	);
	return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}
