import type { ContextGraph } from '../../../context/context-graph';
import { EVERYWHERE, type SuppressionRow } from '../../../context/model/suppression';
import { toEmail } from '../../../base/identity/email';
import { inChunks } from '../../../base/in-chunks';
import type { Provenance } from '../../../context/model/provenance';
import type { Contact } from '../../../gtm/model/contact';
import { accountTagOf, type SourceAccount } from '../../../context/identity/record-kind';
import type { SyncTally } from './sync-report';

/** Why someone is on the list whom a vendor says to have opted out. */
export const OPTED_OUT = 'unsubscribed';

/** Where opt-outs are written, and who says so. */
export interface OptOuts {
	graph: ContextGraph;
	from: Provenance & { actor: string };
	tally: Pick<SyncTally, 'released' | 'suppressed'>;
	/** Addresses that opted out, until `suppressWaiting` puts them on the list. */
	waiting: Set<string>;
}

/**
 * Keeps the suppression list in step with what a CRM says of a person. Who opts in again is taken off, but
 * only by the system that had put them on: at once, for who is told twice that a person opted in has no
 * news the second time.
 *
 * @param changed attributes with another value than before
 */
export async function followOptOut(
	opting: OptOuts,
	{ email, otherEmails = [], optedOut }: Contact,
	changed: readonly string[],
): Promise<void> {
	const addresses = [email, ...otherEmails].flatMap((one) => toEmail(one ?? '') ?? []);
	if (optedOut === true) {
		for (const address of addresses) opting.waiting.add(address);
	} else if (changed.includes('optedOut')) {
		for (const address of addresses) opting.waiting.delete(address);
		await release(opting, addresses);
	}
}

/** Puts those who opted out on the list, all at once. Whoever is there for another reason stays so. */
export async function suppressWaiting({ graph, from, tally, waiting }: OptOuts): Promise<void> {
	for (const chunk of inChunks([...waiting])) {
		const standing = await standingOf(graph, chunk);
		const drafts = chunk
			.filter((_address, place) => standing[place]?.length === 0)
			.map((value) => ({
				identifier: { kind: 'email', value },
				reason: OPTED_OUT,
				scope: EVERYWHERE,
				source: nameOf(from),
			}));
		if (drafts.length > 0) await graph.suppressAll(drafts, from);
		tally.suppressed += drafts.length;
		for (const address of chunk) waiting.delete(address);
	}
}

async function release(opting: OptOuts, addresses: readonly string[]): Promise<void> {
	const { graph, from, tally } = opting;
	const standing = await standingOf(graph, addresses);
	if (standing.flat().length === 0) return;
	const names = await ownNames(opting);
	const isOwn = (row: SuppressionRow) => names.includes(row.source) && row.reason === OPTED_OUT;
	const own = addresses.filter((_address, place) => standing[place]?.some(isOwn));
	if (own.length === 0) return;
	const keys = own.map((value) => ({ identifier: { kind: 'email', value }, scope: EVERYWHERE }));
	const released = await graph.releaseAll(keys, from);
	tally.released += released.filter(Boolean).length;
}

/** Who opts in with one customer of a CRM has not done so with another. */
function nameOf({ source, account }: SourceAccount): string {
	return account === undefined ? source : `${source}-${account}`;
}

/** Under which names this account has put somebody on: also that of the vendor, where it is its only one. */
async function ownNames({ graph, from }: OptOuts): Promise<string[]> {
	const accounts = (await graph.sources())
		.filter(({ source }) => source === from.source)
		.map(({ account }) => accountTagOf(account));
	const isOnly = accounts.every((account) => account === from.account);
	return isOnly ? [nameOf(from), from.source] : [nameOf(from)];
}

/** What holds for each address itself everywhere; not for its domain. */
async function standingOf(
	graph: ContextGraph,
	emails: readonly string[],
): Promise<SuppressionRow[][]> {
	const rows = await graph.suppressionsBy(emails.map((value) => ({ kind: 'email', value })));
	return rows.map((own) => own.filter(({ scope }) => scope === EVERYWHERE));
}
