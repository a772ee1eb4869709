import type { ActionVerdict, Block } from '../picture';
import { type ApprovalNeed, type ApprovalRule, approvalFor } from './approval';
import type { Begun, Mode, Refusal, RunIdentity, RunRules, Runs } from './runs';

export interface GuardRequest extends RunIdentity {
	mode: Mode;
	rules: RunRules;
	/** Of the decision, for the policy of approval. */
	tier?: string;
	approval: readonly ApprovalRule[];
	/** After so long without its end a run is taken over. */
	leaseMs: number;
	/** Who approved it already. */
	approvedBy?: string;
}

export interface GuardPorts {
	runs: Runs;
	/** Whether the action may be done now; left out where a play does nothing to anybody. */
	checkAction?: () => Promise<ActionVerdict>;
}

/** What a workflow does next. */
export type Go =
	/** Do it. */
	| 'live'
	/** Go through all of it, and write nothing. */
	| 'dry_run'
	/** Ask a person, and come back with who approved. */
	| 'ask'
	| 'stop';

export interface GuardVerdict {
	go: Go;
	play: string;
	/** To be given to End; left out if nothing was begun. */
	runId?: string;
	/** An earlier run was killed half-way, and this one goes on in its place. */
	resumed?: true;
	blocks: Block[];
	approval: ApprovalNeed;
}

/**
 * The one door before a play does something: the guard of the context graph, then approval, then the run
 * itself with its caps, cool-down and kill switch. Nothing is begun where anything is against it.
 */
export async function beginGuarded(
	request: GuardRequest,
	{ runs, checkAction }: GuardPorts,
): Promise<GuardVerdict> {
	const { play, mode, approvedBy } = request;
	const approval = approvalFor(request.approval, request);
	const verdict = await checkAction?.();
	if (verdict !== undefined && !verdict.allowed) {
		return { go: 'stop', play, blocks: [...verdict.blocks], approval };
	}
	if (mode === 'live' && approval.needed && approvedBy === undefined) {
		const block = {
			code: 'needs_approval',
			message: approval.why,
			unblock: 'Ask a person, and name who approved it in Approved By',
		};
		return { go: 'ask', play, blocks: [block], approval };
	}
	return {
		...fromBegun(play, mode, await runs.begin(request, mode, request.rules, request.leaseMs)),
		approval,
	};
}

function fromBegun(play: string, mode: Mode, begun: Begun): Omit<GuardVerdict, 'approval'> {
	if (begun.status === 'refused') {
		return { go: 'stop', play, blocks: begun.refusals.map((refusal) => blockOf(play, refusal)) };
	}
	const resumed = begun.status === 'resumed' && { resumed: true as const };
	return { go: mode, play, runId: begun.id, ...resumed, blocks: [] };
}

const CAPS: Readonly<Record<string, string>> = {
	perSubjectMonth: 'runs for this person or company in 30 days',
	perDay: 'runs today',
	perMonth: 'runs this month',
	creditsPerMonth: 'credits this month',
};

function blockOf(play: string, refusal: Refusal): Block {
	switch (refusal.code) {
		case 'kill_switch':
			return {
				code: 'kill_switch',
				message: `${play} is stopped: ${refusal.reason}`,
				unblock: 'Let it go on with the kill switch',
			};
		case 'run_in_progress':
			return {
				code: 'run_in_progress',
				message: `${play} runs for this one since ${timeOf(refusal.since)}`,
				unblock: 'Wait for its end; if it was killed, the next run after five minutes takes over',
			};
		case 'cool_down':
			return {
				code: 'cool_down',
				message: `${play} has run for this one${refusal.verdict === null ? '' : `: ${refusal.verdict}`}`,
				unblock: 'Wait, or set the cool-down to 0 for this run',
				until: timeOf(refusal.until),
			};
		case 'cap_reached':
			return {
				code: 'cap_reached',
				message: `${refusal.used} of ${refusal.most} ${CAPS[refusal.cap]}`,
				unblock: 'Wait, or raise the cap',
			};
	}
}

const timeOf = (milliseconds: number) => new Date(milliseconds).toISOString();
