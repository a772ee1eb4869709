import type { Round } from './rounds.ts';
import type { Traffic } from './wire.ts';

export interface StageReport {
	title: string;
	rounds: Round[];
	/** Everything once more, without faults. */
	again: Round;
	/** What that took, where somebody counts it. */
	callsAgain?: number;
	traffic: Traffic;
	problems: string[];
}

function countsIn({ counts }: Round): string {
	return Object.entries(counts)
		.map(([status, count]) => `${count} ${status}`)
		.join(', ');
}

const STOPS = { abort: 'stopped', kill: 'process killed' } as const;

function rowOf(round: Round, name: string): string {
	const { stoppedBy, minutes } = round;
	return `| ${name} | ${minutes} | ${stoppedBy ? STOPS[stoppedBy] : ''} | ${countsIn(round)} |`;
}

function linesOf(stage: StageReport): string[] {
	const { title, rounds, again, callsAgain, traffic, problems } = stage;
	const faults = Object.entries(traffic.faults);
	const met = faults.reduce((sum, [, count]) => sum + count, 0);
	const kinds = faults.map(([kind, count]) => `${count} ${kind}`).join(', ');
	return [
		`## ${title}`,
		'',
		'| round | minutes of the vendor | ended by | outcomes |',
		'| ---: | ---: | --- | --- |',
		...rounds.map((round, index) => rowOf(round, String(index + 1))),
		rowOf(again, 'again'),
		'',
		`${traffic.calls} calls, ${met} of them failed on purpose: ${kinds}. Beyond a limit: ${traffic.beyondLimits}. Added twice: ${traffic.addedTwice}.${callsAgain === undefined ? '' : ` The whole list once more took ${callsAgain} calls.`}`,
		'',
		...(problems.length === 0 ? ['Nothing is wrong.'] : problems.map((each) => `- ${each}`)),
		'',
	];
}

/** Markdown: what was done, what failed on purpose, what is wrong. */
export function renderReport(seed: number, stages: readonly StageReport[]): string {
	return [`Seed ${seed}.`, '', ...stages.flatMap(linesOf)].join('\n');
}
