import type { Outcome } from '../model/outcome';
import type { SequencerVendor } from '../sequencer/sequencer-vendor';
import type { VendorClient } from '../http/vendor-client';
import type { Vendor } from '../vendors/vendor';

/** Of the mailboxes that a model chooses from. */
const MOST_MAILBOXES = 20;

interface Asked {
	vendor: Vendor;
	client: VendorClient;
}

/**
 * A refusal for want of a mailbox, with the mailboxes that there are: a form offers its user a list,
 * and a model has none. Every other outcome as it is.
 */
export async function explainRefusal(
	outcome: Outcome,
	{ vendor, client }: Asked,
): Promise<Outcome> {
	const { reason } = outcome;
	const { listSenders } = vendor as Partial<SequencerVendor>;
	if (reason?.code !== 'sender_required' || !listSenders) return outcome;
	const { record = [] } = await listSenders(client, { limit: MOST_MAILBOXES });
	const usable = record.filter(({ state }) => state !== 'off');
	if (usable.length === 0) return outcome;
	const named = usable.map(({ id, name }) => `${id} (${name})`).join(', ');
	const message = `${reason.message} Call again with one of these as senderId: ${named}.`;
	return { ...outcome, reason: { ...reason, message } };
}
