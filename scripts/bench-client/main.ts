import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { processors } from '../command/conditions.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import type { Progress } from '../install/progress.cjs';
import { N8N_VERSION } from '../n8n/cache-folder.ts';
import { renderFidelity } from './fidelity/fidelity-report.ts';
import { collectViews } from './fidelity/views.ts';
import { measureSituation, SERVERS, situations } from './measurement.ts';
import type { Measurement, Situation } from './measurement.ts';
import { BENCH_CLIENT_USAGE, readBenchClientOptions } from './options.ts';
import type { BenchClientOptions } from './options.ts';
import { renderSpeed } from './speed-report.ts';

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
	return `n8n ${N8N_VERSION}, Node ${process.version}, ${processors()}`;
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

async function run(options: BenchClientOptions): Promise<number> {
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

await runCommand({
	usage: BENCH_CLIENT_USAGE,
	readOptions: readBenchClientOptions,
	run,
});
