import type { Candidate, Shortlist } from './shortlist';

export interface Picked {
	status: 'picked' | 'none';
	selected?: Candidate;
	runnerUp?: Candidate;
	decidedBy: 'model' | 'order';
	reasons: string[];
	/** Why the model's pick was not taken. */
	rejected?: string;
	experiment?: Shortlist['experiment'];
}

/** Longest reason, in characters. */
const LONGEST = 160;

/**
 * Takes a pick only if it is on the shortlist. Where the model picked nothing that can be read, or
 * something else, the first of the list is taken, and it is said.
 *
 * @param pick `{ sequence_id, runner_up, reasons }`, or the ID alone
 */
export function acceptPick(list: Shortlist, pick: unknown): Picked {
	const [first, second] = list.candidates;
	const experiment = list.experiment && { experiment: list.experiment };
	if (first === undefined) {
		const why = list.status === 'holdout' ? 'Held out for comparison' : 'No sequence fits';
		return { status: 'none', decidedBy: 'order', reasons: [why], ...experiment };
	}
	const { id, runnerUp, reasons } = readPick(pick);
	const selected = list.candidates.find(({ sequenceId }) => sequenceId === id);
	if (selected !== undefined) {
		const other = list.candidates.find(({ sequenceId }) => sequenceId === runnerUp);
		return {
			status: 'picked',
			selected,
			...(other && other !== selected && { runnerUp: other }),
			decidedBy: 'model',
			reasons,
			...experiment,
		};
	}
	return {
		status: 'picked',
		selected: first,
		...(second && { runnerUp: second }),
		decidedBy: 'order',
		reasons: ['The first of the shortlist'],
		rejected: id === undefined ? 'Nothing was picked' : `${id} is not on the shortlist`,
		...experiment,
	};
}

function readPick(pick: unknown): { id?: string; runnerUp?: string; reasons: string[] } {
	const value = typeof pick === 'string' ? parsed(pick) : pick;
	if (typeof value === 'string' || typeof value === 'number')
		return { id: String(value), reasons: [] };
	if (typeof value !== 'object' || value === null) return { reasons: [] };
	const { sequence_id: id, runner_up: runnerUp, reasons } = value as Record<string, unknown>;
	return {
		...(isId(id) && { id: String(id) }),
		...(isId(runnerUp) && { runnerUp: String(runnerUp) }),
		reasons: (Array.isArray(reasons) ? (reasons as unknown[]) : [])
			.filter((one) => typeof one === 'string')
			.slice(0, 5)
			.map((one) => one.slice(0, LONGEST)),
	};
}

const isId = (value: unknown) => typeof value === 'string' || typeof value === 'number';

function parsed(text: string): unknown {
	const bare = /^```(?:json)?\s*([\s\S]*?)\s*```$/.exec(text.trim())?.[1] ?? text.trim();
	try {
		return JSON.parse(bare) as unknown;
	} catch {
		return bare;
	}
}
