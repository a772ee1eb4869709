import type { Logger } from 'n8n-workflow';

import { processState } from '../../../base/process-state';
import { contextGraph } from '../process-graph';
import { createObserver, type Observer } from './observer';

/** Raised whenever what an observer is told changes. */
const VERSION = 2;

/** About 10 MB of records. */
const CAPACITY = 10_000;

/** The next node may ask for what this one has learned; a busy store shall not hold up the flow for longer. */
const PATIENCE_MS = 5_000;

/** What writes to the context graph of this process, for all of its nodes and servers. */
export function processObserver(logger: Pick<Logger, 'warn'>): Observer {
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
