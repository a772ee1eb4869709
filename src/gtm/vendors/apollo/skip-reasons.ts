import type { Outcome } from '../../model/outcome';

/** @see https://docs.apollo.io/reference/add-contacts-to-sequence (skipped_contact_ids) */
const REASONS: Readonly<Record<string, string>> = {
	contact_not_found: 'Apollo has no such contact in this team.',
	contacts_already_exists_in_current_campaign: 'The contact is or was already in this sequence.',
	contacts_active_in_other_campaigns:
		'The contact is in another sequence. Turn on "Even If in Another Sequence" to enroll anyway.',
	contacts_finished_in_other_campaigns:
		'The contact has finished another sequence. Turn on "Even If in Another Sequence" to enroll anyway.',
	contacts_without_email: 'The contact has no email address in Apollo.',
	contacts_unverified_email: 'Apollo has not verified the email address of the contact.',
	contacts_with_unverified_user_managed_email:
		'Someone entered the email address of the contact by hand, and Apollo has not verified it.',
	contacts_with_job_change: 'The contact has changed jobs. Review the change in Apollo first.',
	contacts_in_same_company: 'Another contact of the same company is in this sequence.',
	contacts_without_ownership_permission:
		'The user of this API key cannot contact this person: the contact has another owner.',
	contacts_in_pending_state: 'The contact is waiting in the queue of its account.',
};

/** Apollo answers 200 for contacts that it did not add. */
export function skipped<Entity>(provider: string, code: string): Outcome<Entity> {
	const statuses: Readonly<Record<string, Outcome['status']>> = {
		contact_not_found: 'not_found',
		contacts_already_exists_in_current_campaign: 'duplicate',
		contacts_without_ownership_permission: 'forbidden',
	};
	const message = REASONS[code] ?? `Apollo skipped the contact: ${code}.`;
	return {
		status: statuses[code] ?? 'skipped',
		provider,
		reason: { code, message },
		retry: { advised: false },
	};
}
