import { serialised } from '../crm/serialised';
import type { VendorClient } from '../http/vendor-client';
import { enrollOnce } from '../ledger/enroll-once';
import type { Ledger } from '../ledger/ledger';
import { suppressedBy } from '../ledger/suppression-list';
import { toEmail } from '../model/email';
import type { Enrollment } from '../model/enrollment';
import type { Outcome } from '../model/outcome';
import type { EnrollRequest, SequencerVendor } from './sequencer-vendor';

export interface EnrollSettings {
	/** The same person may be enrolled once in each, such as `2026-Q4`. */
	campaign?: string;
}

/**
 * Enrolls a person the safe way, whatever the vendor: an address that is one, not on the suppression
 * list, and never twice, also if a run was stopped half-way and is run again.
 */
export async function enrollChecked(
	{
		vendor,
		client,
		ledger,
	}: {
		vendor: SequencerVendor;
		client: VendorClient;
		ledger: Pick<Ledger, 'enrollments' | 'suppressions'>;
	},
	request: EnrollRequest,
	{ campaign }: EnrollSettings = {},
): Promise<Outcome<Enrollment>> {
	const { id: provider } = vendor.profile;
	const email = toEmail(request.contact.email ?? '');
	if (email === undefined) return withoutAddress(provider);
	const { sequenceId, contact } = request;
	const place = { provider, channel: 'sequencer' } as const;
	const suppressed = await suppressedBy(ledger.suppressions, place, contact);
	if (suppressed) return suppressed;
	const checked = { ...request, contact: { ...contact, email } };
	const identity = { provider, sequenceId, email, ...(campaign !== undefined && { campaign }) };
	// A person who is in the same input twice waits for the first one's end instead of being told that
	// another execution is at it.
	return await serialised(client, `enrollment ${JSON.stringify(identity)}`, () =>
		enrollOnce(ledger.enrollments, identity, {
			enroll: async () => await vendor.enroll(client, checked),
			look: async () => await vendor.getEnrollment(client, { sequenceId, email }),
		}),
	);
}

function withoutAddress(provider: string): Outcome<Enrollment> {
	const message =
		'The contact has no email address that is one: fix it, or enrich the contact first.';
	return {
		status: 'invalid',
		provider,
		reason: { code: 'no_email', message },
		retry: { advised: false },
	};
}
