import type { ContextGraph } from '../../src/context/context-graph.ts';
import { percentile } from '../bench-server/statistics.ts';
import { emailOf, PEOPLE_OF_EACH, twelveFacts } from './made-up.ts';

/** Milliseconds. */
export interface Times {
	p50: number;
	p95: number;
	p99: number;
	/** Of this process, for one call: the same whatever else the machine does. */
	cpu: number;
}

export interface SizeMeasurement {
	store: string;
	accounts: number;
	people: number;
	facts: number;
	getContext: Times;
	upsert12: Times;
	/** Of writing all of it, a second. */
	factsPerSecond: number;
}

/** Of each figure. */
const SAMPLES = 500;

/** Numbers that look random and are the same in every run. */
function* spread(below: number): Generator<number> {
	for (let at = 12_345; ; at = (at * 1_103_515_245 + 12_345) % 2_147_483_648) yield at % below;
}

export async function measureGraph(
	graph: ContextGraph,
	accounts: number,
): Promise<Pick<SizeMeasurement, 'getContext' | 'upsert12'>> {
	const picks = spread(accounts);
	const someone = () => {
		const at = picks.next().value as number;
		return { at, email: emailOf(at, at % PEOPLE_OF_EACH) };
	};
	// What is loaded and prepared at first use is no part of it.
	for (let warm = 0; warm < 50; warm += 1)
		await graph.getContext({ subject: { email: someone().email } });
	const getContext = await timesOf(async () => {
		const { status } = await graph.getContext({
			subject: { email: someone().email },
			intent: 'qualify',
		});
		if (status !== 'resolved') throw new RangeError(`A known person is ${status}`);
	});
	let round = 0;
	const upsert12 = await timesOf(async () => {
		const { at, email } = someone();
		round += 1;
		const facts = Object.entries(twelveFacts(at + round)).map(([attribute, value]) => ({
			attribute,
			value,
		}));
		const identifiers = [{ kind: 'email', value: email }];
		const report = await graph.upsertFacts({ type: 'contact', source: 'pdl', identifiers, facts });
		if (report.status !== 'resolved') throw new RangeError(`A known person is ${report.status}`);
	});
	return { getContext, upsert12 };
}

export async function timesOf(work: () => Promise<void>, samples = SAMPLES): Promise<Times> {
	const taken: number[] = [];
	const cpuBefore = process.cpuUsage();
	for (let sample = 0; sample < samples; sample += 1) {
		const started = performance.now();
		await work();
		taken.push(performance.now() - started);
	}
	const { user, system } = process.cpuUsage(cpuBefore);
	const sorted = taken.toSorted((one, other) => one - other);
	return {
		p50: percentile(sorted, 0.5),
		p95: percentile(sorted, 0.95),
		p99: percentile(sorted, 0.99),
		cpu: (user + system) / 1000 / samples,
	};
}
