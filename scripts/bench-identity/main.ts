import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { createProgress } from '../install/progress.cjs';
import { buildPackage, isBuilt } from '../n8n/build-package.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWhenOrphaned } from '../n8n/shutdown.ts';
import { identityFrom } from './identity.ts';
import { missingFile } from './known-sets.ts';
import { measureSet } from './measure-set.ts';
import { BENCH_USAGE, readBenchOptions } from './options.ts';
import { problemsOf, renderReport } from './report.ts';

async function main(): Promise<number> {
	stopWhenOrphaned();
	const root = process.cwd();
	const sets = readBenchOptions(process.argv.slice(2), root);
	if (sets === 'help') {
		process.stdout.write(BENCH_USAGE);
		return 0;
	}
	const missing = sets.map(missingFile).find((file) => file !== undefined);
	if (missing !== undefined) {
		throw new SetupError(`${missing} is not there: say with --datasets where the sets are`);
	}
	const progress = createProgress({ stream: process.stderr });
	if (!(await isBuilt(root))) {
		await progress.step('building the package', () => buildPackage(root, nodeRuntime(root)));
	}
	const require = createRequire(join(root, 'package.json'));
	const identity = identityFrom((module) => require(`./dist/src/context/identity/${module}.js`));
	const measured = [];
	for (const set of sets) {
		measured.push(await progress.step(set.name, () => measureSet(identity, set)));
	}
	const text = renderReport(measured);
	const folder = join(root, '.artefacts', 'bench');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'identity.md'), text);
	process.stdout.write(`\n${text}\ntable: ${join(folder, 'identity.md')}\n`);
	return measured.every((each) => problemsOf(each).length === 0) ? 0 : 1;
}

try {
	process.exit(await main());
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}
