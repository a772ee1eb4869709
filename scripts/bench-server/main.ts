import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { createProgress } from '../install/progress.cjs';
import { startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { N8nRestError } from '../n8n/rest-connection.ts';
import { PublicationError } from '../n8n/rest-publication.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWhenOrphaned } from '../n8n/shutdown.ts';
import { startContenders } from './contenders.ts';
import { CONCURRENCIES, idleShares, measureOperation } from './measurement.ts';
import type { Measurement } from './measurement.ts';
import { BENCH_USAGE, readBenchOptions } from './options.ts';
import type { BenchOptions } from './options.ts';
import { expectations, renderReport } from './report.ts';
import { OPERATIONS } from '../load/requests.ts';

/** Failures that are told in one line; anything else is a defect and shows its stack. */
const EXPECTED = [SetupError, N8nRestError, PublicationError];

/** What the figures depend on. */
function conditions({ env }: BenchOptions): string {
	const all = cpus();
	const machine = `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
	const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
	return [`Node ${process.version}`, machine, ...settings].join(', ');
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

async function main(): Promise<number> {
	stopWhenOrphaned();
	const options = readBenchOptions(process.argv.slice(2));
	if (options === 'help') {
		process.stdout.write(BENCH_USAGE);
		return 0;
	}
	if (process.platform !== 'linux') {
		throw new SetupError('the benchmark reads processor times from /proc: run it on Linux');
	}
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

try {
	process.exit(await main());
} catch (error) {
	if (!EXPECTED.some((type) => error instanceof type)) throw error;
	process.stderr.write(`${(error as Error).message}\n`);
	process.exit(1);
}
