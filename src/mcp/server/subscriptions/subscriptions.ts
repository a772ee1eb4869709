import type { Change } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';
import type { Schedule } from '../calls/call-ports';
import type { OutgoingMessage, ReplySink } from '../calls/reply-sink';
import { principalId, type Principal } from '../principal';
import type { ChangeSource } from '../provider/provider';

/** A client of either era that holds a stream open to hear of changes. */
export interface Subscriber {
	sink: ReplySink;
	principal: Principal;
	/** Legacy era: a session has one stream, as no message may go out on two. */
	session?: { id: string; expiresAt: number };
	/** @returns undefined if this subscriber does not want to hear of the change */
	toMessage(change: Change): OutgoingMessage | undefined;
	/** Said before the server ends the stream. */
	farewell?: OutgoingMessage;
}

export interface SubscriptionPorts {
	schedule: Schedule;
	now: () => number;
}

/** What happens to streams. Plain data: the other processes are told of it, as they hold streams too. */
export type StreamEvent = { server: string } & (
	| { what: 'changed'; change: Change }
	| { what: 'allEnd' }
	/** The session has ended, or has a new stream: those from before go. Milliseconds since 1970. */
	| { what: 'sessionEnds'; session: string; before: number }
);

/** The most streams that one server of this process holds open; the oldest makes room. */
const MOST_STREAMS = 500;
/** Of one principal. Callers without credentials cannot be told apart, and share all. */
export const MOST_STREAMS_OF_ONE = 50;
/** After this a client must open its stream anew, and show again that it may. */
export const LONGEST_STREAM_MS = 24 * 60 * 60 * 1000;

/** The open streams of this process on which clients hear of changes, by server. */
export class Subscriptions {
	private readonly streams = new Map<string, Set<Subscriber>>();
	/** What ends the sources of changes that are listened to for a set of streams. */
	private readonly stops = new WeakMap<Set<Subscriber>, Array<() => void>>();

	private readonly openedAt = new WeakMap<Subscriber, number>();
	/** Tells the other processes. */
	tellOthers: (event: StreamEvent) => void = () => undefined;

	constructor(private readonly ports: SubscriptionPorts) {}

	/**
	 * Keeps a stream until its client goes away, its session or credentials end, or it is closed.
	 *
	 * @param sources of changes of this server: they are listened to from its first stream to its last
	 */
	add(server: string, subscriber: Subscriber, sources: readonly ChangeSource[] = []): void {
		const session = subscriber.session?.id;
		const before = this.ports.now();
		this.openedAt.set(subscriber, before);
		if (session !== undefined) this.tellOthers({ server, what: 'sessionEnds', session, before });
		// First, as the set of a server whose last stream is closed is forgotten.
		makeRoom(this.streams.get(server) ?? new Set(), subscriber);
		const all = this.streams.get(server) ?? this.open(server, sources);
		all.add(subscriber);
		const stop = this.ports.schedule(this.lifetimeOf(subscriber), () => close(all, subscriber));
		subscriber.sink.onClosed(() => {
			stop();
			all.delete(subscriber);
			if (all.size === 0) this.forget(server, all);
		});
	}

	announce(server: string, change: Change): void {
		this.announceHere(server, change);
		this.tellOthers({ server, what: 'changed', change });
	}

	/** What another process told. */
	hear(event: StreamEvent): void {
		const { server } = event;
		if (event.what === 'changed') this.announceHere(server, event.change);
		else if (event.what === 'allEnd') this.closeAllHere(server);
		else this.closeSessionHere(server, event.session, event.before);
	}

	private announceHere(server: string, change: Change): void {
		for (const subscriber of this.streams.get(server) ?? []) {
			const message = subscriber.toMessage(change);
			if (message) subscriber.sink.send(message);
		}
	}

	/** Ends all streams of a server that is served no longer, or not as it was. */
	closeAll(server: string): void {
		this.closeAllHere(server);
		this.tellOthers({ server, what: 'allEnd' });
	}

	private closeAllHere(server: string): void {
		const all = this.streams.get(server) ?? new Set();
		for (const subscriber of [...all]) close(all, subscriber);
		// Now, as the next stream may be one of a new version, with other sources of changes.
		this.forget(server, all);
	}

	/** Ends the stream of a session, if it has one. */
	closeSession(server: string, session: string): void {
		this.closeSessionHere(server, session, Infinity);
		const before = Number.MAX_SAFE_INTEGER;
		this.tellOthers({ server, what: 'sessionEnds', session, before });
	}

	private closeSessionHere(server: string, session: string, before: number): void {
		const all = this.streams.get(server) ?? new Set();
		for (const subscriber of [...all]) {
			const isOlder = (this.openedAt.get(subscriber) ?? 0) < before;
			if (isOlder && subscriber.session?.id === session) close(all, subscriber);
		}
	}

	count(server: string): number {
		return this.streams.get(server)?.size ?? 0;
	}

	private open(server: string, sources: readonly ChangeSource[]): Set<Subscriber> {
		const all = new Set<Subscriber>();
		this.streams.set(server, all);
		// Each process listens to them by itself.
		const announce = (change: Change) => this.announceHere(server, change);
		this.stops.set(
			all,
			sources.map((listen) => listen(announce)),
		);
		return all;
	}

	private forget(server: string, all: Set<Subscriber>): void {
		for (const stop of this.stops.get(all) ?? []) stop();
		this.stops.delete(all);
		if (this.streams.get(server) === all) this.streams.delete(server);
	}

	private lifetimeOf({ session, principal }: Subscriber): number {
		const ends = [session?.expiresAt, principal.validUntil].filter((end) => end !== undefined);
		return Math.min(LONGEST_STREAM_MS, ...ends.map((end) => end - this.ports.now()));
	}
}

/** A new stream takes the place of its session's, and of the oldest where there are too many. */
function makeRoom(all: Set<Subscriber>, { session, principal }: Subscriber): void {
	const same = [...all].find((each) => session && each.session?.id === session.id);
	if (same) close(all, same);
	const own = [...all].filter((each) => principalId(each.principal) === principalId(principal));
	const isCrowd = principal.kind !== 'anonymous' && own.length >= MOST_STREAMS_OF_ONE;
	const oldest = isCrowd ? own[0] : all.size >= MOST_STREAMS ? [...all][0] : undefined;
	if (oldest) close(all, oldest);
}

function close(all: Set<Subscriber>, subscriber: Subscriber): void {
	all.delete(subscriber);
	subscriber.sink.finish(200, subscriber.farewell);
}

const LIST_CHANGED = {
	tools: 'notifications/tools/list_changed',
	prompts: 'notifications/prompts/list_changed',
	resources: 'notifications/resources/list_changed',
} as const;

/** The notification of a change, the same in both eras but for `_meta`. */
export function notificationOf(change: Change, meta?: JsonObject): OutgoingMessage {
	const params = {
		...(meta ? { _meta: meta } : {}),
		...(change.kind === 'resource' ? { uri: change.uri } : {}),
	};
	const method =
		change.kind === 'resource' ? 'notifications/resources/updated' : LIST_CHANGED[change.kind];
	return { jsonrpc: '2.0', method, ...(Object.keys(params).length > 0 ? { params } : {}) };
}
