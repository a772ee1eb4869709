import type { Ledger } from '../../gtm/ledger/ledger';
import { gtmProcess } from '../gtm/gtm-process';
import { ownGraph } from './process-graph';
import { listInStep } from './suppressions-in-step';

/** The ledger of this process, whose suppressions the context graph knows as well. */
export function ledgerInStep(): Ledger {
	const ledger = gtmProcess().ledger();
	const { credits, answers, enrollments, people, writes } = ledger;
	return {
		credits,
		answers,
		enrollments,
		people,
		writes,
		suppressions: listInStep(ledger.suppressions, ownGraph),
		close: async () => await ledger.close(),
	};
}
