import { EVERYWHERE } from '../../../context/model/suppression';
import { toEmail } from '../../../base/identity/email';
import type { Contact } from '../../../gtm/model/contact';
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

/** Puts an address on the list, once. */
export async function suppress(
	{ graph, source, run, actor, tally }: Origin,
	value: string,
): Promise<void> {
	const identifier = { kind: 'email', value };
	const draft = { identifier, reason: OPTED_OUT, scope: EVERYWHERE };
	const status = await graph.suppress(draft, { source, run, actor });
	if (status !== 'unchanged') tally.suppressed += 1;
}

async function release({ graph, source, run, actor, tally }: Origin, value: string): Promise<void> {
	const subject = { type: 'contact' as const, email: value };
	const { suppression } = await graph.getContext({ subject, fields: [], include: [] });
	const isOwn = suppression.some(
		(row) => row.kind === 'email' && row.source === source && row.reason === OPTED_OUT,
	);
	if (!isOwn) return;
	const identifier = { kind: 'email', value };
	if (await graph.release(identifier, EVERYWHERE, { source, run, actor })) tally.released += 1;
}
