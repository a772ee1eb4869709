import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { CatalogueEntry } from '../../../gtm/operations/catalogue';
import { VendorError } from '../../../gtm/http/vendor-error';
import type { Outcome } from '../../../gtm/model/outcome';
import { isGraphOff } from '../graph-switch';
import type { Reached } from '../../../gtm/guard/account-of-ids';
import { withAccounts } from './accounts-of-ids';
import type { GraphWrite } from './graph-write';
import { type Lost, lostFor, type Observing, observeWrites } from './observe-writes';
import { writesOfOutcome } from './writes-of-outcome';

/** What an operation was asked, and what became of it. */
export interface Ended {
	input: unknown;
	outcome: Outcome;
}

/** What was run, and with which ports: those of a vendor, of several, or of none. */
export interface Asked {
	operation: Pick<CatalogueEntry, 'family' | 'name'>;
	ports: object;
}

/**
 * Tells the context graph what became of the items of a node. The outcomes stand already: whatever
 * happens here is a hint below the output.
 */
export async function observeOutcomes(
	context: IExecuteFunctions,
	asked: Asked,
	ended: readonly Ended[],
): Promise<NodeExecutionHint[]> {
	if (isGraphOff()) return [];
	const lost = await observe({ context, run: context.getExecutionId() }, asked, ended);
	return lost === undefined
		? []
		: [{ message: lost.message, location: 'outputPane', type: 'warning' }];
}

/** The same for one call of a tool, which has no place for hints: what was lost is in the log, without whom it was about. */
export async function observeCall(observing: Observing, asked: Asked, ended: Ended): Promise<void> {
	if (isGraphOff()) return;
	const lost = await observe(observing, asked, [ended]);
	if (lost !== undefined) observing.context.logger.warn(lost.impersonal);
}

async function observe(
	observing: Observing,
	{ operation, ports }: Asked,
	ended: readonly Ended[],
): Promise<Lost | undefined> {
	const writes = writesOf(observing, operation, ended);
	let placed: GraphWrite[];
	try {
		placed = await withAccounts(writes, reachedBy(ports));
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return lostFor(writes.length, `it is not known whose account it is. ${error.message}`);
	}
	return await observeWrites(observing, placed);
}

/** Operations of this product alone reach no vendor. */
function reachedBy(ports: object): readonly Reached[] {
	const { vendor, client, connected } = ports as Partial<Reached> & {
		connected?: readonly Reached[];
	};
	return connected ?? (vendor && client ? [{ vendor, client }] : []);
}

function writesOf(
	{ context, run }: Observing,
	{ family, name }: Asked['operation'],
	ended: readonly Ended[],
) {
	const actor = `workflow:${context.getWorkflow().id ?? 'unsaved'}`;
	const about = { family, operation: name, run, actor };
	return ended.flatMap((one) => writesOfOutcome({ ...about, ...one }));
}
