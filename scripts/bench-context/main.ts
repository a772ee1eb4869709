import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import pg from 'pg';

import type { StorePlace } from '../../src/base/database/open-store.ts';
import { processors } from '../command/conditions.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { ensureBuilt } from '../n8n/ensure-built.ts';
import { compare } from './compare.ts';
import { openCopier } from './copies.ts';
import { factsOf, fill } from './fill.ts';
import { type Library, loadLibrary } from './library.ts';
import { WRITTEN } from './made-up.ts';
import { inProcess, measure, type SizeMeasurement } from './measure.ts';
import { openGraph } from './open-graph.ts';
import { BENCH_USAGE, type BenchOptions, readBenchOptions } from './options.ts';
import { openOverMcp } from './over-mcp.ts';
import { plotGrowth } from './plot.ts';
import { problemsOf, renderReport } from './report.ts';

const progress = createProgress({ stream: process.stderr });

/** Companies at which is measured, as far as there are so many. */
const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000];

interface BenchStore {
	name: string;
	place: StorePlace;
	/** Writers while filling. */
	atOnce: number;
}

async function measureStore(
	library: Library,
	root: string,
	{ name, place, atOnce }: BenchStore,
	{ accounts, people, n8n }: BenchOptions,
): Promise<SizeMeasurement[]> {
	const { graph, close } = await openGraph(library, place);
	const measured: SizeMeasurement[] = [];
	const measureAt = async (size: number) => {
		const facts = factsOf({ from: 0, to: size, people });
		const round = measured.length;
		progress.say(`${name}: measuring at ${facts} facts`);
		const figures = await measure(inProcess(graph), { accounts: size, people, round });
		measured.push({ store: name, accounts: size, people: size * people, facts, ...figures });
	};
	const sizes = [...SIZES.filter((size) => size < accounts), accounts];
	const written = Math.min(accounts, WRITTEN);
	await fill(graph, { from: 0, to: written, people, atOnce }, (done) =>
		progress.say(`${name}: ${done} of ${written} companies written`),
	);
	// What is measured writes, too, and is in no copy.
	const copier = await openCopier(place);
	let copies = 1;
	for (const size of sizes) {
		for (; copies * WRITTEN < size; copies += 1) {
			if (copies % 10 === 1) progress.say(`${name}: copy ${copies} of ${size / WRITTEN - 1}`);
			await copier.add(copies);
		}
		await measureAt(size);
	}
	await copier.close();
	await close();
	const last = measured.at(-1);
	if (n8n && last !== undefined) {
		const asked = await openOverMcp(root, progress, place);
		const round = measured.length;
		progress.say(`${name}: measuring over MCP`);
		last.overMcp = await measure(asked, { accounts, people, round });
		await asked.close();
	}
	return measured;
}

async function measureAll(
	library: Library,
	options: BenchOptions,
	{ root, folder }: { root: string; folder: string },
): Promise<SizeMeasurement[]> {
	const measured: SizeMeasurement[] = [];
	if (options.sqlite) {
		const file = join(folder, 'context-bench.sqlite');
		await removeStore(file);
		const store = { name: 'SQLite', place: { sqlite: file }, atOnce: 1 };
		measured.push(...(await measureStore(library, root, store, options)));
		await removeStore(file);
	}
	if (options.postgres !== undefined) {
		const { hostname: host, port, username: user, password, pathname } = new URL(options.postgres);
		const schema = `bench_${randomUUID().slice(0, 8)}`;
		const database = pathname.slice(1);
		const connection = { host, port: Number(port || 5432), user, password, database, schema };
		const store = { name: 'PostgreSQL', place: { postgres: connection }, atOnce: 4 };
		try {
			measured.push(...(await measureStore(library, root, store, options)));
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

async function run(options: BenchOptions): Promise<number> {
	const root = process.cwd();
	await ensureBuilt({ root, progress });
	const folder = join(root, '.artefacts', 'bench');
	await mkdir(folder, { recursive: true });
	const library = loadLibrary(root);
	const comparison = options.peers
		? await progress.step('200 questions, the fan-out, server-memory', () =>
				compare(library, options.n8n ? { root, folder, progress } : undefined),
			)
		: undefined;
	const sizes = await measureAll(library, options, { root, folder });
	const text = `Node ${process.version}, ${processors()}\n\n${renderReport(sizes, comparison)}`;
	await writeFile(join(folder, 'context.md'), text);
	if (sizes.length > 0) await writeFile(join(folder, 'context.svg'), plotOf(sizes));
	process.stdout.write(`\n${text}\ntable and plot: ${folder}/context.md, context.svg\n`);
	return problemsOf(sizes, comparison).length === 0 ? 0 : 1;
}

await runCommand({
	usage: BENCH_USAGE,
	readOptions: readBenchOptions,
	run,
});
