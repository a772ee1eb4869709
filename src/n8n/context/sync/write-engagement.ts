import { toEmail } from '../../../base/identity/email';
import type { EngagementEvent } from '../../../gtm/model/enrollment';
import { writesOfEngagement } from '../observe/writes-of-sequencer';
import type { Verdict } from './sync-report';
import type { Origin } from './write-crm-change';

/**
 * Takes in what happened to a person in a sequence; who unsubscribed waits to be put on the
 * suppression list.
 *
 * @throws RangeError if the graph refuses it
 */
export async function writeEngagement(
	origin: Origin,
	event: EngagementEvent | undefined,
): Promise<Verdict> {
	const { graph, from } = origin;
	const address = toEmail(event?.email ?? '');
	// First, for the graph may refuse the event of somebody whom it knows twice.
	if (event?.type === 'unsubscribed' && address !== undefined) origin.waiting.add(address);
	const writes = event === undefined ? [] : writesOfEngagement([event], undefined, from);
	let verdict: Verdict = 'ignored';
	for (const write of writes) {
		if (write.kind !== 'event') continue;
		const { status } = await graph.recordEvent(write.subject, write.event, write.provenance);
		verdict = status === 'written' ? 'changed' : 'unchanged';
	}
	return verdict;
}
