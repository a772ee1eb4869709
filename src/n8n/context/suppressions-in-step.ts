import type { ContextGraph } from '../../context/context-graph';
import type { Identifier } from '../../context/model/identifier';
import { provenanceSchema } from '../../context/model/provenance';
import { suppressionSchema } from '../../context/model/suppression';
import { checked } from '../../context/store/checked';
import {
	EVERYWHERE,
	SUPPRESSION_KINDS,
	type SuppressionKey,
	type SuppressionKind,
} from '../../gtm/ledger/suppression-key';
import type { SuppressionDraft, SuppressionList } from '../../gtm/ledger/suppression-list';

/**
 * Who is suppressed stands in two places: on the list that the nodes ask before they write to a vendor, and
 * in the context graph, which tells an agent whether it may act. Whoever changes one changes the other. The
 * list goes first: it is what keeps a person out.
 */
export function listInStep(
	list: SuppressionList,
	graph: () => Promise<ContextGraph>,
): SuppressionList {
	return {
		async add(drafts) {
			const additions = await list.add(drafts);
			const open = await graph();
			for (const draft of drafts) {
				const { kind, value, scope, reason, expiresAt } = draft;
				const until =
					expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() };
				const entry = {
					identifier: { kind, value },
					scope,
					reason: reason.slice(0, 120),
					...until,
				};
				await open.suppress(entry, { source: sourceOf(draft) });
			}
			return additions;
		},
		async remove(keys) {
			const removed = await list.remove(keys);
			const open = await graph();
			for (const { kind, value, scope } of keys) {
				await open.release({ kind, value }, scope ?? EVERYWHERE, { source: LIST });
			}
			return removed;
		},
		find: async (record, place) => await list.find(record, place),
		list: async (query) => await list.list(query),
	};
}

/**
 * A graph whose suppressions the nodes hold to as well. The id of a record in a CRM stays in the graph: the
 * list knows addresses, domains, pages and numbers only.
 */
export function graphInStep(graph: ContextGraph, list: () => SuppressionList): ContextGraph {
	return {
		...graph,
		async suppress(draft, provenance) {
			// What the graph would refuse must not be on the list alone.
			const { identifier, scope, reason, expiresAt } = checked(suppressionSchema, draft);
			checked(provenanceSchema, provenance);
			const key = keyOf(identifier, scope);
			if (key) {
				const until = expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) };
				await list().add([{ ...key, reason, source: provenance.source, ...until }]);
			}
			return await graph.suppress(draft, provenance);
		},
		async release(identifier, scope, provenance) {
			const key = keyOf(identifier, scope);
			if (key) await list().remove([key]);
			return await graph.release(identifier, scope, provenance);
		},
	};
}

/** Who says so, where an entry names nobody, or in words that are not the name of a source. */
const LIST = 'suppression-list';

function sourceOf({ source = LIST }: SuppressionDraft): string {
	return /^[a-z0-9][a-z0-9_.:-]{0,59}$/.test(source) ? source : LIST;
}

function keyOf(
	{ kind, value }: Identifier,
	scope: string = EVERYWHERE,
): SuppressionKey | undefined {
	const known: readonly string[] = SUPPRESSION_KINDS;
	return known.includes(kind) ? { kind: kind as SuppressionKind, value, scope } : undefined;
}
