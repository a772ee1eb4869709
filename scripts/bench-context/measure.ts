import type { ContextGraph, FactsDraft } from '../../src/context/context-graph.ts';
import { percentile } from '../bench-server/statistics.ts';
import { emailOf, twelveFacts } from './made-up.ts';

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
	/** Over MCP, at the client: on the own port of a trigger in a real n8n. */
	overMcp?: { getContext: Times; upsert12: Times };
}

/** Of each figure. */
const SAMPLES = 500;
/** An n8n runs for days: until its code is compiled for good, the first thousand calls take a third longer. */
const WARM_UP = 1_500;

/** Numbers that look random and are the same in every run. */
function* spread(below: number): Generator<number> {
	for (let at = 12_345; ; at = (at * 1_103_515_245 + 12_345) % 2_147_483_648) yield at % below;
}

/** What is measured, whoever is asked. Throws RangeError for a wrong answer. */
export interface Asked {
	getContext(this: void, email: string): Promise<void>;
	upsert12(this: void, email: string, facts: FactsDraft['facts']): Promise<void>;
}

/** The graph in this process. */
export function inProcess(graph: ContextGraph): Asked {
	return {
		async getContext(email) {
			const { status } = await graph.getContext({ subject: { email }, intent: 'qualify' });
			if (status !== 'resolved') throw new RangeError(`${email}: a known person is ${status}`);
		},
		async upsert12(email, facts) {
			const identifiers = [{ kind: 'email', value: email }];
			const report = await graph.upsertFacts({
				type: 'contact',
				source: 'pdl',
				identifiers,
				facts,
			});
			if (report.status !== 'resolved' || report.changed.length + report.recorded.length === 0) {
				throw new RangeError(`${email}: a known person is ${report.status}`);
			}
		},
	};
}

/** @param options.round another one each time: the same facts are known already */
export async function measure(
	{ getContext, upsert12 }: Asked,
	{ accounts, people, round }: { accounts: number; people: number; round: number },
): Promise<{ getContext: Times; upsert12: Times }> {
	const picks = spread(accounts);
	const someone = () => {
		const at = picks.next().value as number;
		return { at, email: emailOf(at, at % people) };
	};
	for (let warm = 0; warm < WARM_UP; warm += 1) await getContext(someone().email);
	const reading = await timesOf(async () => await getContext(someone().email));
	let write = round * SAMPLES;
	const writing = await timesOf(async () => {
		const { at, email } = someone();
		write += 1;
		const values = Object.entries({ ...twelveFacts(at + write), fitScore: write });
		await upsert12(
			email,
			values.map(([attribute, value]) => ({ attribute, value })),
		);
	});
	return { getContext: reading, upsert12: writing };
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
