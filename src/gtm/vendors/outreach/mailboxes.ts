import type { VendorClient } from '../../http/vendor-client';
import { toEmail } from '../../model/email';
import { sendDocument, toId } from './json-api';

export type ChosenMailbox = { id: number } | { problem: string; code: string };

/** By id or address; without either the only one that the user sees. */
export async function chooseMailbox(
	client: VendorClient,
	senderId: string | undefined,
): Promise<ChosenMailbox> {
	const id = toId(senderId?.trim());
	if (id !== undefined) return { id };
	const email = senderId === undefined ? undefined : toEmail(senderId);
	if (senderId !== undefined && email === undefined) {
		const problem = 'senderId: give the ID or the address of a mailbox in Outreach.';
		return { code: 'sender_invalid', problem };
	}
	const { data } = await sendDocument(client, {
		method: 'GET',
		path: '/api/v2/mailboxes',
		query: { 'filter[email]': email, 'page[size]': 2 },
		effect: 'read',
	});
	const [mailbox, another] = data;
	if (mailbox === undefined) {
		return {
			code: 'no_mailbox',
			problem: 'senderId: Outreach shows no such mailbox to this user.',
		};
	}
	if (another !== undefined) {
		const problem =
			'senderId is missing: there are several mailboxes, so name the one to send from.';
		return { code: 'sender_required', problem };
	}
	if (mailbox.attributes.sendDisabled === true) {
		return {
			code: 'sender_disabled',
			problem: 'senderId: sending from this mailbox is switched off.',
		};
	}
	return { id: Number(mailbox.id) };
}
