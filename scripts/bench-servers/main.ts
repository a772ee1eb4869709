import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { idleShares, measureRound, ROUNDS } from '../bench-server/measurement.ts';
import { combineRounds, type Round } from '../bench-server/statistics.ts';
import { conditions } from '../command/conditions.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import { type Contender, startContenders } from './contenders.ts';
import { startEmulator } from './emulator.ts';
import { BENCH_USAGE, readBenchOptions } from './options.ts';
import { goal, type Measured, renderReport } from './report.ts';

/** The vendor allows 100 reads a second, and our client waits where there would be more. */
const SPACING_MS = 12;

/** All in turn, round by round, so that a slow minute of the machine hits all alike. */
async function measureAll(contenders: Contender[], duration: number): Promise<Measured[]> {
	const idle = await idleShares(contenders);
	const rounds = new Map<Contender, Round[]>(contenders.map((each) => [each, []]));
	const shape = { concurrency: 1, duration: duration / ROUNDS, spacing: SPACING_MS };
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const [{ pid, request }, measured] of rounds) {
			measured.push(await measureRound({ pid, idleShare: idle.get(pid) ?? 0 }, request, shape));
		}
	}
	return [...rounds].map(([{ name, bytes, answerTokens, listTokens }, measured]) => ({
		name,
		bytes,
		answerTokens,
		...(listTokens !== undefined && { listTokens }),
		...combineRounds(measured),
	}));
}

/** Prints and writes the table; returns the exit code: wrong answers make figures worthless. */
async function report(file: string, measured: Measured[]): Promise<number> {
	const text = [conditions(), '', renderReport(measured), '', `- ${goal(measured).text}`, ''].join(
		'\n',
	);
	await writeFile(file, text);
	process.stdout.write(`\n${text}\ntable: ${file}\n`);
	const wrong = measured.filter(({ errors }) => errors > 0);
	for (const { name, errors, firstError } of wrong) {
		process.stdout.write(`${name}: ${errors} wrong answers, first ${firstError}\n`);
	}
	return wrong.length === 0 ? 0 : 1;
}

async function run(options: { duration: number }): Promise<number> {
	const root = process.cwd();
	const artefactFolder = join(root, '.artefacts', 'bench');
	await mkdir(artefactFolder, { recursive: true });
	const progress = createProgress({ stream: process.stderr });
	const vendor = await startEmulator(root, 'attio');
	const host = await startTemporaryN8n({ root, progress, artefactFolder });
	try {
		const contenders = await startContenders(host, vendor, root);
		const measured = await progress.step('measuring', () =>
			measureAll(contenders, options.duration),
		);
		return await report(join(artefactFolder, 'servers.md'), measured);
	} finally {
		await host.stop();
		vendor.stop();
	}
}

await runCommand({
	usage: BENCH_USAGE,
	onLinux: 'the benchmark reads processor times from /proc',
	readOptions: readBenchOptions,
	run,
});
