import { EVERYWHERE, type SuppressionRow } from '../../../context/model/suppression';
import { toEmail } from '../../../base/identity/email';
import type { Contact } from '../../../gtm/model/contact';
import { accountTagOf, type SourceAccount } from '../../../context/identity/record-kind';
import type { Origin } from './write-crm-change';

/** Why someone is on the list whom a vendor says to have opted out. */
export const OPTED_OUT = 'unsubscribed';

/**
 * Keeps the suppression list in step with what a CRM says of a person. Who opts in again is taken off, but
 * only by the system that had put them on.
 *
 * @param changed attributes with another value than before
 */
export async function followOptOut(
	origin: Origin,
	{ email, otherEmails = [], optedOut }: Contact,
	changed: readonly string[],
): Promise<void> {
	const addresses = [email, ...otherEmails].flatMap((one) => toEmail(one ?? '') ?? []);
	if (optedOut === true) {
		for (const address of addresses) await suppress(origin, address);
	} else if (changed.includes('optedOut')) {
		for (const address of addresses) await release(origin, address);
	}
}

/** Puts an address on the list. Whoever is there for another reason stays so. */
export async function suppress(origin: Origin, value: string): Promise<void> {
	if ((await standing(origin, value)).length > 0) return;
	const { graph, from, tally } = origin;
	const identifier = { kind: 'email', value };
	const draft = { identifier, reason: OPTED_OUT, scope: EVERYWHERE, source: nameOf(from) };
	await graph.suppress(draft, from);
	tally.suppressed += 1;
}

async function release(origin: Origin, value: string): Promise<void> {
	const { graph, from, tally } = origin;
	const names = await ownNames(origin);
	const isOwn = (row: SuppressionRow) => names.includes(row.source) && row.reason === OPTED_OUT;
	if (!(await standing(origin, value)).some(isOwn)) return;
	const identifier = { kind: 'email', value };
	if (await graph.release(identifier, EVERYWHERE, from)) tally.released += 1;
}

/** Who opts in with one customer of a CRM has not done so with another. */
function nameOf({ source, account }: SourceAccount): string {
	return account === undefined ? source : `${source}-${account}`;
}

/** Under which names this account has put somebody on: also that of the vendor, where it is its only one. */
async function ownNames({ graph, from }: Origin): Promise<string[]> {
	const accounts = (await graph.sources())
		.filter(({ source }) => source === from.source)
		.map(({ account }) => accountTagOf(account));
	const isOnly = accounts.every((account) => account === from.account);
	return isOnly ? [nameOf(from), from.source] : [nameOf(from)];
}

/** What holds for the address itself everywhere; not for its domain. */
async function standing({ graph }: Origin, email: string): Promise<SuppressionRow[]> {
	const subject = { type: 'contact' as const, email };
	const { suppression } = await graph.getContext({ subject, fields: [], include: [] });
	return suppression.filter(({ kind, scope }) => kind === 'email' && scope === EVERYWHERE);
}
