import type { Findings } from './findings.ts';
import { growth } from './soak.ts';
import type { SoakResult } from './soak.ts';
import type { LoopDelay } from './loop-watch.ts';
import type { StallResult } from './stall.ts';

/** A soak with the growth that it may have. */
export interface SoakReport {
	title: string;
	result: SoakResult;
	/** Megabytes of live objects over all its calls. */
	allowedGrowth: number;
}

const rounded = (value: number) => value.toFixed(Math.abs(value) < 10 ? 2 : 0);

export function problemsOfSoak({ title, result, allowedGrowth }: SoakReport): string[] {
	const grown = (growth(result.samples, 'heap') * result.calls) / 1000;
	const problems: string[] = [];
	if (result.errors > 0) {
		problems.push(`${title}: ${result.errors} without a right answer, first ${result.firstError}`);
	}
	if (grown > allowedGrowth) {
		const limit = `at most ${allowedGrowth} MB are allowed`;
		problems.push(`${title}: the heap grows by ${rounded(grown)} MB, ${limit}`);
	}
	return problems;
}

function soakLines({ title, result }: SoakReport): string[] {
	const heap = rounded(growth(result.samples, 'heap') * 1000);
	const rss = rounded(growth(result.samples, 'rss') * 1000);
	const rows = result.samples.map(
		(sample) => `| ${sample.calls} | ${rounded(sample.heap)} | ${rounded(sample.rss)} |`,
	);
	return [
		`### ${title}: ${result.calls}, ${result.errors} errors`,
		'',
		'| calls | heap after GC, MB | RSS, MB |',
		'| ---: | ---: | ---: |',
		...rows,
		'',
		`Slope: heap ${heap} kB, RSS ${rss} kB in 1000 calls.`,
		'',
	];
}

/** One server, and what requests did that are made to hold it up. */
export interface StalledServer {
	server: string;
	/** What is on. */
	title: string;
	results: readonly StallResult[];
}

/** How long the event loop of n8n was held, and how late it was. */
export interface StallReport {
	/** By single requests to own ports, nothing else going on. */
	servers: readonly StalledServer[];
	/** Under all other attacks at once; what n8n does for itself and for flows is in it. */
	siege?: LoopDelay;
}

const delays = ({ held, late }: LoopDelay) =>
	[held.max, held.p99, late.max, late.p99].map(rounded).join(' | ');

function stallLines({ servers, siege }: StallReport): string[] {
	const held = servers.flatMap(({ results }) => results.map((each) => each.held.max));
	const sorted = held.toSorted((a, b) => a - b);
	const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
	return [
		`### Event loop: held for at most ${rounded(sorted.at(-1) ?? 0)} ms by one request (p99 of all requests ${rounded(p99)} ms)`,
		'',
		'Held: processor time of the thread between two of its turns. Late: on the clock, with whatever else the machine did. In milliseconds, over five tries of each request.',
		'',
		...servers.flatMap(({ title, results }) => [
			`With ${title}:`,
			'',
			'| request | status | held, max | held, p99 | late, max | late, p99 |',
			'| :-- | ---: | ---: | ---: | ---: | ---: |',
			...results.map((each) => `| ${each.kind} | ${each.status} | ${delays(each)} |`),
			'',
		]),
		...(siege
			? [
					`Under all other attacks at once, n8n's own work included: held for at most ${rounded(siege.held.max)} ms (p99 ${rounded(siege.held.p99)} ms), late by at most ${rounded(siege.late.max)} ms (p99 ${rounded(siege.late.p99)} ms).`,
					'',
				]
			: []),
	];
}

/** Markdown: what was sent, what came back, what is wrong. */
export function renderReport(
	seed: number,
	findings: Findings,
	soaks: SoakReport[],
	problems: string[],
	stalls?: StallReport,
): string {
	const details = findings.all.flatMap(({ kind, problem, count, request, answer }) => [
		`#### ${kind}: ${problem} (${count})`,
		'',
		...(request === '' ? [] : ['````', request, '', '---', answer, '````', '']),
	]);
	return [
		`Seed ${seed}: ${findings.attacks} attacks, slowest ${Math.round(findings.slowest)} ms.`,
		'',
		`Answers by status: ${findings.answers}.`,
		'',
		...(stalls ? stallLines(stalls) : []),
		...soaks.flatMap(soakLines),
		...(problems.length === 0 ? ['Nothing is wrong.', ''] : ['### What is wrong', '']),
		...problems.map((problem) => `- ${problem}`),
		'',
		...details,
	].join('\n');
}
