import type { VendorClient } from '../http/vendor-client';
import type { WriteLedger } from '../ledger/write-ledger';
import type { Activity } from '../model/activity';
import type { Outcome } from '../model/outcome';
import type { ActivityDraft, CrmVendor } from './crm-vendor';
import { writeOnce } from './write-once';

/** Logs an activity; with a key of the user's never a second time. */
export async function logActivityOnce(
	{
		vendor,
		client,
		ledger,
	}: { vendor: Pick<CrmVendor, 'logActivity'>; client: VendorClient; ledger: WriteLedger },
	draft: ActivityDraft,
	key: string,
): Promise<Outcome<Activity>> {
	const { type } = draft.activity;
	return await writeOnce<Activity>({
		client,
		ledger,
		what: { kind: type, key },
		write: async () => await vendor.logActivity(client, draft),
		again: async ({ id, at }) =>
			await Promise.resolve({
				status: 'unchanged',
				provider: client.provider,
				record: { type, id },
				notes: [`Already logged at ${new Date(at).toISOString()}. Nothing was sent.`],
			}),
	});
}
