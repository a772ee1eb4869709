import type { Contact } from '../../src/gtm/model/contact.ts';
import type { Outcome, OutcomeStatus } from '../../src/gtm/model/outcome.ts';
import type { Round } from './rounds.ts';
import { isFinal } from './rounds.ts';
import type { Traffic } from './wire.ts';

const sum = (counts: Round['counts']) =>
	Object.values(counts).reduce((total, count) => total + count, 0);

/** Every input has one outcome in every round, and the numbers add up. */
export function problemsOfRounds(rounds: readonly Round[], rows: number): string[] {
	const problems = rounds.flatMap(({ outcomes, counts }, index) => {
		if (outcomes === undefined) return [];
		const named = `round ${index + 1}`;
		const without = outcomes.filter(({ status }) => status === undefined).length;
		return [
			...(outcomes.length === rows
				? []
				: [`${named}: ${outcomes.length} outcomes of ${rows} rows`]),
			...(sum(counts) === rows ? [] : [`${named}: the counts add up to ${sum(counts)}`]),
			...(without === 0 ? [] : [`${named}: ${without} outcomes say nothing`]),
		];
	});
	const open = rounds.at(-1)?.outcomes?.filter((outcome) => !isFinal(outcome)).length;
	return open === 0 ? problems : [...problems, `${open ?? 'all'} rows never came to an end`];
}

/** What every row must end as. */
export type Expectation = (row: Contact) => readonly OutcomeStatus[];

export function problemsOfOutcomes(
	rows: readonly Contact[],
	outcomes: readonly Outcome[],
	expect: Expectation,
): string[] {
	const wrong = rows.flatMap((row, index) => {
		const outcome = outcomes[index];
		return outcome !== undefined && expect(row).includes(outcome.status) ? [] : [outcome];
	});
	const [first] = wrong;
	if (wrong.length === 0) return [];
	const { status, reason } = first ?? {};
	return [`${wrong.length} rows end otherwise than they must, first ${status}: ${reason?.message}`];
}

/** Who is at the vendor in the end, one entry a record: each once, and nobody else. */
export function problemsOfPresence(
	expected: readonly string[],
	present: readonly string[],
): string[] {
	const counts = new Map<string, number>();
	for (const email of present) counts.set(email, (counts.get(email) ?? 0) + 1);
	const lost = expected.filter((email) => !counts.has(email)).length;
	const wanted = new Set(expected);
	const strange = present.filter((email) => !wanted.has(email)).length;
	const twice = [...counts.values()].filter((count) => count > 1).length;
	return [
		...(lost === 0 ? [] : [`${lost} are lost`]),
		...(twice === 0 ? [] : [`${twice} are there twice`]),
		...(strange === 0 ? [] : [`${strange} should not be there`]),
	];
}

export function problemsOfTraffic({ beyondLimits, addedTwice }: Traffic): string[] {
	return [
		...(beyondLimits === 0 ? [] : [`${beyondLimits} calls were beyond a limit of the vendor`]),
		...(addedTwice === 0 ? [] : [`${addedTwice} times someone was added who was in already`]),
	];
}
