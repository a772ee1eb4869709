import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = path.join(__dirname, '../../../../../src/gtm/model/instant.ts');

/** A process takes its zone when it starts, so this one asks another. */
function readInTokyo(text: string): string {
	const script = `
		import(${JSON.stringify(pathToFileURL(MODULE).href)}).then(({ toInstant }) => {
			const here = new Date(2026, 0).getTimezoneOffset();
			console.log(here, toInstant(${JSON.stringify(text)}).toISOString());
		});`;
	const env = { ...process.env, TZ: 'Asia/Tokyo', NODE_OPTIONS: '' };
	const answer = execFileSync(process.execPath, ['-e', script], {
		env,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return answer.trim();
}

it('a time without a zone is UTC, wherever the server stands', () => {
	expect(readInTokyo('2026-11-25 09:30:00')).toBe('-540 2026-11-25T09:30:00.000Z');
});
