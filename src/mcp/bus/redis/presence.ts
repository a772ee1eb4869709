import type { RedisPostPorts } from './redis-post';

/** How often a process says that it is there, and looks whether others are. */
const BEAT_MS = 2_000;
/** After this without a sign of life a process has ended. Longer than its event loop may be held up. */
const ALIVE_MS = 10_000;
/** Looks in a row that find nobody, before somebody counts as lost. */
const LOOKS = 2;

interface Watched {
	absent: number;
	listeners: Set<() => void>;
}

/**
 * Who is there: each process keeps a key alive as long as it lives. Looks only at those that somebody
 * waits for, and believes nothing that it sees just after Redis was away.
 */
export class PresenceWatch {
	private readonly watched = new Map<string, Watched>();

	constructor(private readonly ports: Pick<RedisPostPorts, 'link' | 'self' | 'schedule' | 'now'>) {}

	begin(): void {
		this.ports.link.onUp(() => void this.sayHere());
		const beat = () => {
			void this.sayHere();
			void this.look();
			this.ports.schedule(BEAT_MS, beat);
		};
		this.ports.schedule(BEAT_MS, beat);
	}

	watch(peer: string, onLost: () => void): () => void {
		const watched = this.watched.get(peer) ?? { absent: 0, listeners: new Set() };
		this.watched.set(peer, watched);
		watched.listeners.add(onLost);
		return () => {
			watched.listeners.delete(onLost);
			if (watched.listeners.size === 0) this.forget(peer, watched);
		};
	}

	private async sayHere(): Promise<void> {
		const { link, self } = this.ports;
		if (link.upSince() === undefined) return;
		// Failed, it is said again with the next beat.
		await link.command('SET', keyOf(link, self), 1, 'PX', ALIVE_MS).catch(() => undefined);
	}

	private async look(): Promise<void> {
		const { link, now } = this.ports;
		const since = link.upSince();
		if (since === undefined || now() - since < ALIVE_MS) return;
		for (const [peer, watched] of this.watched) {
			// What is not known does not count.
			const there = await link.command('EXISTS', keyOf(link, peer)).catch(() => 1);
			watched.absent = there === 1 ? 0 : watched.absent + 1;
			if (watched.absent < LOOKS) continue;
			this.forget(peer, watched);
			for (const onLost of watched.listeners) onLost();
		}
	}

	private forget(peer: string, watched: Watched): void {
		if (this.watched.get(peer) === watched) this.watched.delete(peer);
	}
}

function keyOf(link: RedisPostPorts['link'], peer: string): string {
	return link.key(`alive:${peer}`);
}
