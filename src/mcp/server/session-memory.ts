import type { Session } from './session';
import type { LogLevel } from '../protocol/log-level';

/** Sessions beyond this number lose their settings, the oldest first. */
const MOST_SESSIONS = 10_000;
/** Resources that one session watches. */
export const MOST_WATCHED = 200;
/** That all sessions watch; beyond it, the settings that were touched longest ago go. */
const MOST_WATCHED_IN_ALL = 20_000;
/** In characters; longer ones cannot be watched. */
const LONGEST_URI = 2_048;

interface Settings {
	level?: LogLevel;
	watched: Set<string>;
	expiresAt: number;
}

type Named = Pick<Session, 'id' | 'expiresAt'>;

/** Something that a client set for its session. Plain data: the other processes are told of it. */
export type SessionChange = { session: Named } & (
	| { set: 'level'; level: LogLevel }
	| { set: 'watched' | 'unwatched'; uri: string }
	| { set: 'ended' }
);

/** The little that the legacy era lets a client set for its session. */
export class SessionMemory {
	/** The one that was touched last is the last. */
	private readonly settings = new Map<string, Settings>();
	/** Sessions that ended before they expired, and when their tokens do. */
	private readonly ended = new Map<string, number>();
	private watchedInAll = 0;
	/** Hears what clients of this process set. */
	onChange: (change: SessionChange) => void = () => undefined;

	constructor(private readonly now: () => number) {}

	setLogLevel(session: Named, level: LogLevel): void {
		this.touch(session).level = level;
		this.onChange({ session: named(session), set: 'level', level });
	}

	/** Everything, unless the client asked for less. */
	logLevel(session: Named | undefined): LogLevel {
		return (session && this.settings.get(session.id)?.level) ?? 'debug';
	}

	/** @returns false if the session cannot watch this one as well */
	watch(session: Named, uri: string): boolean {
		const isWatched = this.addWatched(session, uri);
		if (isWatched) this.onChange({ session: named(session), set: 'watched', uri });
		return isWatched;
	}

	private addWatched(session: Named, uri: string): boolean {
		const { watched } = this.touch(session);
		if (watched.has(uri)) return true;
		if (watched.size >= MOST_WATCHED || uri.length > LONGEST_URI) return false;
		watched.add(uri);
		this.watchedInAll += 1;
		while (this.watchedInAll > MOST_WATCHED_IN_ALL) this.forgetOldest();
		return true;
	}

	unwatch(session: Named, uri: string): void {
		this.removeWatched(session, uri);
		this.onChange({ session: named(session), set: 'unwatched', uri });
	}

	private removeWatched({ id }: Named, uri: string): void {
		if (this.settings.get(id)?.watched.delete(uri)) this.watchedInAll -= 1;
	}

	watches({ id }: Named, uri: string): boolean {
		return this.settings.get(id)?.watched.has(uri) ?? false;
	}

	/** The client has ended its session: its token is worth nothing any more. */
	end(session: Named): void {
		this.remember(session);
		this.onChange({ session: named(session), set: 'ended' });
	}

	/** What a client set through another process. */
	hear(change: SessionChange): void {
		const { session } = change;
		if (change.set === 'level') this.touch(session).level = change.level;
		else if (change.set === 'watched') this.addWatched(session, change.uri);
		else if (change.set === 'unwatched') this.removeWatched(session, change.uri);
		else this.remember(session);
	}

	private remember({ id, expiresAt }: Named): void {
		this.forget(id);
		this.ended.set(id, expiresAt);
		dropFirst(this.ended, (expires) => expires <= this.now() || this.ended.size > MOST_SESSIONS);
	}

	hasEnded({ id }: Named): boolean {
		return this.ended.has(id);
	}

	private touch({ id, expiresAt }: Named): Settings {
		const settings = this.settings.get(id) ?? { watched: new Set(), expiresAt };
		this.settings.delete(id);
		this.settings.set(id, settings);
		for (const [oldest, { expiresAt: expires }] of this.settings) {
			if (expires > this.now() && this.settings.size <= MOST_SESSIONS) break;
			this.forget(oldest);
		}
		return settings;
	}

	private forgetOldest(): void {
		const [oldest] = this.settings.keys();
		if (oldest !== undefined) this.forget(oldest);
	}

	private forget(id: string): void {
		this.watchedInAll -= this.settings.get(id)?.watched.size ?? 0;
		this.settings.delete(id);
	}
}

function dropFirst<Value>(map: Map<string, Value>, isOver: (value: Value) => boolean): void {
	for (const [key, value] of map) {
		if (!isOver(value)) return;
		map.delete(key);
	}
}

function named({ id, expiresAt }: Named): Named {
	return { id, expiresAt };
}
