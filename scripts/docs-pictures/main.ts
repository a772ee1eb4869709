import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { IMAGES, wantedPictures } from './wanted.ts';

const TESTS = 'test/e2e';
/** Where tests in a real n8n leave their pictures. */
const TAKEN = '.artefacts/e2e';

/** The tests that look at the editor or at a page. */
async function testsWithPictures(): Promise<string[]> {
	const names = (await readdir(TESTS)).filter((name) => name.endsWith('.test.ts'));
	const files = names.map((name) => path.posix.join(TESTS, name));
	const texts = await Promise.all(files.map(async (file) => await readFile(file, 'utf8')));
	return files.filter((_, index) => texts[index]?.includes('setup/browser'));
}

async function takePictures(): Promise<number> {
	const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
	const args = [
		jest,
		'--selectProjects',
		'e2e',
		'--runInBand',
		'--',
		...(await testsWithPictures()),
	];
	const env = { ...process.env, GTM_DOCS_PICTURES: '1' };
	const jestRun = spawn(process.execPath, args, { stdio: 'inherit', env });
	const [code] = (await once(jestRun, 'exit')) as [number | null];
	return code ?? 1;
}

/** Takes the pictures of the pages anew, by the tests that look at what is on them. */
async function main(): Promise<void> {
	const args = process.argv.slice(2);
	// What the last run of these tests has taken will do.
	if (!args.includes('--taken') && (await takePictures()) !== 0) {
		process.exitCode = 1;
		return;
	}
	const missing: string[] = [];
	for (const name of await wantedPictures(process.cwd())) {
		const taken = path.join(TAKEN, name);
		if (!existsSync(taken)) missing.push(name);
		else {
			await mkdir(path.dirname(path.join(IMAGES, name)), { recursive: true });
			await copyFile(taken, path.join(IMAGES, name));
		}
	}
	for (const name of missing) process.stdout.write(`no test has taken ${name}\n`);
	process.exitCode = missing.length === 0 ? 0 : 1;
}

await main();
