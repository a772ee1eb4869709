import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { ensureBuilt } from '../n8n/ensure-built.ts';
import { soakEnrollments } from './enroll-stage.ts';
import { loadLibrary } from './library.ts';
import { readSoakOptions, SOAK_USAGE } from './options.ts';
import { renderReport } from './report.ts';
import type { SoakOptions } from './stage.ts';
import { soakUpserts } from './upsert-stage.ts';

async function run(options: SoakOptions): Promise<number> {
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	progress.say(`seed ${options.seed}`);
	await ensureBuilt({ root, progress });
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

await runCommand({
	usage: SOAK_USAGE,
	readOptions: readSoakOptions,
	run,
});
