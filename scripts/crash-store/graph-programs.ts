import type { Programs } from './write-and-look.ts';

const OPEN = `
	const graph = await openContextGraph(await store(), {
		now: Date.now,
		rules: createRules(() => 'crm'),
		policy: DEFAULT_POLICY,
	});
	const addressOf = (id) => 'p' + id + '@acme.com';`;

/**
 * One write after another to the graph, each of them told when it is done: facts of a new person, where
 * they work, and what happened. All of them name the same company, so that processes meet there.
 */
const WRITER = `${OPEN}
	return async (id) => {
		const facts = ['title', 'persona', 'segment'].map((attribute) => ({ attribute, value: id }));
		const identifiers = [{ kind: 'email', value: addressOf(id) }];
		await graph.upsertFacts({ type: 'contact', source: 'crm', identifiers, facts });
		await tell('person', id);
		await graph.link({ email: addressOf(id) }, 'works_at', { domain: 'acme.com' }, { source: 'crm' });
		await tell('link', id);
		const event = { type: 'email.sent', externalId: id, summary: id };
		await graph.recordEvent({ email: addressOf(id) }, event, { source: 'crm' });
		await tell('event', id);
	};`;

/** A person without one of the facts that were written at once would be half a write. */
const READER = `${OPEN}
	const isThere = async (kind, id) => {
		const answer = await graph.getContext({ subject: { email: addressOf(id) }, budget: 100000 });
		const { contact, account, timeline } = answer;
		if (kind === 'person') return contact?.facts.title?.value === id;
		if (kind === 'link') return account !== undefined;
		return timeline.some(({ summary }) => summary === id);
	};
	const found = async () => {
		let [count, halves] = [0, 0];
		for await (const row of graph.export()) {
			if (row.kind !== 'facts' || row.type !== 'contact') continue;
			count += 1;
			const names = new Set(row.facts.map(({ attribute }) => attribute));
			if (!['title', 'persona', 'segment', 'email'].every((name) => names.has(name))) halves += 1;
		}
		return { kind: 'person', count, halves };
	};
	return { isThere, found };`;

export const GRAPH_PROGRAMS: Programs = {
	modules: [
		'base/database/open-store',
		'context/open-context-graph',
		'context/facts/rules',
		'context/check-action/policy',
	],
	writer: WRITER,
	reader: READER,
};
