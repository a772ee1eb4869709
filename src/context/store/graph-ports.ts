import type { Database } from '../../base/database/database';
import type { Transaction } from '../../third-party/kysely';
import type { ActionPolicy } from '../check-action/policy';
import type { Rules } from '../facts/rules';
import type { SuppressionRow } from '../model/suppression';
import type { Identifier } from '../model/identifier';
import type { GraphSchema } from './schema';

export type Tables = Transaction<GraphSchema>;

/** Another list of who must not be contacted, asked beside the graph's own. */
export interface SuppressionView {
	/** Those that hold now for any of these. */
	find(identifiers: readonly Identifier[]): Promise<SuppressionRow[]>;
}

/** What the graph needs of the world around it. */
export interface GraphPorts {
	/** Milliseconds since 1970. */
	now(this: void): number;
	rules: Rules;
	policy: ActionPolicy;
	suppressions?: SuppressionView;
}

/** An open graph: what every operation is handed. */
export interface OpenGraph extends GraphPorts {
	database: Database<GraphSchema>;
	/** Turns addresses into digests that cannot be guessed without the store. Kept in it, so that all who share it have the same. */
	secret: string;
	/** Removes what was deleted from the files' bytes. */
	scrub(this: void): Promise<void>;
}
