import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { createProgress } from '../install/progress.cjs';
import type { Progress } from '../install/progress.cjs';
import { N8N_VERSION } from '../n8n/cache-folder.ts';
import { N8nRestError } from '../n8n/rest-connection.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWhenOrphaned } from '../n8n/shutdown.ts';
import { renderFidelity } from './fidelity/fidelity-report.ts';
import { collectViews } from './fidelity/views.ts';
import { measureSituation, SERVERS, situations } from './measurement.ts';
import type { Measurement, Situation } from './measurement.ts';
import { BENCH_CLIENT_USAGE, readBenchClientOptions } from './options.ts';
import type { BenchClientOptions } from './options.ts';
import { renderSpeed } from './speed-report.ts';

/** Failures that are told in one line; anything else is a defect and shows its stack. */
const EXPECTED = [SetupError, N8nRestError];

const SLOW_MS = 1_000;
const SLOW_ROUNDS = 2;

interface Bench {
	root: string;
	host: TemporaryN8n;
	progress: Progress;
	options: BenchClientOptions;
	/** For logs and results. */
	artefactFolder: string;
}

function machine(): string {
	const all = cpus();
	const processor = `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
	return `n8n ${N8N_VERSION}, Node ${process.version}, ${processor}`;
}

/** Fewer where the server's own time is nearly all there is to see, and takes seconds. */
function roundsOf({ items, delayMs }: Situation, { rounds }: BenchClientOptions): number {
	return items * delayMs < SLOW_MS ? rounds : Math.min(rounds, SLOW_ROUNDS);
}

async function speed({ root, host, progress, options }: Bench): Promise<string> {
	const measurements: Measurement[] = [];
	for (const situation of situations()) {
		const { server, delayMs, items } = situation;
		const name = `${SERVERS[server]}: ${items} items, ${delayMs} ms a call`;
		const measured = await progress.step(name, () =>
			measureSituation(root, host, situation, roundsOf(situation, options)),
		);
		measurements.push(...measured);
	}
	return renderSpeed(measurements);
}

async function schemas({ host, progress, artefactFolder }: Bench): Promise<string> {
	const views = await progress.step('schemas, seen by a model and by a form', () =>
		collectViews(host),
	);
	await writeFile(join(artefactFolder, 'schemas.json'), JSON.stringify(views, undefined, '\t'));
	return renderFidelity(views);
}

async function main(): Promise<number> {
	stopWhenOrphaned();
	const options = readBenchClientOptions(process.argv.slice(2));
	if (options === 'help') {
		process.stdout.write(BENCH_CLIENT_USAGE);
		return 0;
	}
	const root = process.cwd();
	const artefactFolder = join(root, '.artefacts', 'bench-client');
	await mkdir(artefactFolder, { recursive: true });
	const progress = createProgress({ stream: process.stderr });
	const host = await startTemporaryN8n({ root, progress, artefactFolder });
	try {
		const bench: Bench = { root, host, progress, options, artefactFolder };
		const parts = [machine(), ''];
		if (options.parts.includes('speed')) parts.push('## Speed', '', await speed(bench));
		if (options.parts.includes('schemas')) parts.push('## Schemas', '', await schemas(bench));
		const text = parts.join('\n');
		const file = join(artefactFolder, `${options.parts.join('-')}.md`);
		await writeFile(file, text);
		process.stdout.write(`\n${text}\ntable: ${file}\n`);
		return 0;
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
