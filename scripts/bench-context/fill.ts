import type { ContextGraph } from '../../src/context/context-graph.ts';
import { accountDraft, domainOf, emailOf, PEOPLE_OF_EACH, personDraft } from './made-up.ts';

/** Writes companies with their people, each by its own write as in life. @returns facts written */
export async function fill(
	graph: ContextGraph,
	{ from, to, atOnce }: { from: number; to: number; atOnce: number },
	say: (done: number) => void,
): Promise<number> {
	let [next, facts] = [from, 0];
	const work = async () => {
		while (next < to) {
			const at = next;
			next += 1;
			const written = await fillOne(graph, at);
			facts += written;
			if (at % 500 === 0) say(at);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	return facts;
}

async function fillOne(graph: ContextGraph, at: number): Promise<number> {
	const account = accountDraft(at);
	await graph.upsertFacts(account);
	let facts = account.facts.length;
	for (let person = 0; person < PEOPLE_OF_EACH; person += 1) {
		const draft = personDraft(at, person);
		await graph.upsertFacts(draft);
		facts += draft.facts.length;
		const source = { source: 'hubspot' };
		await graph.link({ email: emailOf(at, person) }, 'works_at', { domain: domainOf(at) }, source);
	}
	const event = {
		type: 'signal.hiring',
		externalId: `hiring-${at}`,
		summary: 'Hires for sales',
		signal: { kind: 'hiring' },
	};
	await graph.recordEvent({ domain: domainOf(at) }, event, { source: 'apollo' });
	return facts;
}
