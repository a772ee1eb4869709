import { PresenceWatch } from './presence';
import { NOT_HERE, PostError, type Post, type PostHandler, type PostMessage } from '../post';
import { BoundedMap } from '../../../base/bounded-map';
import type { RedisLink } from '../../../base/redis/redis-link';
import { isJsonObject } from '../../protocol/json-rpc';

export interface RedisPostPorts {
	link: RedisLink;
	self: string;
	createId(this: void): string;
	/** Runs a task later; gives the function that keeps it from running. */
	schedule(this: void, milliseconds: number, task: () => void): () => void;
	now(this: void): number;
	report(this: void, message: string): void;
}

/** What travels: a message, or the answer to one. */
interface Envelope {
	id: string;
	from: string;
	to: string;
	what: 'asks' | 'tells' | 'answers' | 'fails';
	/** As JSON; left out if there is nothing to say. */
	body?: string;
	/** Where a large body is left in place of being sent. */
	parcel?: string;
}

interface Asked {
	resolve(answer: unknown): void;
	reject(error: PostError): void;
}

interface KnownAnswer {
	envelope: Promise<Envelope | undefined>;
	characters: number;
}

const EVERYONE = '*';
const PATIENCE_MS = 30_000;
/** A message without an answer is sent again: either way may have been down. */
const AGAIN_MS = 1_000;
/** In characters. What is published Redis holds in memory for each who hears it. */
const LARGEST_BODY = 128 * 1024;
/** Longer than any message is sent again. */
const PARCEL_MS = 2 * 60_000;

/**
 * Messages by publish and subscribe, each sent again until it is answered, and handled once. Only what
 * is large is kept in Redis, until it was read.
 */
export class RedisPost implements Post {
	readonly self: string;
	private readonly handlers = new Map<string, PostHandler>();
	private readonly open = new Map<string, Asked>();
	/** For messages that come again. */
	private readonly answers = new BoundedMap<string, KnownAnswer>({
		entries: 5_000,
		weight: { max: 32 * 1024 * 1024, of: ({ characters }) => characters },
	});
	private readonly presence: PresenceWatch;

	constructor(private readonly ports: RedisPostPorts) {
		this.self = ports.self;
		this.presence = new PresenceWatch(ports);
		ports.link.hear([this.channelOf(this.self), this.channelOf(EVERYONE)], (text) => {
			this.hear(JSON.parse(text) as Envelope).catch((error: unknown) => this.reportError(error));
		});
		this.presence.begin();
	}

	async ask(to: string, message: PostMessage, patienceMs = PATIENCE_MS): Promise<unknown> {
		const { createId, schedule } = this.ports;
		const id = createId();
		const { promise, resolve, reject } = Promise.withResolvers<unknown>();
		const whole: Envelope = {
			id,
			from: this.self,
			to,
			what: 'asks',
			body: JSON.stringify(message),
		};
		let packed: Envelope | undefined;
		const attempt = async () => {
			packed ??= await this.pack(whole);
			if (this.open.has(id)) await this.send(packed);
		};
		let stopAgain = () => {};
		const again = () => {
			// What fails is this attempt; the next one comes, until the patience is over.
			attempt().catch(() => undefined);
			stopAgain = schedule(AGAIN_MS, again);
		};
		const stopWaiting = schedule(patienceMs, () =>
			reject(new PostError('No other process of n8n answered in time')),
		);
		const hasEnded = () => reject(new PostError('The other process of n8n has ended'));
		const unwatch = to === EVERYONE ? () => {} : this.presence.watch(to, hasEnded);
		this.open.set(id, { resolve, reject });
		again();
		try {
			return await promise;
		} finally {
			unwatch();
			this.open.delete(id);
			stopAgain();
			stopWaiting();
			if (packed?.parcel !== undefined) this.discard(packed.parcel);
		}
	}

	async askAnyone(message: PostMessage, patienceMs?: number): Promise<unknown> {
		return await this.ask(EVERYONE, message, patienceMs);
	}

	tellAll(message: PostMessage): void {
		const id = this.ports.createId();
		const body = JSON.stringify(message);
		this.pack({ id, from: this.self, to: EVERYONE, what: 'tells', body })
			.then(async (envelope) => await this.send(envelope))
			.catch((error: unknown) => this.reportError(error));
	}

	handle(kind: string, handler: PostHandler): void {
		this.handlers.set(kind, handler);
	}

	watch(peer: string, onLost: () => void): () => void {
		return this.presence.watch(peer, onLost);
	}

	onUp(react: () => void): void {
		this.ports.link.onUp(react);
	}

	private async hear(envelope: Envelope): Promise<void> {
		const { what, from, to, id } = envelope;
		if (what === 'answers' || what === 'fails') return await this.hearAnswer(envelope);
		if (from === this.self && to === EVERYONE) return;
		if (what === 'tells') {
			await this.handled(envelope);
			return;
		}
		const key = `${from} ${id}`;
		const make = () => ({ envelope: this.answerTo(envelope), characters: 0 });
		const answer = await this.answers.getOrSet(key, make).envelope;
		if (answer === undefined) return;
		const characters = answer.body?.length ?? 0;
		this.answers.set(key, { envelope: Promise.resolve(answer), characters });
		await this.send(answer);
	}

	private async hearAnswer(envelope: Envelope): Promise<void> {
		const asked = this.open.get(envelope.id);
		if (!asked) return;
		if (envelope.what === 'fails') {
			asked.reject(new PostError('Another process of n8n could not do its part; see its log'));
		} else asked.resolve(await this.bodyOf(envelope));
	}

	/** @returns undefined where others may answer */
	private async answerTo(envelope: Envelope): Promise<Envelope | undefined> {
		const { id, from, to } = envelope;
		const back = { id, from: this.self, to: from };
		try {
			const known = await this.handled(envelope);
			if (known === NOT_HERE) return to === EVERYONE ? undefined : { ...back, what: 'fails' };
			if (known === undefined) return { ...back, what: 'answers' };
			return await this.pack({ ...back, what: 'answers', body: JSON.stringify(known) });
		} catch (error) {
			this.reportError(error);
			return { ...back, what: 'fails' };
		}
	}

	private async handled(envelope: Envelope): Promise<unknown> {
		const message = await this.bodyOf(envelope);
		const kind = isJsonObject(message) ? String(message.kind) : '';
		const handler = this.handlers.get(kind);
		return handler ? await handler(message as PostMessage, envelope.from) : NOT_HERE;
	}

	private async pack(envelope: Envelope): Promise<Envelope> {
		const { body, ...rest } = envelope;
		if (body === undefined || body.length <= LARGEST_BODY) return envelope;
		const { link, createId } = this.ports;
		const parcel = link.key(`parcel:${createId()}`);
		await link.command('SET', parcel, body, 'PX', PARCEL_MS);
		return { ...rest, parcel };
	}

	private async bodyOf({ body, parcel }: Envelope): Promise<unknown> {
		const text = parcel === undefined ? body : await this.ports.link.command('GET', parcel);
		return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
	}

	/** It would go by itself, later. */
	private discard(parcel: string): void {
		this.ports.link.command('DEL', parcel).catch(() => undefined);
	}

	private async send(envelope: Envelope): Promise<void> {
		const channel = this.channelOf(envelope.to);
		await this.ports.link.command('PUBLISH', channel, JSON.stringify(envelope));
	}

	private channelOf(to: string): string {
		return this.ports.link.key(to === EVERYONE ? 'all' : `process:${to}`);
	}

	private reportError(error: unknown): void {
		this.ports.report(error instanceof Error ? (error.stack ?? error.message) : String(error));
	}
}
