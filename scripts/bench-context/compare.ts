import { join } from 'node:path';

import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

import { buildWorld } from '../../sandbox/world/build-world.ts';
import type { Person } from '../../sandbox/world/world.ts';
import type { Progress } from '../install/progress.cjs';
import { percentile } from '../bench-server/statistics.ts';
import { openFanOut } from './fan-out.ts';
import type { Library } from './library.ts';
import { openGraph } from './open-graph.ts';
import { openOverMcp } from './over-mcp.ts';
import { askAll } from './questions/ask.ts';
import { knownWorld, LEARNED } from './questions/known-world.ts';
import { questionsOf } from './questions/questions.ts';
import { teach } from './questions/teach.ts';
import { openServerMemory } from './server-memory.ts';

/** What it takes to be told of one prospect. */
export interface Contender {
	name: string;
	/** Of the agent. */
	calls: number;
	/** On the wire, to the vendors. */
	requests: number;
	/** Of what the agent reads: means. */
	bytes: number;
	tokens: number;
	/** Milliseconds. */
	p50: number;
	p95: number;
}

export interface Comparison {
	contenders: Contender[];
	questions: { asked: number; right: number; wrong: string[]; calls: number; fanOutCalls: number };
}

/** Where an n8n can be started that is asked over MCP, too. */
interface Host {
	root: string;
	/** For a store. */
	folder: string;
	progress: Progress;
}

/** The same people of the sandbox, asked about in each way. */
export async function compare(library: Library, host?: Host): Promise<Comparison> {
	const world = buildWorld();
	const known = knownWorld(world);
	let time = Date.parse(LEARNED.crm);
	const place = {
		sqlite: join(host?.folder ?? '', host ? 'context-questions.sqlite' : ':memory:'),
	};
	const { graph, close } = await openGraph(library, place, () => time);
	await teach(graph, known, (at) => {
		time = Date.parse(at);
	});
	const asked = await askAll(graph, questionsOf(known));
	const oneCall = await contender('one get-context call', known.people, async ({ email }) => ({
		calls: 1,
		requests: 0,
		text: JSON.stringify(await graph.getContext({ subject: { email } })),
	}));
	await close();
	const overMcp = host && (await askOverMcp(host, place, known.people));
	const fanOut = openFanOut(library, world);
	const fiveCalls = await contender(
		'five calls to the vendors',
		known.people,
		async (person) => await fanOut.ask(person, known.accountOf(person)),
	);
	const peer = await openServerMemory(known);
	const memory = await contender('server-memory over MCP', known.people, async (person) => ({
		calls: 1,
		requests: 0,
		text: await peer.ask(person),
	}));
	await peer.close();
	const wrong = asked.filter(({ isRight }) => !isRight).map(({ text }) => text);
	return {
		contenders: [oneCall, ...(overMcp ? [overMcp] : []), fiveCalls, memory],
		questions: {
			asked: asked.length,
			right: asked.length - wrong.length,
			wrong,
			calls: asked.length,
			fanOutCalls: asked.length * fiveCalls.calls,
		},
	};
}

async function askOverMcp(
	{ root, progress }: Host,
	place: { sqlite: string },
	people: readonly Person[],
): Promise<Contender> {
	const asked = await openOverMcp(root, progress, place);
	// As every contender it has been asked before, so that nothing is loaded while time is taken.
	for (const { email } of people) await asked.read(email);
	const measured = await contender('one get_prospect_context over MCP', people, async (person) => ({
		calls: 1,
		requests: 0,
		text: await asked.read(person.email),
	}));
	await asked.close();
	return measured;
}

interface Told {
	calls: number;
	requests: number;
	text: string;
}

async function contender<Subject>(
	name: string,
	subjects: readonly Subject[],
	ask: (subject: Subject) => Promise<Told>,
): Promise<Contender> {
	const answers: Array<Told & { ms: number }> = [];
	for (const subject of subjects) {
		const started = performance.now();
		const answer = await ask(subject);
		answers.push({ ...answer, ms: performance.now() - started });
	}
	const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other);
	const mean = (of: (answer: Told) => number) =>
		answers.reduce((sum, answer) => sum + of(answer), 0) / answers.length;
	return {
		name,
		calls: mean(({ calls }) => calls),
		requests: mean(({ requests }) => requests),
		bytes: mean(({ text }) => Buffer.byteLength(text)),
		tokens: mean(({ text }) => countTokens(text)),
		p50: percentile(times, 0.5),
		p95: percentile(times, 0.95),
	};
}
