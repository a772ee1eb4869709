'use strict';

const TERMINAL_REFRESH_MS = 1_000;
const PLAIN_REPEAT_MS = 30_000;

/** `[  12 s]`: seconds up to ten minutes, minutes from there. */
function elapsedLabel(milliseconds) {
	const seconds = Math.floor(milliseconds / 1000);
	const text = seconds < 600 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
	return `[${text.padStart(6)}]`;
}

/**
 * Says what happens and for how long, on one stream. In a terminal the running step's line is
 * rewritten every second; elsewhere it is printed once and again every 30 seconds.
 */
function createProgress({ stream, now = Date.now }) {
	const startedAt = now();
	const inTerminal = Boolean(stream.isTTY);
	const label = () => elapsedLabel(now() - startedAt);
	const say = (line) => stream.write(`${label()} ${line}\n`);

	async function step(title, work) {
		const draw = () => stream.write(inTerminal ? `\r\x1b[K${label()} ${title} …` : '');
		const repeat = () => (inTerminal ? draw() : say(`${title} …`));
		if (inTerminal) draw();
		else say(`${title} …`);
		const timer = setInterval(repeat, inTerminal ? TERMINAL_REFRESH_MS : PLAIN_REPEAT_MS);
		try {
			return await work();
		} finally {
			clearInterval(timer);
			if (inTerminal) stream.write(`\r\x1b[K${label()} ${title}\n`);
		}
	}

	return { say, step };
}

module.exports = { createProgress, elapsedLabel };
