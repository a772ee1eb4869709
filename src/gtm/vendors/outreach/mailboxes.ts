import type { VendorClient } from '../../http/vendor-client';
import { toEmail } from '../../../base/identity/email';
import { textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import type { ListOptions, Sender } from '../../sequencer/sequencer-vendor';
import { sendDocument, toId } from './json-api';
import { listDocuments } from './pages';

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
		const problem =
			'Sender is not a mailbox. Choose one from the list, or enter the ID or address of a mailbox in Outreach.';
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
			problem: 'Sender: Outreach shows no such mailbox to this user. Choose one from the list.',
		};
	}
	if (another !== undefined) {
		const problem =
			'Sender is empty, but Outreach has several mailboxes. Choose the one to send from.';
		return { code: 'sender_required', problem };
	}
	if (mailbox.attributes.sendDisabled === true) {
		return {
			code: 'sender_disabled',
			problem: 'Sender: sending from this mailbox is turned off in Outreach. Choose another one.',
		};
	}
	return { id: Number(mailbox.id) };
}

/** The filter of Outreach wants the whole address, so all are read. */
export async function listSenders(
	client: VendorClient,
	{ limit, text = '' }: ListOptions,
): Promise<Outcome<Sender[]>> {
	const asked = { path: '/api/v2/mailboxes', query: {} };
	return await listDocuments(client, limit, asked, ({ id, attributes }): Sender[] => {
		const name = textOf(attributes.email);
		if (name === undefined || !name.toLowerCase().includes(text.toLowerCase())) return [];
		return [{ id, name, ...(attributes.sendDisabled === true && { state: 'off' }) }];
	});
}
