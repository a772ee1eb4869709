import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import type { Progress } from '../install/progress.cjs';
import { freePort } from '../n8n/free-port.ts';
import { Findings } from './findings.ts';
import { buildFortress } from './fortress.ts';
import type { Fortress } from './fortress.ts';
import { HeapProbe } from './heap.ts';
import type { Door } from './judge.ts';
import { problemsInLog } from './log-check.ts';
import { FUZZ_USAGE, readFuzzOptions } from './options.ts';
import type { FuzzOptions } from './options.ts';
import { LoopWatch } from './loop-watch.ts';
import { Random } from './random.ts';
import { problemsOfSoak, renderReport } from './report.ts';
import type { SoakReport, StallReport, StalledServer } from './report.ts';
import { secretsOf } from './secrets.ts';
import type { Secret } from './secrets.ts';
import { besiege } from './siege.ts';
import { flowLoads, lightLoads, soak } from './soak.ts';
import type { SoakSample } from './soak.ts';
import { problemsOfStalls, stall } from './stall.ts';
import { STALL_SERVERS } from './stall-workflow.ts';
import type { StallServer } from './stall-workflow.ts';

const CONCURRENCY: Record<Door, number> = { port: 24, webhook: 8 };
/** Megabytes of live objects over a whole soak: n8n's own heap goes up and down by one. */
const ALLOWED_GROWTH = { light: 3, flow: 5 };

interface Fuzz {
	options: FuzzOptions;
	host: TemporaryN8n;
	fortress: Fortress;
	secrets: Secret[];
	findings: Findings;
	progress: Progress;
	isOver: () => boolean;
}

async function attackDoors(fuzz: Fuzz): Promise<void> {
	const { options, fortress, progress } = fuzz;
	const random = new Random(options.seed);
	for (const door of ['port', 'webhook'] as const) {
		const count = options.attacks[door];
		if (count === 0) continue;
		await progress.step(`${count} attacks on the ${door}`, () =>
			besiege({
				...fuzz,
				target: fortress.targets[door],
				door,
				count,
				concurrency: CONCURRENCY[door],
				random,
			}),
		);
	}
}

/** One request after another, on the port: n8n's own reading of bodies is not the server's. */
async function stallLoop(fuzz: Fuzz, watch: LoopWatch): Promise<StalledServer[]> {
	const servers: StalledServer[] = [];
	for (const [server, { title }] of Object.entries(STALL_SERVERS)) {
		const target = fuzz.fortress.stallTargets[server as StallServer];
		const step = `requests that are made to hold the event loop (${server})`;
		const results = await fuzz.progress.step(step, () => stall({ ...fuzz, target, watch }));
		servers.push({ server, title, results });
	}
	return servers;
}

async function soakAll(fuzz: Fuzz, heap: HeapProbe): Promise<SoakReport[]> {
	const { options, fortress, progress, isOver } = fuzz;
	if (isOver()) return [];
	const target = fortress.targets.port;
	const { light, flow } = options.calls;
	const stages = [
		{ title: 'Calls without a flow', loads: lightLoads(target), calls: light, kind: 'light' },
		{ title: 'Calls of a flow', loads: flowLoads(fortress.flowUrl), calls: flow, kind: 'flow' },
	] as const;
	const reports: SoakReport[] = [];
	for (const { title, loads, calls, kind } of stages) {
		if (calls === 0) continue;
		const tell = ({ calls: made, heap: size }: SoakSample) =>
			progress.say(`${made} calls, ${size.toFixed(1)} MB of live objects`);
		const result = await progress.step(`${title}: ${calls}`, () => soak(loads, calls, heap, tell));
		reports.push({ title, result, allowedGrowth: ALLOWED_GROWTH[kind] });
	}
	return reports;
}

async function report(
	fuzz: Fuzz,
	soaks: SoakReport[],
	stalls: StallReport,
	folder: string,
): Promise<number> {
	const { options, findings, host, secrets, isOver } = fuzz;
	const problems = [
		...(isOver() ? ['n8n ended in the middle of the run'] : []),
		...(await problemsInLog(host.n8n.logFile, secrets)),
		...findings.all.map(({ kind, problem, count }) => `${kind}: ${problem} (${count} times)`),
		...stalls.servers.flatMap(({ server, results }) => problemsOfStalls(server, results)),
		...soaks.flatMap(problemsOfSoak),
	];
	const text = renderReport(options.seed, findings, soaks, problems, stalls);
	const file = join(folder, 'report.md');
	await writeFile(file, text);
	process.stdout.write(`\n${text.split('####')[0]}\nreport: ${file}\n`);
	return problems.length === 0 ? 0 : 1;
}

async function run(options: FuzzOptions, root: string): Promise<number> {
	const progress = createProgress({ stream: process.stderr });
	progress.say(`seed ${options.seed}`);
	const folder = join(root, '.artefacts', 'fuzz');
	await mkdir(folder, { recursive: true });
	const inspectorPort = await freePort();
	const env = { ...options.env, NODE_OPTIONS: HeapProbe.nodeOptions(inspectorPort) };
	const host = await startTemporaryN8n({ root, progress, artefactFolder: folder, env });
	let over = false;
	void host.n8n.exited.then(() => {
		over = true;
	});
	try {
		const fortress = await buildFortress(root, host);
		const { userFolder } = host;
		const secrets = await secretsOf({ userFolder, root, keys: fortress.keys });
		const findings = new Findings();
		const isOver = () => over;
		const fuzz: Fuzz = { options, host, fortress, secrets, findings, progress, isOver };
		const heap = await HeapProbe.open(host.n8n.pid, inspectorPort);
		const watch = await LoopWatch.install(heap);
		const servers = await stallLoop(fuzz, watch);
		await watch.reset();
		await attackDoors(fuzz);
		const { port, webhook } = options.attacks;
		const siege = isOver() || port + webhook === 0 ? undefined : await watch.read();
		const soaks = await soakAll(fuzz, heap);
		heap.close();
		return await report(fuzz, soaks, { servers, siege }, folder);
	} finally {
		await host.stop();
	}
}

await runCommand({
	usage: FUZZ_USAGE,
	onLinux: 'the memory is read from /proc',
	readOptions: readFuzzOptions,
	run: async (options) => await run(options, process.cwd()),
});
