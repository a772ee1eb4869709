import type { ContextGraph } from '../../../context/context-graph';
import type { Provenance } from '../../../context/model/provenance';
import type { EngagementEvent } from '../../../gtm/model/enrollment';
import { suppressWaiting } from './follow-opt-out';
import { SyncTally } from './sync-report';
import { writeEngagement } from './write-engagement';

/**
 * Takes in opt-outs that a vendor told of by itself, as a sync would: each is an event of its person, who
 * is on the suppression list from then on. What is told again changes nothing.
 *
 * @returns how many addresses were put on the list
 */
export async function takeInOptOuts(
	graph: ContextGraph,
	from: Provenance & { actor: string },
	events: readonly EngagementEvent[],
): Promise<number> {
	const origin = { graph, from, tally: new SyncTally(), waiting: new Set<string>() };
	for (const event of events) {
		try {
			await writeEngagement(origin, event);
		} catch (error) {
			// Nobody can be told of it, and the address is on the list all the same.
			if (!(error instanceof RangeError)) throw error;
		}
	}
	await suppressWaiting(origin);
	return origin.tally.suppressed;
}
