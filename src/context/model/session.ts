/** What an agent read and did, one row for each call. */
export interface SessionEntry {
	at: string;
	action: 'read' | 'wrote';
	/** The operation: `get_context`, `upsert_facts`. */
	operation: string;
	entityId?: string;
	/** Names only, never values: which attributes were shown, what was changed. */
	detail: Record<string, unknown>;
}

/** A session without its entries. */
export type SessionSummary = Omit<Session, 'entries'> & { reads: number; writes: number };

/** One conversation or run of an agent. */
export interface Session {
	id: string;
	agent: string;
	startedAt: string;
	lastAt: string;
	entries: SessionEntry[];
}
