import type { Counted } from './checks.ts';
import type { SessionCount } from './peer.ts';

const OUTCOMES = ['answered', 'clear error', 'cut', 'hung', 'wrong'] as const;

const row = (cells: ReadonlyArray<string | number>) => `| ${cells.join(' | ')} |`;

/** One of several rounds of the same. */
export function sumOf(rounds: readonly Counted[]): Counted {
	const [first] = rounds;
	if (!first) throw new Error('there was no round');
	const outcomes: Counted['outcomes'] = {};
	for (const outcome of OUTCOMES) {
		const sum = rounds.reduce((total, each) => total + (each.outcomes[outcome] ?? 0), 0);
		if (sum > 0) outcomes[outcome] = sum;
	}
	const sum = (of: (each: Counted) => number) => rounds.reduce((all, each) => all + of(each), 0);
	return {
		what: rounds.length === 1 ? first.what : `${first.what}, ${rounds.length} times`,
		calls: sum(({ calls }) => calls),
		outcomes,
		doubled: sum(({ doubled }) => doubled),
		lost: sum(({ lost }) => lost),
		slowest: Math.max(...rounds.map(({ slowest }) => slowest)),
		problems: rounds.flatMap(({ problems }) => problems),
	};
}

export function renderCounted(all: readonly Counted[]): string {
	const head = ['what happens', 'calls', ...OUTCOMES, 'doubled', 'lost', 'longest wait'];
	const rows = all.map((each) =>
		row([
			each.what,
			each.calls,
			...OUTCOMES.map((outcome) => each.outcomes[outcome] ?? 0),
			each.doubled,
			each.lost,
			`${(each.slowest / 1000).toFixed(1)} s`,
		]),
	);
	return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

export function renderSessions(all: readonly SessionCount[]): string {
	const head = ['server and client', 'calls', 'answered', 'first error'];
	const rows = all.map(({ what, calls, answered, firstError = '' }) =>
		row([what, calls, answered, firstError.replaceAll('|', ' ')]),
	);
	return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}
