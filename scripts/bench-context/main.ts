import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import type { StorePlace } from '../../src/base/database/open-store.ts';
import { createProgress } from '../install/progress.cjs';
import { buildPackage, isBuilt } from '../n8n/build-package.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWhenOrphaned } from '../n8n/shutdown.ts';
import { compare } from './compare.ts';
import { fill } from './fill.ts';
import { type Library, loadLibrary } from './library.ts';
import { PEOPLE_OF_EACH } from './made-up.ts';
import { measureGraph, type SizeMeasurement } from './measure.ts';
import { openGraph } from './open-graph.ts';
import { BENCH_USAGE, type BenchOptions, readBenchOptions } from './options.ts';
import { plotGrowth } from './plot.ts';
import { problemsOf, renderReport } from './report.ts';

const progress = createProgress({ stream: process.stderr });

/** Shares of the whole size at which is measured. */
const STAGES = [0.01, 0.1, 0.3, 1];

async function measureStore(
	library: Library,
	{ name, place, atOnce }: { name: string; place: StorePlace; atOnce: number },
	accounts: number,
): Promise<SizeMeasurement[]> {
	const { graph, close } = await openGraph(library, place);
	const measured: SizeMeasurement[] = [];
	let [from, facts] = [0, 0];
	for (const share of STAGES) {
		const to = Math.round(accounts * share);
		const started = performance.now();
		const written = await fill(graph, { from, to, atOnce }, (done) =>
			progress.say(`${name}: ${done} of ${accounts} companies`),
		);
		const seconds = (performance.now() - started) / 1000;
		facts += written;
		from = to;
		const people = to * PEOPLE_OF_EACH;
		const figures = await measureGraph(graph, to);
		measured.push({
			store: name,
			accounts: to,
			people,
			facts,
			...figures,
			factsPerSecond: written / seconds,
		});
	}
	await close();
	return measured;
}

async function measureAll(
	library: Library,
	options: BenchOptions,
	folder: string,
): Promise<SizeMeasurement[]> {
	const measured: SizeMeasurement[] = [];
	if (options.sqlite) {
		const file = join(folder, 'context-bench.sqlite');
		await removeStore(file);
		const store = { name: 'SQLite', place: { sqlite: file }, atOnce: 1 };
		measured.push(...(await measureStore(library, store, options.accounts)));
		await removeStore(file);
	}
	if (options.postgres !== undefined) {
		const { hostname: host, port, username: user, password, pathname } = new URL(options.postgres);
		const schema = `bench_${randomUUID().slice(0, 8)}`;
		const database = pathname.slice(1);
		const connection = { host, port: Number(port || 5432), user, password, database, schema };
		const store = { name: 'PostgreSQL', place: { postgres: connection } as StorePlace, atOnce: 4 };
		try {
			measured.push(...(await measureStore(library, store, options.accounts)));
		} finally {
			const pool = new pg.Pool({ connectionString: options.postgres, max: 1 });
			await pool.query(`drop schema if exists "${schema}" cascade`);
			await pool.end();
		}
	}
	return measured;
}

async function removeStore(file: string): Promise<void> {
	for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
}

function plotOf(sizes: readonly SizeMeasurement[]): string {
	const series = [...Map.groupBy(sizes, ({ store }) => store)].flatMap(([store, each]) => [
		{
			name: `${store}: get context p95`,
			points: each.map(({ facts, getContext }) => ({ x: facts, y: getContext.p95 })),
		},
		{
			name: `${store}: 12 facts p95`,
			points: each.map(({ facts, upsert12 }) => ({ x: facts, y: upsert12.p95 })),
		},
	]);
	return plotGrowth('Time of one call by what is in the store', series);
}

async function main(): Promise<number> {
	stopWhenOrphaned();
	const root = process.cwd();
	const options = readBenchOptions(process.argv.slice(2));
	if (options === 'help') {
		process.stdout.write(BENCH_USAGE);
		return 0;
	}
	if (!(await isBuilt(root))) {
		await progress.step('building the package', () => buildPackage(root, nodeRuntime(root)));
	}
	const folder = join(root, '.artefacts', 'bench');
	await mkdir(folder, { recursive: true });
	const library = loadLibrary(root);
	const comparison = options.peers
		? await progress.step('200 questions, the fan-out, server-memory', () => compare(library))
		: undefined;
	const sizes = await measureAll(library, options, folder);
	const text = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n\n${renderReport(sizes, comparison)}`;
	await writeFile(join(folder, 'context.md'), text);
	if (sizes.length > 0) await writeFile(join(folder, 'context.svg'), plotOf(sizes));
	process.stdout.write(`\n${text}\ntable and plot: ${folder}/context.md, context.svg\n`);
	return problemsOf(sizes, comparison).length === 0 ? 0 : 1;
}

try {
	process.exit(await main());
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}
