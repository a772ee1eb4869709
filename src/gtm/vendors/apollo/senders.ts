import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { recordOf, recordsOf, textOf, textsOf } from '../../model/json';
import type { Outcome, Reason } from '../../model/outcome';
import { found, refused } from '../../sequencer/answers';
import type { ListOptions, Sender } from '../../sequencer/sequencer-vendor';
import { limitsOf } from './limits';

export type ChosenSender = { id: string } | { problem: Reason };

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
): Promise<ChosenSender> {
	if (wanted !== undefined && ID.test(wanted)) return { id: wanted };
	const active = (await readAccounts(client)).filter((account) => account.active === true);
	if (wanted !== undefined) return byAddress(active, wanted.toLowerCase());
	return theOnlyOne(active);
}

async function readAccounts(client: VendorClient): Promise<Array<Record<string, unknown>>> {
	const response = await client.send({
		method: 'GET',
		path: '/api/v1/email_accounts',
		effect: 'read',
		limits: limitsOf('email_accounts'),
	});
	const { email_accounts: accounts } = recordOf(response.body);
	if (!Array.isArray(accounts)) throw unreadable(client, response);
	return recordsOf(accounts);
}

/** Apollo gives all mailboxes at once. */
export async function listSenders(
	client: VendorClient,
	{ limit, text = '' }: ListOptions,
): Promise<Outcome<Sender[]>> {
	const { provider } = client;
	try {
		const record = (await readAccounts(client))
			.flatMap(toSender)
			.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
			.slice(0, limit);
		if (record.length > 0) return found(provider, record);
		return refused(provider, 'not_found', 'no_match', 'No mailbox in Apollo matches.');
	} catch (error) {
		return toOutcome(error);
	}
}

function toSender({ id, email, active, ...account }: Record<string, unknown>): Sender[] {
	const [own, name] = [textOf(id), textOf(email)];
	if (own === undefined || name === undefined) return [];
	const state = active !== true ? 'off' : account.default === true ? 'default' : undefined;
	return [{ id: own, name, ...(state && { state }) }];
}

function byAddress(accounts: Array<Record<string, unknown>>, address: string): ChosenSender {
	const found = accounts.find(({ email, aliases }) =>
		[textOf(email), ...textsOf(aliases)].some((each) => each?.toLowerCase() === address),
	);
	const id = textOf(found?.id);
	if (id !== undefined) return { id };
	const message =
		'No active mailbox in Apollo has the address of Sender. Choose one from the list, or enter another address.';
	return { problem: { code: 'no_such_sender', message } };
}

function theOnlyOne(accounts: Array<Record<string, unknown>>): ChosenSender {
	const defaults = accounts.filter((account) => account.default === true);
	const candidates = accounts.length === 1 || defaults.length === 0 ? accounts : defaults;
	const id = textOf(candidates[0]?.id);
	if (candidates.length === 1 && id !== undefined) return { id };
	const message =
		accounts.length === 0
			? 'Apollo has no connected, active mailbox. Connect one under Settings > Mailboxes.'
			: `${accounts.length} mailboxes are connected in Apollo, and none is the default. Set Sender to one of them.`;
	return { problem: { code: 'sender_required', message } };
}
