import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CLIENT_LINES } from '../../../../nodes/GtmMcpServerTrigger/connecting';
import {
	claudeCodeCommand,
	claudeDesktopConfiguration,
	cursorConfiguration,
	vsCodeConfiguration,
} from '../../../../scripts/start/client-configuration.ts';

const access = { name: 'gtm', url: 'PRODUCTION_URL', key: 'YOUR_KEY' };
const page = readFileSync(path.join(__dirname, '../../../../docs/server/clients.md'), 'utf8');

/** What stands in code, JSON in one form however it is laid out. */
function linesOf(text: string, code: RegExp): string[] {
	return [...text.matchAll(code)].map(([, line = '']) => {
		const trimmed = line.trim();
		return trimmed.startsWith('{') ? JSON.stringify(JSON.parse(trimmed)) : trimmed;
	});
}

const wanted = [
	claudeCodeCommand(access).replaceAll("'", '"'),
	...[claudeDesktopConfiguration, cursorConfiguration, vsCodeConfiguration].map((of) =>
		JSON.stringify(of([access])),
	),
];

it('the panel of the trigger has the lines that `npm start` prints', () => {
	expect(linesOf(CLIENT_LINES, /<code>(.*?)<\/code>/g)).toEqual(wanted);
});

it('the page about clients has them, too', () => {
	expect(linesOf(page, /```(?:sh|json)\n([\s\S]*?)```/g)).toEqual(expect.arrayContaining(wanted));
});
