import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { EngagementEvent } from '../../model/enrollment';
import { toInstant } from '../../model/instant';
import { idOf, numberOf, recordOf, recordsOf, textOf } from '../../model/json';

/** The mails of one person in one campaign, in the order of Smartlead. */
export async function threadOf(
	client: VendorClient,
	campaignId: string,
	leadId: string,
): Promise<EngagementEvent[]> {
	const response = await client.send({
		method: 'GET',
		path: pathOf`/api/v1/campaigns/${campaignId}/leads/${leadId}/message-history`,
		effect: 'read',
	});
	// The page says `messages`, the API `history`.
	const { history, messages } = recordOf(response.body);
	return recordsOf(history ?? messages).flatMap((message) => eventsOf(message, campaignId));
}

function eventsOf(message: Record<string, unknown>, sequenceId: string): EngagementEvent[] {
	const inbound = message.direction === 'inbound' || message.type === 'REPLY';
	const at = instantOf(message.time ?? message.sent_at ?? message.received_at);
	const openedAt = instantOf(message.opened_at);
	const id = idOf(message.stats_id ?? message.id);
	const step = numberOf(message.email_seq_number);
	const detail = textOf(message.subject);
	const event = (type: EngagementEvent['type'], moment: string | undefined): EngagementEvent => ({
		type,
		sequenceId,
		...(id !== undefined && { id: eventIdOf(id, type) }),
		...(moment !== undefined && { at: moment }),
		...(step !== undefined && step > 0 && { step }),
		...(detail !== undefined && { detail }),
	});
	const told = event(inbound ? 'replied' : 'sent', at);
	return openedAt === undefined ? [told] : [told, event('opened', openedAt)];
}

/** Smartlead has an id of the mail, not of what happened to it. */
export const eventIdOf = (mailId: string, type: EngagementEvent['type']): string =>
	`${mailId}:${type}`;

export function instantOf(value: unknown): string | undefined {
	return toInstant(textOf(value) ?? '')?.toISOString();
}
