import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import {
	nodeOutside,
	npmCommand,
	npmEnvironment,
} from '../../../../scripts/install/npm-command.cjs';

describe('npm', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'npm-command-'));
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	test('is the one that runs the script, under the Node that is asked for', () => {
		const script = join(folder, 'npm-cli.js');
		writeFileSync(script, '');
		const command = npmCommand(['ci'], { node: '/n/node', env: { npm_execpath: script } });
		expect(command).toEqual({ command: '/n/node', args: [script, 'ci'], shell: false });
	});

	test('is the one on PATH when another package manager runs the script', () => {
		const env = { npm_execpath: '/opt/yarn/bin/yarn.js' };
		expect(npmCommand(['ci'], { node: '/n/node', env }).args).toEqual(['ci']);
	});

	test('is not steered by the npm run around it', () => {
		const env = npmEnvironment(
			{ PATH: '/bin', npm_config_local_prefix: '/repo', npm_package_name: 'x', HOME: '/home' },
			['/node24/bin'],
		);
		expect(env).toEqual({ PATH: ['/node24/bin', '/bin'].join(delimiter), HOME: '/home' });
	});

	test('runs under a Node outside the folder that it may replace', () => {
		expect(nodeOutside(folder, { PATH: '' })).toBe(process.execPath);
		const other = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
		writeFileSync(other, '');
		const inside = dirname(process.execPath);
		expect(nodeOutside(inside, { PATH: [inside, folder].join(delimiter) })).toBe(other);
	});
});
