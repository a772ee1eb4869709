import type { FunctionsBase } from 'n8n-workflow';

import type { GraphWrite } from './graph-write';
import { processObserver } from './process-observer';

/** Where something was learned. */
export interface Observing {
	context: Pick<FunctionsBase, 'getWorkflow' | 'logger'>;
	/** The execution or the call. */
	run: string;
}

/** What the graph did not record. */
export interface Lost {
	/** For the owner of the execution: it may name whom it was about. */
	message: string;
	/** For a log. */
	impersonal: string;
}

/**
 * Writes what was learned to the context graph of this process.
 *
 * @returns undefined if nothing was lost
 */
export async function observeWrites(
	{ context: { logger } }: Pick<Observing, 'context'>,
	writes: readonly GraphWrite[],
): Promise<Lost | undefined> {
	if (writes.length === 0) return undefined;
	const { failed, left, reason } = await processObserver(logger).observe(writes);
	const lost = failed + left;
	if (lost === 0) return undefined;
	return lostFor(lost, reason ?? 'too many writes are waiting', writes.length);
}

/** @param why may name whom it was about */
export function lostFor(lost: number, why: string, of = lost): Lost {
	const impersonal = `The context graph did not record ${lost} of ${of} observations`;
	return { message: `${impersonal}: ${why}`, impersonal };
}
