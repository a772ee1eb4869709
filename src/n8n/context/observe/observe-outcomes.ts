import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { CatalogueEntry } from '../../../gtm/operations/catalogue';
import type { Outcome } from '../../../gtm/model/outcome';
import { isGraphOff } from '../graph-switch';
import { type Observing, observeWrites } from './observe-writes';
import { writesOfOutcome } from './writes-of-outcome';

/** What an operation was asked, and what became of it. */
export interface Ended {
	input: unknown;
	outcome: Outcome;
}

/**
 * Tells the context graph what became of the items of a node. The outcomes stand already: whatever
 * happens here is a hint below the output.
 */
export async function observeOutcomes(
	context: IExecuteFunctions,
	operation: Pick<CatalogueEntry, 'family' | 'name'>,
	ended: readonly Ended[],
): Promise<NodeExecutionHint[]> {
	if (isGraphOff()) return [];
	const observing = { context, run: context.getExecutionId() };
	const lost = await observeWrites(observing, writesOf(observing, operation, ended));
	return lost === undefined
		? []
		: [{ message: lost.message, location: 'outputPane', type: 'warning' }];
}

/** The same for one call of a tool, which has no place for hints: what was lost is in the log, without whom it was about. */
export async function observeCall(
	observing: Observing,
	operation: Pick<CatalogueEntry, 'family' | 'name'>,
	ended: Ended,
): Promise<void> {
	if (isGraphOff()) return;
	const lost = await observeWrites(observing, writesOf(observing, operation, [ended]));
	if (lost !== undefined) observing.context.logger.warn(lost.impersonal);
}

function writesOf(
	{ context, run }: Observing,
	{ family, name }: Pick<CatalogueEntry, 'family' | 'name'>,
	ended: readonly Ended[],
) {
	const actor = `workflow:${context.getWorkflow().id ?? 'unsaved'}`;
	const about = { family, operation: name, run, actor };
	return ended.flatMap((one) => writesOfOutcome({ ...about, ...one }));
}
