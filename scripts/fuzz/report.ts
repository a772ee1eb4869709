import type { Findings } from './findings.ts';
import { growth } from './soak.ts';
import type { SoakResult } from './soak.ts';

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

/** Markdown: what was sent, what came back, what is wrong. */
export function renderReport(
	seed: number,
	findings: Findings,
	soaks: SoakReport[],
	problems: string[],
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
		...soaks.flatMap(soakLines),
		...(problems.length === 0 ? ['Nothing is wrong.', ''] : ['### What is wrong', '']),
		...problems.map((problem) => `- ${problem}`),
		'',
		...details,
	].join('\n');
}
