import { BoundedMap } from '../../../base/bounded-map';
import type { SessionEntry, SessionLog, SessionRecord } from './session-log';

const SESSIONS_MAX = 500;
const ENTRIES_MAX = 500;

interface Session {
	entries: SessionEntry[];
	recorded: number;
}

/** A session log in memory: 500 sessions of 500 entries, and the oldest go first. */
export function createSessionLog(): SessionLog {
	const sessions = new BoundedMap<string, Session>(SESSIONS_MAX);
	return {
		record(sessionKey, entry) {
			const { entries, recorded } = sessions.get(sessionKey) ?? { entries: [], recorded: 0 };
			const sequence = recorded + 1;
			const kept = [...entries.slice(1 - ENTRIES_MAX), { ...entry, sequence }];
			sessions.set(sessionKey, { entries: kept, recorded: sequence });
		},
		read(sessionKey): SessionRecord {
			const { entries, recorded } = sessions.get(sessionKey) ?? { entries: [], recorded: 0 };
			return { entries: [...entries], dropped: recorded - entries.length };
		},
		clear(sessionKey) {
			sessions.delete(sessionKey);
		},
	};
}
