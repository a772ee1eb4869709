import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { recordOf, recordsOf, textOf, textsOf } from '../../model/json';
import type { Reason } from '../../model/outcome';
import { limitsOf } from './limits';

export type Sender = { id: string } | { problem: Reason };

/** Ids of Apollo's: 24 hexadecimal digits. */
const ID = /^[0-9a-f]{24}$/i;

/**
 * The mailbox to send from: by its id as it is, by its address through the list, or the only one that
 * there is. Never a guess among several.
 *
 * @throws VendorError
 * @see https://docs.apollo.io/reference/get-a-list-of-email-accounts
 */
export async function findSender(
	client: VendorClient,
	wanted: string | undefined,
): Promise<Sender> {
	if (wanted !== undefined && ID.test(wanted)) return { id: wanted };
	const response = await client.send({
		method: 'GET',
		path: '/api/v1/email_accounts',
		effect: 'read',
		limits: limitsOf('email_accounts'),
	});
	const { email_accounts: accounts } = recordOf(response.body);
	if (!Array.isArray(accounts)) throw unreadable(client, response);
	const active = recordsOf(accounts).filter((account) => account.active === true);
	if (wanted !== undefined) return byAddress(active, wanted.toLowerCase());
	return theOnlyOne(active);
}

function byAddress(accounts: Array<Record<string, unknown>>, address: string): Sender {
	const found = accounts.find(({ email, aliases }) =>
		[textOf(email), ...textsOf(aliases)].some((each) => each?.toLowerCase() === address),
	);
	const id = textOf(found?.id);
	if (id !== undefined) return { id };
	const message =
		'No active mailbox in Apollo has the sender’s address. Give its id or another one.';
	return { problem: { code: 'no_such_sender', message } };
}

function theOnlyOne(accounts: Array<Record<string, unknown>>): Sender {
	const defaults = accounts.filter((account) => account.default === true);
	const candidates = accounts.length === 1 || defaults.length === 0 ? accounts : defaults;
	const id = textOf(candidates[0]?.id);
	if (candidates.length === 1 && id !== undefined) return { id };
	const message =
		accounts.length === 0
			? 'No mailbox is linked and active in Apollo. Link one under Settings > Mailboxes.'
			: `${accounts.length} mailboxes are linked in Apollo. Name the sender: a mailbox's id or address.`;
	return { problem: { code: 'sender_required', message } };
}
