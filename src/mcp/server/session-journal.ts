import type { SessionChange, SessionMemory } from './session-memory';
import type { Post } from '../bus/post';
import type { RedisLink } from '../../base/redis/redis-link';

export interface SessionJournalPorts {
	link: Pick<RedisLink, 'key' | 'command'>;
	post: Post;
	report(this: void, message: string): void;
}

/** As many as the memory of a process holds. Older ones are of sessions that nobody uses. */
const LONGEST = 20_000;
const PAGE = 1_000;

type Entry = [id: string, fields: [name: string, text: string]];

/**
 * Keeps what clients set for their sessions the same in all processes: each change goes to the others,
 * and into a journal in Redis, which a process reads when it starts and whenever it may have missed
 * something. A request that only reads asks nobody.
 */
export function keepSessionsInStep(memory: SessionMemory, ports: SessionJournalPorts): void {
	const { link, post, report } = ports;
	const journal = link.key('sessions');
	let lastRead = '-';
	/** What could not be written yet. */
	let unwritten: SessionChange[] = [];

	async function write(change: SessionChange): Promise<void> {
		const text = JSON.stringify(change);
		await link.command('XADD', journal, 'MAXLEN', '~', LONGEST, '*', 'change', text);
	}

	async function writeOrKeep(change: SessionChange): Promise<void> {
		try {
			await write(change);
		} catch (error) {
			unwritten = [...unwritten, change].slice(-LONGEST);
			report(`A session's change waits for Redis: ${String(error)}`);
		}
	}

	async function catchUp(): Promise<void> {
		const waiting = unwritten;
		unwritten = [];
		for (const change of waiting) await writeOrKeep(change);
		for (;;) {
			const page = (await link.command('XRANGE', journal, lastRead, '+', 'COUNT', PAGE)) as Entry[];
			for (const [id, [, text]] of page) {
				memory.hear(JSON.parse(text) as SessionChange);
				lastRead = `(${id}`;
			}
			if (page.length < PAGE) return;
		}
	}

	memory.onChange = (change) => {
		void writeOrKeep(change);
		post.tellAll({ kind: 'session', change });
	};
	post.handle('session', ({ change }) => memory.hear(change as SessionChange));
	post.onUp(() => {
		catchUp().catch((error: unknown) => report(`Sessions were not read: ${String(error)}`));
	});
}
