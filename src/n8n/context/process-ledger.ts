import type { Ledger } from '../../gtm/ledger/ledger';
import { EVERYWHERE } from '../../gtm/ledger/suppression-key';
import type { SuppressionList } from '../../gtm/ledger/suppression-list';
import type { ContextGraph } from '../../context/context-graph';
import { LIST_SOURCE } from '../../context/model/suppression';
import { gtmProcess } from '../gtm/gtm-process';
import { isGraphOff } from './graph-switch';
import { contextGraph } from './process-graph';

/** The ledger of this process. The list of suppressions in its store is written by way of the context graph, whose watchers are told. */
export function processLedger(): Ledger {
	const ledger = gtmProcess().ledger();
	if (isGraphOff()) return ledger;
	const { alerts, credits, answers, enrollments, jobs, people, writes, suppressions } = ledger;
	return {
		alerts,
		credits,
		answers,
		enrollments,
		jobs,
		people,
		writes,
		suppressions: { ...suppressions, ...writtenByGraph(contextGraph) },
		close: async () => await ledger.close(),
	};
}

function writtenByGraph(
	graph: () => Promise<ContextGraph>,
): Pick<SuppressionList, 'add' | 'remove'> {
	return {
		async add(drafts) {
			const entries = drafts.map(({ kind, value, scope, reason, source, expiresAt }) => ({
				identifier: { kind, value },
				reason,
				...(scope !== undefined && { scope }),
				...(source !== undefined && { source }),
				...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
			}));
			return await (await graph()).suppressAll(entries, { source: LIST_SOURCE });
		},
		async remove(keys) {
			const placed = keys.map(({ kind, value, scope = EVERYWHERE }) => ({
				identifier: { kind, value },
				scope,
			}));
			return await (await graph()).releaseAll(placed, { source: LIST_SOURCE });
		},
	};
}
