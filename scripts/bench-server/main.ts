import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { processors } from '../command/conditions.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { startContenders } from './contenders.ts';
import { CONCURRENCIES, idleShares, measureOperation } from './measurement.ts';
import type { Measurement } from './measurement.ts';
import { BENCH_USAGE, readBenchOptions } from './options.ts';
import type { BenchOptions } from './options.ts';
import { expectations, renderReport } from './report.ts';
import { OPERATIONS } from '../load/requests.ts';

/** What the figures depend on. */
function conditions({ env }: BenchOptions): string {
	const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
	return [`Node ${process.version}`, processors(), ...settings].join(', ');
}

async function measureAll(
	root: string,
	host: TemporaryN8n,
	{ duration }: BenchOptions,
): Promise<Measurement[]> {
	const progress = createProgress({ stream: process.stderr });
	const contenders = await startContenders(root, host);
	const idle = await idleShares(contenders);
	const measurements: Measurement[] = [];
	for (const operation of OPERATIONS) {
		for (const concurrency of CONCURRENCIES) {
			const measured = await progress.step(`${operation.method}, ${concurrency} at once`, () =>
				measureOperation(operation, contenders, { concurrency, duration, idle }),
			);
			measurements.push(...measured);
		}
	}
	return measurements;
}

/** Prints and writes the tables; returns the exit code: wrong answers make figures worthless. */
async function report(
	file: string,
	measurements: Measurement[],
	options: BenchOptions,
): Promise<number> {
	const goals = expectations(measurements).map(({ text, outcome }) => `- ${outcome}: ${text}`);
	const text = [conditions(options), '', renderReport(measurements), ...goals, ''].join('\n');
	await writeFile(file, text);
	process.stdout.write(`\n${text}\ntable: ${file}\n`);
	const wrong = measurements.filter(({ errors }) => errors > 0);
	for (const { contender, method, concurrency, errors, firstError } of wrong) {
		const where = `${contender}, ${method}, ${concurrency} at once`;
		process.stdout.write(`${where}: ${errors} wrong answers, first ${firstError}\n`);
	}
	return wrong.length === 0 ? 0 : 1;
}

async function run(options: BenchOptions): Promise<number> {
	const root = process.cwd();
	const artefactFolder = join(root, '.artefacts', 'bench');
	await mkdir(artefactFolder, { recursive: true });
	const progress = createProgress({ stream: process.stderr });
	const { env } = options;
	const host = await startTemporaryN8n({ root, progress, artefactFolder, env });
	try {
		const measurements = await measureAll(root, host, options);
		return await report(join(artefactFolder, 'server.md'), measurements, options);
	} finally {
		await host.stop();
	}
}

await runCommand({
	usage: BENCH_USAGE,
	onLinux: 'the benchmark reads processor times from /proc',
	readOptions: readBenchOptions,
	run,
});
