import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createProgress } from '../install/progress.cjs';
import { buildPackage, isBuilt } from '../n8n/build-package.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWhenOrphaned } from '../n8n/shutdown.ts';
import { soakEnrollments } from './enroll-stage.ts';
import { loadLibrary } from './library.ts';
import { readSoakOptions, SOAK_USAGE } from './options.ts';
import { renderReport } from './report.ts';
import { soakUpserts } from './upsert-stage.ts';

async function main(): Promise<number> {
	stopWhenOrphaned();
	const options = readSoakOptions(process.argv.slice(2));
	if (options === 'help') {
		process.stdout.write(SOAK_USAGE);
		return 0;
	}
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	progress.say(`seed ${options.seed}`);
	if (!(await isBuilt(root))) {
		await progress.step('building the package', () => buildPackage(root, nodeRuntime(root)));
	}
	const library = loadLibrary(root);
	const { contacts } = options;
	const stages = [
		await progress.step(`${contacts} contacts into HubSpot`, () => soakUpserts(library, options)),
		await progress.step(`${contacts} contacts into a sequence of Apollo`, () =>
			soakEnrollments(library, options),
		),
	];
	const folder = join(root, '.artefacts', 'soak-gtm');
	await mkdir(folder, { recursive: true });
	const text = renderReport(options.seed, stages);
	await writeFile(join(folder, 'report.md'), text);
	process.stdout.write(`\n${text}\nreport: ${join(folder, 'report.md')}\n`);
	return stages.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

try {
	process.exit(await main());
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}
