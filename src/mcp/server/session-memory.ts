import type { LogLevel } from '../protocol/log-level';

/** Sessions beyond this number lose their settings, the oldest first. */
const MOST_SESSIONS = 10_000;

/**
 * The little that the legacy era lets a client set for its session. Kept in this process only: a
 * client that is served by another one gets the defaults, which is what it would get without asking.
 */
export class SessionMemory {
	private readonly levels = new Map<string, LogLevel>();

	setLogLevel(session: string, level: LogLevel): void {
		this.levels.delete(session);
		this.levels.set(session, level);
		if (this.levels.size > MOST_SESSIONS) {
			const [oldest] = this.levels.keys();
			if (oldest !== undefined) this.levels.delete(oldest);
		}
	}

	/** Everything, unless the client asked for less. */
	logLevel(session: string | undefined): LogLevel {
		return (session === undefined ? undefined : this.levels.get(session)) ?? 'debug';
	}
}
