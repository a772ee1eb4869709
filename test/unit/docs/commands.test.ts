import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { allPages, ROOT } from './pages';
import manifest from '../../../package.json';
import { readStartOptions } from '../../../scripts/start/options';
import { readTestOptions } from '../../../scripts/test/options';

const pages = allPages().map((page) => [page.file, page] as const);

/** Every command of a page that the repository itself answers to, from its blocks and its text. */
function commandsOf({ blocks, code }: (typeof pages)[number][1]): string[] {
	const shell = blocks.filter(({ language }) => language === 'sh');
	const lines = shell.flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'));
	return [...lines, ...code]
		.map((line) => line.replace(/\s+#.*$/, '').trim())
		.filter((line) => /^(npm|npx|node) /.test(line));
}

const NPM_ITSELF = ['ci', 'install', 'pack', 'publish', 'uninstall'];

/** What is wrong with a command, undefined if there is such a one. */
function faultOf(command: string): string | undefined {
	const [program, first = '', ...rest] = command.split(/\s+/);
	if (program === 'node') return existsSync(path.join(ROOT, first)) ? undefined : command;
	if (program === 'npx') {
		const name = first.startsWith('-') ? rest[0] : first;
		return name !== undefined && (name in manifest.devDependencies || name === 'mcp-remote')
			? undefined
			: command;
	}
	if (NPM_ITSELF.includes(first)) return undefined;
	const script = first === 'run' ? rest[0] : first;
	return script !== undefined && script in manifest.scripts ? undefined : command;
}

/** What stands behind `--`. */
const optionsOf = (command: string) => (command.split(' -- ')[1] ?? '').split(' ').filter(Boolean);

describe('every command on a page', () => {
	it.each(pages)('of %s is one that there is', (_file, page) => {
		const faults = commandsOf(page).map(faultOf);
		expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
	});

	it('for npm start and npm test has options that they take', () => {
		const commands = pages.flatMap(([, page]) => commandsOf(page));
		const starts = commands.filter((command) => command.startsWith('npm start --'));
		const tests = commands.filter((command) => command.startsWith('npm test --'));
		expect([starts.length > 1, tests.length > 0]).toEqual([true, true]);
		for (const start of starts) {
			readStartOptions(optionsOf(start), { root: ROOT, workingFolder: ROOT });
		}
		for (const test of tests) readTestOptions(optionsOf(test), {});
	});

	it.each(pages)('in a block of %s is good shell', (_file, { blocks }) => {
		for (const { text } of blocks.filter(({ language }) => language === 'sh')) {
			expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr).toBe('');
		}
	});
});

describe('every block of data on a page', () => {
	it.each(pages)('of %s can be read', (_file, { blocks }) => {
		for (const { text } of blocks.filter(({ language }) => language === 'json')) {
			expect(() => JSON.parse(text) as unknown).not.toThrow();
		}
	});
});

/** Folders of the repository, by which a path is told from other code. */
const PATH = /^(docs|examples|nodes|sandbox|scripts|src|test)\/[\w./-]+$/;

it.each(pages)('every file that %s names exists', (_file, { code }) => {
	const named = code.filter((text) => PATH.test(text));
	expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});
