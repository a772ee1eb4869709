import { setTimeout as pause } from 'node:timers/promises';

import type { Effects } from './effects.ts';
import type { Fault } from './faults.ts';
import type { Cluster } from './start-cluster.ts';
import { callMany, callTool, type CallReport, type Outcome } from './tool-calls.ts';
import { EFFECTS_PATH, HOLD_TOOL, RECORD_TOOL } from './workflows.ts';

/** What was seen of a number of calls. */
export interface Counted {
	what: string;
	calls: number;
	outcomes: Partial<Record<Outcome, number>>;
	/** Effects that happened more than once. */
	doubled: number;
	/** Calls that were answered though their effect did not happen. */
	lost: number;
	/** The longest that a client waited, in milliseconds. */
	slowest: number;
	problems: string[];
}

export interface Tested {
	cluster: Cluster;
	effects: Effects;
}

const urlOf = ({ cluster }: Tested) => `${cluster.proxy.url}/mcp/${EFFECTS_PATH}`;

function count(
	what: string,
	reports: readonly CallReport[],
	{ counts }: Effects,
	allowed: readonly Outcome[],
): Counted {
	const outcomes: Counted['outcomes'] = {};
	for (const { outcome } of reports) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
	const doubled = reports.filter(({ name }) => (counts.get(name) ?? 0) > 1).length;
	const lost = reports.filter(
		({ name, outcome }) => outcome === 'answered' && !counts.has(name),
	).length;
	const bad = reports.find(({ outcome }) => !allowed.includes(outcome));
	return {
		what,
		calls: reports.length,
		outcomes,
		doubled,
		lost,
		slowest: Math.max(...reports.map(({ milliseconds }) => milliseconds)),
		problems: [
			...(bad ? [`${what}: a call ended as “${bad.outcome}”: ${bad.text.slice(0, 300)}`] : []),
			...(doubled > 0 ? [`${what}: ${doubled} effects were doubled`] : []),
			...(lost > 0 ? [`${what}: ${lost} effects were lost`] : []),
		],
	};
}

/** Many calls while nothing goes wrong: each is answered, and has its effect once. */
export async function countCalls(tested: Tested, calls: number, atOnce: number): Promise<Counted> {
	const what = `${calls} calls, ${atOnce} at once`;
	const run = crypto.randomUUID().slice(0, 8);
	const reports = await callMany(calls, atOnce, (index) => ({
		url: urlOf(tested),
		tool: RECORD_TOOL,
		name: `${run}-${index}`,
	}));
	return count(what, reports, tested.effects, ['answered']);
}

/** As many as two workers run at once, so that some are on each. */
const HELD_CALLS = 12;
/** Longer than it takes to make something fail; shorter than anything is away. */
const HOLD_MS = 4_000;

/** One that reaches a worker which has not found it yet is not heard of again before its timeout. */
const PROBE_MS = 5_000;

async function untilAnswered(tested: Tested, recoveryMs: number): Promise<void> {
	const deadline = Date.now() + recoveryMs;
	for (;;) {
		const name = `probe-${crypto.randomUUID()}`;
		const call = callTool({ url: urlOf(tested), tool: RECORD_TOOL, name });
		const report = await Promise.race([call, pause(PROBE_MS)]);
		if (report?.outcome === 'answered' || Date.now() > deadline) return;
		await pause(500);
	}
}

/** Calls that are under way when the fault happens. */
export async function countFault(tested: Tested, fault: Fault): Promise<Counted> {
	const { cluster, effects } = tested;
	const run = crypto.randomUUID().slice(0, 8);
	const before = [...effects.counts.values()].reduce((sum, each) => sum + each, 0);
	const calls = callMany(HELD_CALLS, HELD_CALLS, (index) => ({
		url: urlOf(tested),
		tool: HOLD_TOOL,
		name: `${run}-${index}`,
		hold: HOLD_MS,
	}));
	// Those that fail before they begin end the wait as well.
	await Promise.race([effects.begun(before + HELD_CALLS), calls]);
	const [reports] = await Promise.all([calls, fault.happen(cluster)]);
	const counted = count(fault.name, reports, effects, fault.allowed);
	const answered = (counted.outcomes.answered ?? 0) / reports.length;
	if (answered < fault.answered) {
		counted.problems.push(`${fault.name}: only ${answered * 100} % of the calls were answered`);
	}
	if (fault.recoveryMs !== undefined) await untilAnswered(tested, fault.recoveryMs);
	// Afterwards everything works again.
	const after = await countCalls(tested, 8, 4);
	return { ...counted, problems: [...counted.problems, ...after.problems] };
}
