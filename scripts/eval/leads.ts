import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ContextGraph } from '../../src/context/context-graph.ts';

/** What is known of a lead, in the order in which it was learned. */
export type Write = { source?: string; daysAgo?: number } & (
	| { kind: 'facts'; of: 'contact' | 'account'; key: string; facts: Record<string, unknown> }
	| { kind: 'event'; of: 'contact'; key: string; type: string; summary: string }
	| { kind: 'signal'; of: 'account'; key: string; type: string; strength: number; summary: string }
	| { kind: 'suppress' | 'release'; by: 'email' | 'domain'; value: string; reason?: string }
	| { kind: 'enrolled'; key: string; provider: string; sequenceId: string; status: 'active' }
	| { kind: 'deal'; key: string; name: string }
	| { kind: 'merge'; one: string; other: string }
);

export interface Lead {
	id: string;
	/** `none` for an ordinary one. */
	trap: string;
	email: string;
	firstName: string;
	lastName: string;
	writes: Write[];
}

export type Label = { decision: string; enroll: 'yes' | 'no' };

export type Labels = Readonly<Record<string, Label>>;

export async function readLeads(
	root: string,
): Promise<{ leads: Lead[]; first: Labels; second: Labels }> {
	const read = async (name: string): Promise<unknown> =>
		JSON.parse(await readFile(join(root, 'scripts/eval', name), 'utf8'));
	return {
		leads: (await read('leads.json')) as Lead[],
		first: (await read('labels-first.json')) as Labels,
		second: (await read('labels-second.json')) as Labels,
	};
}

const DAY_MS = 86_400_000;

/** Tells the graph what is known. @param now milliseconds since 1970 */
export async function learn(graph: ContextGraph, writes: readonly Write[], now: number) {
	for (const write of writes) await learnOne(graph, write, now);
}

async function learnOne(graph: ContextGraph, write: Write, now: number): Promise<void> {
	const source = write.source ?? 'hubspot';
	const at = new Date(now - (write.daysAgo ?? 0) * DAY_MS).toISOString();
	switch (write.kind) {
		case 'facts': {
			const kind = write.of === 'contact' ? 'email' : 'domain';
			await graph.upsertFacts({
				type: write.of,
				identifiers: [{ kind, value: write.key }],
				source,
				facts: Object.entries(write.facts).map(([attribute, value]) => ({
					attribute,
					value: value as string,
					observedAt: at,
				})),
			});
			return;
		}
		case 'event': {
			// An address such as info@ tells nobody: the graph takes no event for it.
			const { status } = await graph.resolve({ email: write.key });
			if (status === 'needs_review') return;
			await graph.recordEvent(
				{ email: write.key },
				{ type: write.type, at, summary: write.summary },
				{ source },
			);
			return;
		}
		case 'signal': {
			const { type, strength, summary } = write;
			const signal = { kind: type, strength };
			await graph.recordEvent(
				{ type: 'account', domain: write.key },
				{ type, at, summary, signal },
				{ source },
			);
			return;
		}
		case 'suppress':
			await graph.suppress(
				{ identifier: { kind: write.by, value: write.value }, reason: write.reason ?? 'listed' },
				{ source },
			);
			return;
		case 'release':
			await graph.release({ kind: write.by, value: write.value }, 'everywhere', { source });
			return;
		case 'enrolled': {
			const { provider, sequenceId, status } = write;
			const enrollment = { provider, sequenceId, status };
			await graph.recordEnrollment({ email: write.key }, enrollment, { source: provider });
			return;
		}
		case 'deal': {
			const identifiers = [{ kind: `${source}:deal`, value: write.key }];
			const facts = [
				{ attribute: 'name', value: write.name },
				{ attribute: 'status', value: 'open' },
			];
			await graph.upsertFacts({ type: 'deal', identifiers, source, facts });
			const [from, to] = [{ type: 'deal' as const, identifiers }, { domain: write.key }];
			await graph.link(from, 'deal_of', to, { source });
			return;
		}
		case 'merge': {
			const why = { reason: 'The same person', actor: 'evaluation' };
			await graph.merge({ email: write.one }, { email: write.other }, why);
		}
	}
}
