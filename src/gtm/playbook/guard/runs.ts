/** One run of a play for one subject. */
export interface RunIdentity {
	/** `qualify`, `route`: what a team calls it. */
	play: string;
	/** The address, domain or ID; only its digest is kept. */
	subject: string;
	/** Whose caps and budget it counts against: a key, a user, a team. */
	key: string;
}

export interface RunRules {
	/** Hours after the end of a run before the same play runs again for the same subject. 0: at once. */
	coolDownHours: number;
	/** Live runs of this play for one subject in 30 days. */
	perSubjectMonth?: number;
	/** Live runs of this play under one key since midnight UTC. */
	perDay?: number;
	/** Live runs of this play under one key in this month. */
	perMonth?: number;
	/** Credits under one key in this month, over all plays. */
	creditsPerMonth?: number;
}

export type Mode = 'live' | 'dry_run';

export type Refusal =
	| { code: 'kill_switch'; reason: string; since: number }
	| { code: 'run_in_progress'; since: number }
	| { code: 'cool_down'; until: number; verdict: string | null }
	| { code: 'cap_reached'; cap: keyof RunRules; used: number; most: number };

/** A run that may go on, or why it may not. */
export type Begun =
	| { status: 'begun'; id: string }
	/** An earlier run of the same was killed half-way: this one goes on in its place, under its ID. */
	| { status: 'resumed'; id: string; since: number }
	| { status: 'refused'; refusals: Refusal[] };

/** Who has waited so long for the end of a run takes it to have been killed, in milliseconds. */
export const RUN_LEASE_MS = 5 * 60_000;

/**
 * What ran for whom, shared by all processes of a store. To begin is one step: two who begin the same at
 * once are told apart, and no cap is broken by a race. Times are milliseconds since 1970.
 */
export interface Runs {
	begin(run: RunIdentity, mode: Mode, rules: RunRules, leaseMs: number): Promise<Begun>;
	/** @returns false if there is no such run, or it has ended */
	end(id: string, end: { verdict: string; credits?: number }): Promise<boolean>;
	/** Whether a play came to its end for a subject since then. */
	ended(play: string, subject: string, since: number): Promise<boolean>;
	/** Stops a play, or all by `*`, until it is let go on. */
	stop(play: string, reason: string): Promise<void>;
	/** @returns whether it was stopped */
	goOn(play: string): Promise<boolean>;
}
