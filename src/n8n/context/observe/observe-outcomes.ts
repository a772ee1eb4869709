import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { processState } from '../../../base/process-state';
import type { CatalogueEntry } from '../../../gtm/operations/catalogue';
import type { Outcome } from '../../../gtm/model/outcome';
import { isGraphOff } from '../graph-switch';
import { contextGraph } from '../process-graph';
import { createObserver, type Observer, type ObserverReport } from './observer';
import { writesOfOutcome } from './writes-of-outcome';

/** Raised whenever what an observer is told changes. */
const VERSION = 1;

/** About 10 MB of records. */
const CAPACITY = 10_000;

/** The next node may ask for what this one has learned; a busy store shall not hold up the flow for longer. */
const PATIENCE_MS = 5_000;

/**
 * Tells the context graph what became of the items of a node. The outcomes stand already: whatever
 * happens here is a hint below the output.
 */
export async function observeOutcomes(
	context: IExecuteFunctions,
	{ family, name }: Pick<CatalogueEntry, 'family' | 'name'>,
	ended: ReadonlyArray<{ input: unknown; outcome: Outcome }>,
): Promise<NodeExecutionHint[]> {
	if (isGraphOff()) return [];
	const about = {
		family,
		operation: name,
		run: context.getExecutionId(),
		actor: `workflow:${context.getWorkflow().id ?? 'unsaved'}`,
	};
	const writes = ended.flatMap((one) => writesOfOutcome({ ...about, ...one }));
	if (writes.length === 0) return [];
	return toHints(await processObserver(context).observe(writes), writes.length);
}

function processObserver({ logger }: IExecuteFunctions): Observer {
	return processState<Observer>({
		name: 'observer',
		version: VERSION,
		create: () =>
			createObserver({
				graph: contextGraph,
				capacity: CAPACITY,
				patienceMs: PATIENCE_MS,
				report: (message) => logger.warn(`Context graph: ${message}`),
			}),
	});
}

function toHints({ failed, left, reason }: ObserverReport, told: number): NodeExecutionHint[] {
	const lost = failed + left;
	if (lost === 0) return [];
	const why = reason ?? 'too many writes are waiting';
	const message = `The context graph did not record ${lost} of ${told} observations: ${why}`;
	return [{ message, location: 'outputPane', type: 'warning' }];
}
