import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { toEmail } from '../../../base/identity/email';
import { type EngagementEvent, engagementEventSchema } from '../../model/enrollment';
import { toInstant } from '../../model/instant';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import type { ListOptions } from '../../sequencer/sequencer-vendor';
import { contactsOf } from './enrollment-control';
import { limitsOf } from './limits';

/** Apollo has no second page. */
const EVENTS_MAX = 50;

/**
 * What became of a contact in its sequences, newest first: enrolled, paused, resumed, failed, completed,
 * removed, replied. Apollo tells opens and clicks in sums only.
 *
 * @see https://docs.apollo.io/reference/get-contact-sequence-activity
 */
export async function engagementHistory(
	client: VendorClient,
	{ email, contactId, sequenceId }: { email?: string; contactId?: string; sequenceId?: string },
	{ limit }: ListOptions,
): Promise<Outcome<EngagementEvent[]>> {
	const { provider } = client;
	try {
		const id =
			contactId ?? (await contactsOf(client, { ...(email !== undefined && { email }) }))?.[0]?.id;
		if (id === undefined) return nobody(provider);
		const response = await client.send({
			method: 'POST',
			path: '/api/v1/emailer_campaigns/activity_feed',
			body: {
				contact_id: id,
				...(sequenceId !== undefined && { sequence_id: sequenceId }),
				per_page: Math.min(limit, EVENTS_MAX),
			},
			effect: 'read',
			limits: limitsOf('emailer_campaigns/activity_feed'),
		});
		const address = toEmail(email ?? '');
		const record = recordsOf(recordOf(response.body).events).map((event) => ({
			...toEvent(event),
			...(address !== undefined && { email: address }),
		}));
		if (record.length > 0) return { status: 'found', provider, record };
		const reason = { code: 'no_match', message: 'The contact has never been in a sequence.' };
		return { status: 'not_found', provider, record, reason, retry: { advised: false } };
	} catch (error) {
		return toOutcome(error);
	}
}

function toEvent(event: Record<string, unknown>): EngagementEvent {
	const said = textOf(event.type) ?? 'unknown';
	const reason = textOf(event.reason);
	const at = toInstant(textOf(event.occurred_at) ?? '')?.toISOString();
	const sequenceId = textOf(event.sequence_id);
	const step = numberOf(event.step_position);
	return engagementEventSchema.parse({
		type: typeOf(said, reason),
		detail: reason === undefined ? said : `${said}: ${reason}`,
		...(at !== undefined && { at }),
		...(sequenceId !== undefined && { sequenceId }),
		...(step !== undefined && step > 0 && { step }),
	});
}

function typeOf(said: string, reason = ''): EngagementEvent['type'] {
	if (said === 'replied') return 'replied';
	return said === 'failed' && /bounc/i.test(reason) ? 'bounced' : 'other';
}

function nobody(provider: string): Outcome<EngagementEvent[]> {
	const message =
		'Apollo has no contact with this address. Enter an email or a contact ID of Apollo.';
	const reason = { code: 'no_such_contact', message };
	return { status: 'not_found', provider, reason, retry: { advised: false } };
}
