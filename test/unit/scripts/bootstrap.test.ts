import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = process.cwd();

describe('a script in a fresh clone', () => {
	let root: string;

	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
		for (const path of ['scripts/bootstrap.mjs', 'scripts/start.mjs', 'scripts/install']) {
			cpSync(join(repository, path), join(root, path), { recursive: true });
		}
		writeFileSync(join(root, 'package.json'), '{ "name": "fresh-clone", "private": true }');
		writeFileSync(join(root, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": {} }');
	});

	afterEach(() => rmSync(root, { recursive: true, force: true }));

	function start(env: NodeJS.ProcessEnv) {
		const args = [join(root, 'scripts/start.mjs')];
		return spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
	}

	test('says in one line that npm is missing', () => {
		const run = start({ PATH: join(root, 'empty') });
		expect(run.status).toBe(1);
		const lines = run.stderr.trimEnd().split('\n');
		expect(lines.at(-1)).toBe('npm was not found on PATH: install npm 10 or newer and try again');
		expect(run.stderr).not.toContain('    at ');
	});

	test('says in one line that the folder is not writable', () => {
		writeFileSync(join(root, '.artefacts'), 'a file where a folder must be');
		const run = start({ PATH: process.env.PATH });
		expect(run.status).toBe(1);
		expect(run.stderr.trimEnd().split('\n')).toEqual([
			expect.stringContaining('cannot be written (EEXIST): check its owner and permissions'),
		]);
	});
});
