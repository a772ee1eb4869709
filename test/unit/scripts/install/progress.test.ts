import { createProgress, elapsedLabel } from '../../../../scripts/install/progress.cjs';

function recordingStream(options: { isTTY: boolean }) {
	const written: string[] = [];
	return { ...options, written, write: (text: string) => written.push(text) };
}

describe('progress', () => {
	test('shows seconds, and minutes after ten of them', () => {
		expect(elapsedLabel(12_900)).toBe('[  12 s]');
		expect(elapsedLabel(601_000)).toBe('[10 min]');
	});

	test('is plain lines when the stream is not a terminal', async () => {
		const stream = recordingStream({ isTTY: false });
		const progress = createProgress({ stream, now: () => 0 });
		progress.say('hello');
		expect(await progress.step('working', () => Promise.resolve(7))).toBe(7);
		expect(stream.written.join('')).toBe('[   0 s] hello\n[   0 s] working …\n');
	});

	test('rewrites the running step’s line in a terminal and leaves it behind when it fails', async () => {
		const stream = recordingStream({ isTTY: true });
		const progress = createProgress({ stream, now: () => 0 });
		const failing = progress.step('working', () => Promise.reject(new Error('no')));
		await expect(failing).rejects.toThrow('no');
		expect(stream.written.at(0)).toBe('\r\x1b[K[   0 s] working …');
		expect(stream.written.at(-1)).toBe('\r\x1b[K[   0 s] working\n');
	});
});
