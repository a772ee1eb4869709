import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { takeLock, withLock } from '../../../../scripts/install/file-lock.cjs';

let folder: string;
let lockFile: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'file-lock-'));
	lockFile = join(folder, 'work.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function endedProcess(): number {
	return spawnSync(process.execPath, ['-e', '']).pid;
}

function writeLock(holder: object): void {
	writeFileSync(lockFile, JSON.stringify({ host: hostname(), token: 'other', ...holder }));
}

describe('a lock file', () => {
	test('is held by one at a time and free again after the release', async () => {
		const release = await takeLock(lockFile);
		expect(release).toBeDefined();
		expect(await takeLock(lockFile)).toBeUndefined();
		await release?.();
		const again = await takeLock(lockFile);
		expect(again).toBeDefined();
		await again?.();
		expect(readdirSync(folder)).toEqual([]);
	});

	test('lets waiting work run one after the other', async () => {
		const events: string[] = [];
		const work = (name: string) => () => {
			events.push(`${name} begins`);
			return new Promise<void>((resolve) =>
				setTimeout(() => {
					events.push(`${name} ends`);
					resolve();
				}, 50),
			);
		};
		const onWait = jest.fn();
		await Promise.all(['a', 'b'].map((name) => withLock(lockFile, work(name), { onWait })));
		const first = events[0]?.startsWith('a') ? ['a', 'b'] : ['b', 'a'];
		expect(events).toEqual(first.flatMap((name) => [`${name} begins`, `${name} ends`]));
		expect(onWait).toHaveBeenCalledTimes(1);
	});

	test('is released when the work fails', async () => {
		const failing = () => Promise.reject(new Error('broken'));
		await expect(withLock(lockFile, failing)).rejects.toThrow('broken');
		expect(await withLock(lockFile, () => Promise.resolve('free'))).toBe('free');
	});

	test('of a process that has ended is taken over', async () => {
		writeLock({ pid: endedProcess() });
		const release = await takeLock(lockFile);
		expect(release).toBeDefined();
		await release?.();
	});

	test('of a living process is respected', async () => {
		writeLock({ pid: process.pid });
		expect(await takeLock(lockFile)).toBeUndefined();
	});

	test('of another machine is respected while it is fresh and taken over when nobody touches it', async () => {
		writeLock({ pid: 1, host: 'elsewhere' });
		expect(await takeLock(lockFile)).toBeUndefined();
		const twoMinutesAgo = new Date(Date.now() - 120_000);
		utimesSync(lockFile, twoMinutesAgo, twoMinutesAgo);
		const release = await takeLock(lockFile);
		expect(release).toBeDefined();
		await release?.();
	});

	test('that was only half written is respected while it is fresh', async () => {
		writeFileSync(lockFile, '{"pid":');
		expect(await takeLock(lockFile)).toBeUndefined();
	});

	test('taken over by someone else is not removed by the former holder', async () => {
		const release = await takeLock(lockFile);
		writeLock({ pid: process.pid });
		await release?.();
		expect(readdirSync(folder)).toEqual(['work.lock']);
	});
});
