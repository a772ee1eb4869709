import type { Database } from '../../base/database/database';
import type { Seal } from '../../base/sealed-value';
import type { Transaction } from '../../third-party/kysely';
import type { ActionPolicy } from '../check-action/policy';
import type { Rules } from '../facts/rules';
import type { Identifier } from '../model/identifier';
import type { GraphSchema } from './schema';

export type Tables = Transaction<GraphSchema>;

/** What the graph needs of the world around it. */
export interface GraphPorts {
	/** Milliseconds since 1970. */
	now(this: void): number;
	rules: Rules;
	policy: ActionPolicy;
	/** Keeps what is suppressed so that it can be listed and exported; without it, it can be found only. */
	seal?: Seal;
	/**
	 * Removes what is kept of somebody besides the graph, by their identifiers: remembered answers of vendors.
	 * Comes before the graph forgets, so that who is interrupted can ask again.
	 *
	 * @returns rows that were deleted, by table
	 */
	forgetElsewhere?(this: void, identifiers: readonly Identifier[]): Promise<Record<string, number>>;
}

/** An open graph: what every operation is handed. */
export interface OpenGraph extends GraphPorts {
	/** Who changed the rules last, where they are not the usual ones. */
	rulesSet?: { by: string; at: string };
	/** After a change of rules: of entities after this one, what counts is not rebuilt yet. */
	rebuiltUpTo?: string;
	database: Database<GraphSchema>;
	/** Turns addresses into digests that cannot be guessed without the store. Kept in it, so that all who share it have the same. */
	secret: string;
	/** Removes what was deleted from the files' bytes. */
	scrub(this: void): Promise<void>;
}
