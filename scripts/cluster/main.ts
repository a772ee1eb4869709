import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { oursWorkflow, plainWorkflow, BENCH_PATH } from '../load/workflows.ts';
import { freePort } from '../n8n/free-port.ts';
import { publishNew } from '../n8n/temporary-n8n.ts';
import { countCalls, countFault, type Counted, type Tested } from './checks.ts';
import { runConformance } from './conformance.ts';
import { startEffects } from './effects.ts';
import { FAULTS } from './faults.ts';
import { countNews, newsRounds } from './news.ts';
import { QUEUE_USAGE, readQueueOptions, type QueueOptions } from './options.ts';
import { countSessions, peerUrl, publishPeer, type SessionCount } from './peer.ts';
import { plotSpeed } from './plot.ts';
import { renderCounted, renderSessions, sumOf } from './report.ts';
import { measureSpeed, renderSpeed, type Speed } from './speed.ts';
import { startCluster } from './start-cluster.ts';
import { startTellingVendors } from './telling-vendors.ts';
import { effectsWorkflow } from './workflows.ts';

const AT_ONCE = 32;
const SESSION_CALLS = { full: 60, short: 10 };

interface Found {
	counted: Counted[];
	sessions: SessionCount[];
	speed: Speed[];
	problems: string[];
}

function faultsOf({ form, fault }: QueueOptions) {
	const wanted = FAULTS.filter(({ name }) => name.includes(fault));
	return form === 'full' ? wanted : wanted.slice(0, 1);
}

async function run(tested: Tested, options: QueueOptions, root: string): Promise<Found> {
	const { cluster } = tested;
	const { parts, form, times, calls } = options;
	const found: Found = { counted: [], sessions: [], speed: [], problems: [] };
	const note = (counted: Counted) => {
		found.counted.push(counted);
		found.problems.push(...counted.problems);
		process.stdout.write(`${renderCounted([counted])}\n`);
	};
	if (parts.includes('calls')) note(await countCalls(tested, calls, AT_ONCE));
	if (parts.includes('conformance')) {
		const problem = await runConformance(root, cluster);
		if (problem !== undefined) found.problems.push(problem);
	}
	if (parts.includes('sessions') || parts.includes('speed')) {
		await publishNew(cluster.client, oursWorkflow(await freePort()));
	}
	if (parts.includes('sessions')) {
		await publishPeer(cluster);
		const count = SESSION_CALLS[form];
		const ours = await countSessions('ours', `${cluster.proxy.url}/mcp/${BENCH_PATH}`, count);
		const theirs = await countSessions("n8n's own", peerUrl(cluster), count);
		found.sessions.push(...ours, ...theirs);
		for (const { what, answered, firstError } of ours) {
			if (answered < count) found.problems.push(`${what}: ${answered} of ${count}: ${firstError}`);
		}
		process.stdout.write(`${renderSessions(found.sessions)}\n`);
	}
	if (parts.includes('news')) {
		const vendors = await startTellingVendors(cluster, tested.effects.url);
		const rounds = newsRounds(form).filter(({ what }) => what.includes(options.fault));
		for (const round of rounds) note(await countNews(tested, vendors, round));
		await vendors.close();
	}
	if (parts.includes('speed')) {
		await publishNew(cluster.client, plainWorkflow());
		found.speed.push(...(await measureSpeed(cluster)));
		process.stdout.write(`${renderSpeed(found.speed)}\n`);
	}
	if (parts.includes('faults')) {
		for (const fault of faultsOf(options)) {
			const rounds: Counted[] = [];
			for (let round = 1; round <= times; round++) {
				rounds.push(await countFault(tested, fault));
				process.stdout.write(`${fault.name}: round ${round} of ${times}\n`);
			}
			note(sumOf(rounds));
		}
	}
	return found;
}

async function runAll(options: QueueOptions): Promise<number> {
	const root = process.cwd();
	const artefactFolder = join(root, '.artefacts', 'queue');
	const progress = createProgress({ stream: process.stderr });
	const effects = await startEffects();
	const cluster = await startCluster({ root, progress, artefactFolder });
	try {
		await publishNew(cluster.client, effectsWorkflow(effects.url));
		const { counted, sessions, speed, problems } = await run({ cluster, effects }, options, root);
		const tables = [
			...(counted.length > 0 ? [renderCounted(counted)] : []),
			...(sessions.length > 0 ? [renderSessions(sessions)] : []),
			...(speed.length > 0 ? [renderSpeed(speed)] : []),
		];
		await writeFile(join(artefactFolder, 'tables.md'), `${tables.join('\n\n')}\n`);
		if (speed.length > 0) await writeFile(join(artefactFolder, 'speed.svg'), plotSpeed(speed));
		for (const problem of problems) process.stdout.write(`${problem}\n`);
		process.stdout.write(
			problems.length === 0 ? 'nothing was lost, doubled or left hanging\n' : '',
		);
		return problems.length === 0 ? 0 : 1;
	} finally {
		await cluster.stop();
		await effects.close();
	}
}

await runCommand({
	usage: QUEUE_USAGE,
	readOptions: readQueueOptions,
	run: runAll,
});
