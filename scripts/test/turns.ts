import type { SuiteName } from './options.ts';

/** Each of these keeps one processor busy: together they take as long as the longest. */
const TOGETHER: ReadonlyArray<readonly SuiteName[]> = [
	['lint', 'types', 'build'],
	['conformance', 'conformance-client'],
];

/** The suites in their order; those of one turn run at once. */
export function turnsOf(suites: readonly SuiteName[]): SuiteName[][] {
	const turns: SuiteName[][] = [];
	for (const suite of suites) {
		const group = TOGETHER.find((names) => names.includes(suite));
		const last = turns.at(-1);
		const joins =
			last !== undefined && group !== undefined && last.every((one) => group.includes(one));
		if (joins) last.push(suite);
		else turns.push([suite]);
	}
	return turns;
}
