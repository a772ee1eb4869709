import { EVERYWHERE, type SuppressionRow } from '../../../context/model/suppression';
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

/** Puts an address on the list. Whoever is there for another reason stays so. */
export async function suppress(origin: Origin, value: string): Promise<void> {
	if ((await standing(origin, value)).length > 0) return;
	const { graph, source, run, actor, tally } = origin;
	const draft = { identifier: { kind: 'email', value }, reason: OPTED_OUT, scope: EVERYWHERE };
	await graph.suppress(draft, { source, run, actor });
	tally.suppressed += 1;
}

async function release(origin: Origin, value: string): Promise<void> {
	const { graph, source, run, actor, tally } = origin;
	const isOwn = (row: SuppressionRow) => row.source === source && row.reason === OPTED_OUT;
	if (!(await standing(origin, value)).some(isOwn)) return;
	const identifier = { kind: 'email', value };
	if (await graph.release(identifier, EVERYWHERE, { source, run, actor })) tally.released += 1;
}

/** What holds for the address itself everywhere; not for its domain. */
async function standing({ graph }: Origin, email: string): Promise<SuppressionRow[]> {
	const subject = { type: 'contact' as const, email };
	const { suppression } = await graph.getContext({ subject, fields: [], include: [] });
	return suppression.filter(({ kind, scope }) => kind === 'email' && scope === EVERYWHERE);
}
