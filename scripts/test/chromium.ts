import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { runLogged } from '../install/run-logged.cjs';
import type { Progress } from '../install/progress.cjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome'];
const APT_STEPS = [
	['update'],
	['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
];

/** The browser by CHROMIUM_PATH or on PATH, undefined when there is none. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
	if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	const candidates = COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name)));
	return candidates.find((candidate) => existsSync(candidate));
}

function canInstall(env: NodeJS.ProcessEnv): boolean {
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	return process.getuid?.() === 0 && folders.some((folder) => existsSync(join(folder, 'apt-get')));
}

async function installWithApt(logFile: string, cwd: string): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of APT_STEPS) {
		const result = await runLogged({ command: 'apt-get', args, cwd, env, logFile });
		if (result.code !== 0) return; // Told by the caller, who finds no browser.
	}
}

/**
 * The browser for the editor tests; installs Debian's where that is possible. Undefined when
 * there is none: those tests then count as skipped.
 */
export async function ensureChromium(
	root: string,
	progress: Progress,
): Promise<string | undefined> {
	const found = findChromium(process.env);
	if (found || process.env.CHROMIUM_PATH || !canInstall(process.env)) return found;
	const logFile = join(root, '.artefacts', 'chromium-install.log');
	await progress.step('installing Chromium', () => installWithApt(logFile, root));
	const installed = findChromium(process.env);
	if (!installed) progress.say(`Chromium could not be installed: see ${logFile}`);
	return installed;
}
