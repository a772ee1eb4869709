import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { CONTENDERS, prepareContender } from './contenders.ts';
import type { Contender, ContenderName } from './contenders.ts';
import { startCountedServer } from './server-process.ts';
import type { CountedServer, ServerKind } from './server-process.ts';

export const ITEM_COUNTS = [1, 100] as const;
/** Milliseconds of each tool call: none, to see the client alone; some, as vendors take. */
export const DELAYS = [0, 50] as const;
export const SERVERS: Record<ServerKind, string> = {
	modern: 'SDK 2.x, 2026-07-28',
	sessions: 'SDK 1.x, 2025-11-25 with sessions',
};

export interface Situation {
	server: ServerKind;
	delayMs: number;
	items: number;
}

/** What one client did in one situation. */
export interface Measurement extends Situation {
	contender: ContenderName;
	/** Milliseconds of the first execution, which knows nothing of the server. */
	firstMs: number;
	/** Milliseconds of the execution in the middle of the later ones. */
	laterMs: number;
	/** HTTP requests in the first execution, and on average in the later ones. */
	firstRequests: number;
	laterRequests: number;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

interface Sample {
	ms: number;
	requests: number;
}

function summarise(samples: Sample[]): Omit<Measurement, keyof Situation | 'contender'> {
	const [first, ...later] = samples;
	return {
		firstMs: first?.ms ?? Number.NaN,
		laterMs: median(later.map(({ ms }) => ms)),
		firstRequests: first?.requests ?? Number.NaN,
		laterRequests: later.reduce((sum, { requests }) => sum + requests, 0) / later.length,
	};
}

interface Setup {
	name: ContenderName;
	contender: Contender;
	server: CountedServer;
	samples: Sample[];
}

/** Each client has a server of its own, so that a request is counted to the one that made it. */
async function setUp(
	root: string,
	host: TemporaryN8n,
	{ server: kind, delayMs, items }: Situation,
): Promise<Setup[]> {
	const names = (Object.keys(CONTENDERS) as ContenderName[]).filter(
		(name) => items > 1 || name !== 'batch',
	);
	return await Promise.all(
		names.map(async (name) => {
			const server = await startCountedServer(root, kind, delayMs);
			const contender = await prepareContender(name, host, { url: server.url, items });
			return { name, contender, server, samples: [] };
		}),
	);
}

async function sample({ contender, server, samples }: Setup): Promise<void> {
	const before = await server.requests();
	const ms = await contender.run();
	samples.push({ ms, requests: (await server.requests()) - before });
}

/**
 * The clients take turns, so that what else the machine does strikes all of them alike.
 *
 * @param rounds executions after the first, which is counted by itself
 */
export async function measureSituation(
	root: string,
	host: TemporaryN8n,
	situation: Situation,
	rounds: number,
): Promise<Measurement[]> {
	const setups = await setUp(root, host, situation);
	try {
		for (let round = 0; round <= rounds; round += 1) {
			for (const setup of setups) await sample(setup);
		}
		return setups.map(({ name, samples }) => ({
			...situation,
			contender: name,
			...summarise(samples),
		}));
	} finally {
		for (const { contender, server } of setups) {
			await contender.stop();
			server.stop();
		}
	}
}

/** All situations of the report. */
export function situations(): Situation[] {
	return (Object.keys(SERVERS) as ServerKind[]).flatMap((server) =>
		DELAYS.flatMap((delayMs) => ITEM_COUNTS.map((items) => ({ server, delayMs, items }))),
	);
}
