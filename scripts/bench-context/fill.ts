import type { ContextGraph, FactsDraft } from '../../src/context/context-graph.ts';
import { accountDraft, domainOf, emailOf, personDraft } from './made-up.ts';

/** Of each company and of each person, as they are written. */
const ACCOUNT_FACTS = factsIn(accountDraft(0));
const PERSON_FACTS = factsIn(personDraft(0, 0));

export interface Companies {
	/** Of companies, from 0; `to` is not one of them. */
	from: number;
	to: number;
	/** Of each company. */
	people: number;
}

/** Facts of so many companies with their people. */
export function factsOf({ from, to, people }: Companies): number {
	return (to - from) * (ACCOUNT_FACTS + people * PERSON_FACTS);
}

/** Writes companies with their people, each by its own write as in life. */
export async function fill(
	graph: ContextGraph,
	{ from, to, people, atOnce }: Companies & { atOnce: number },
	say: (done: number) => void,
): Promise<void> {
	let next = from;
	const work = async () => {
		while (next < to) {
			const at = next;
			next += 1;
			await fillOne(graph, at, people);
			if (at % 500 === 0) say(at);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
}

async function fillOne(graph: ContextGraph, at: number, people: number): Promise<void> {
	await graph.upsertFacts(accountDraft(at));
	for (let person = 0; person < people; person += 1) {
		await graph.upsertFacts(personDraft(at, person));
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
}

/** What tells who is meant is a fact, too. */
function factsIn({ facts }: FactsDraft): number {
	return facts.length + 1;
}
