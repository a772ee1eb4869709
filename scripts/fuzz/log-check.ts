import { readFile } from 'node:fs/promises';

import { leaked } from './secrets.ts';
import type { Secret } from './secrets.ts';

const UNCAUGHT = /^.*(?:unhandled ?rejection|uncaught ?exception).*$/im;

/** What n8n's log says against the server: a defect that nobody caught, or a key in plain text. */
export async function problemsInLog(logFile: string, secrets: Secret[]): Promise<string[]> {
	const log = await readFile(logFile, 'utf8');
	const uncaught = UNCAUGHT.exec(log)?.[0];
	const keys = secrets.filter(({ name }) => name === 'an API key' || name.includes('encryption'));
	return [
		...(uncaught === undefined ? [] : [`n8n's log: ${uncaught.slice(0, 300)}`]),
		...leaked(log, keys).map((name) => `n8n's log holds ${name}`),
	];
}
