import { accountTagOf } from '../../../context/identity/record-kind';
import { accountOfIds, type Reached } from '../../../gtm/guard/account-of-ids';
import type { GraphWrite } from './graph-write';

/** Whose ids a client reads, as the graph writes it. @throws VendorError if the vendor could not be asked */
export async function accountTagOfIds(reached: Reached): Promise<string | undefined> {
	const account = await accountOfIds(reached);
	return account === undefined ? undefined : accountTagOf(account);
}

/** Writes with the accounts of those vendors whose ids are unique within one only. */
export async function withAccounts(
	writes: readonly GraphWrite[],
	reached: readonly Reached[],
): Promise<GraphWrite[]> {
	const accounts = new Map<string, string>();
	const sources = new Set(writes.map(sourceOf));
	for (const one of reached) {
		const { id } = one.vendor.profile;
		const account = sources.has(id) ? await accountTagOfIds(one) : undefined;
		if (account !== undefined) accounts.set(id, account);
	}
	return writes.map((write) => {
		const account = accounts.get(sourceOf(write));
		return account === undefined ? write : inAccount(write, account);
	});
}

function sourceOf(write: GraphWrite): string {
	return write.kind === 'facts' ? write.draft.source : write.provenance.source;
}

function inAccount(write: GraphWrite, account: string): GraphWrite {
	return write.kind === 'facts'
		? { ...write, draft: { ...write.draft, account } }
		: { ...write, provenance: { ...write.provenance, account } };
}
