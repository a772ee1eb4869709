import { toEmail } from '../../../base/identity/email';
import type { EngagementEvent } from '../../../gtm/model/enrollment';
import { writesOfEngagement } from '../observe/writes-of-sequencer';
import { suppress } from './follow-opt-out';
import type { Verdict } from './sync-report';
import type { Origin } from './write-crm-change';

/**
 * Takes in what happened to a person in a sequence; who unsubscribed is on the suppression list from then
 * on.
 *
 * @throws RangeError if the graph refuses it
 */
export async function writeEngagement(
	origin: Origin,
	event: EngagementEvent | undefined,
): Promise<Verdict> {
	const { graph, from } = origin;
	const writes = event === undefined ? [] : writesOfEngagement([event], undefined, from);
	let verdict: Verdict = 'ignored';
	for (const write of writes) {
		if (write.kind !== 'event') continue;
		const { status } = await graph.recordEvent(write.subject, write.event, write.provenance);
		verdict = status === 'written' ? 'changed' : 'unchanged';
	}
	const address = toEmail(event?.email ?? '');
	if (event?.type === 'unsubscribed' && address !== undefined) await suppress(origin, address);
	return verdict;
}
