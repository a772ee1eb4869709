import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { ensureBuilt } from '../n8n/ensure-built.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { identityFrom } from './identity.ts';
import { type DataSet, missingFile } from './known-sets.ts';
import { measureSet } from './measure-set.ts';
import { BENCH_USAGE, readBenchOptions } from './options.ts';
import { problemsOf, renderReport } from './report.ts';

async function run(sets: DataSet[]): Promise<number> {
	const root = process.cwd();
	const missing = sets.map(missingFile).find((file) => file !== undefined);
	if (missing !== undefined) {
		throw new SetupError(`${missing} is not there: say with --datasets where the sets are`);
	}
	const progress = createProgress({ stream: process.stderr });
	await ensureBuilt({ root, progress });
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

await runCommand({
	usage: BENCH_USAGE,
	readOptions: (args) => readBenchOptions(args, process.cwd()),
	run,
});
