import { type ReasonMeaning, row } from './reason-meaning';

/** Codes of ours, by name; see `REASONS`. */
export const REASONS_N_TO_Z: Readonly<Record<string, ReasonMeaning>> = {
	needs_approval: row(
		'A person has to approve the action first',
		'Get the approval, and name who gave it',
	),
	needs_review: row(
		'More than one record may be meant',
		'Decide in the review queue of GTM Context which one it is',
	),
	no_activity: row('The vendor has no activity of this person', 'Nothing'),
	no_answer: row('The vendor did not answer', 'Check whether it was done, then run again'),
	no_campaign: row('The vendor needs a campaign here', 'Choose one'),
	no_domain_field: row(
		'The account has no field for the company domain',
		'Create one, as described on the page of the vendor in the docs',
	),
	no_email: row('The contact has no usable email', 'Find the email address first'),
	no_events: row('The window has no event of this person or company', 'Nothing'),
	no_identity: row(
		'The record cannot be identified',
		'Enter an email, a domain, or the ID of the record',
	),
	no_match: row('The vendor has no such person or company', 'Nothing'),
	no_outcome: row("The vendor's answer does not mention this record", 'Check it at the vendor'),
	no_profile: row('The vendor has no profile of this person', 'Nothing'),
	no_prospect: row(
		'The person is not a prospect at the vendor',
		'Enroll the person, or create the prospect first',
	),
	no_record: row('The vendor has no such record', 'Check the ID'),
	no_result: row('The vendor found nothing', 'Nothing'),
	no_results: row("The vendor's answer contains no results", 'Request less, or run again'),
	no_sequence: row('The vendor has no such sequence', 'Choose one from Sequence > Get Many'),
	no_statistics: row(
		'The vendor has no statistics for this sequence',
		'Wait until it has sent something',
	),
	no_subject: row('This step has no subject', 'Leave Subject empty'),
	no_success: row(
		"The vendor's answer does not say whether it succeeded",
		'Check whether it was done',
	),
	no_such_alert: row('No alert of this name was set', 'Read the names with check_alerts'),
	no_such_contact: row(
		'The vendor has no contact with this address',
		'Check the address, or enroll the person first',
	),
	no_such_field: row('The account has no such field', 'Choose a field from Property > Get Many'),
	no_such_id: row('There is no record with this ID', 'Check the ID'),
	no_such_record: row('There is no such record', 'Check email, domain or ID'),
	no_such_sender: row(
		'The vendor has no such mailbox or user to send from',
		'Choose another Sender from the list',
	),
	no_such_sequence: row('The vendor has no such sequence', 'Choose one from Sequence > Get Many'),
	no_such_step: row('The sequence has no such step', 'Use a number or ID from Sequence > Get'),
	no_template: row(
		'There is no such template, or the step has none',
		'Choose one from Template > Get Many, or another step',
	),
	no_uploads_left: row(
		'The plan allows no more uploads',
		'Wait for the next period, or change the plan',
	),
	no_values: row('No event in the window has a number as this property', 'Choose another Property'),
	nobody_asked: row(
		'Nothing was sent to any vendor; the message says why',
		'Change the budget, Vendors or Wanted Fields',
	),
	not_added: row(
		'The vendor accepted the request but added no one',
		'Check the person at the vendor',
	),
	not_confirmed: row(
		'It is unknown whether the vendor did it',
		'Check at the vendor before you run again',
	),
	not_enrolled: row('The person is not in this sequence', 'Nothing'),
	not_found: row('The vendor has no such thing', 'Check the ID or name'),
	not_in_effect: row(
		'The vendor accepted the request, but the enrollment did not change',
		'Check the enrollment at the vendor',
	),
	not_offered: row('The vendor does not support this', 'See the page of the vendor in the docs'),
	not_ok: row('The vendor reports an error', 'Read the message, then run again'),
	not_read_back: row(
		'The record was written, but could not be read back',
		'Check the record; do not write it again',
	),
	not_tried: row(
		'Nothing was sent, because something before it failed',
		'Correct the first error, then run again',
	),
	nothing_done: row(
		'The vendor accepted the request but did nothing',
		'Check the record at the vendor',
	),
	one_record_only: row('The vendor links this activity to one record only', 'Set one record only'),
	one_text_only: row('The vendor supports either subject or body here', 'Enter only one of them'),
	open_deal: row(
		'A deal of the account is open',
		'Agree with the owner of the deal, or set Enroll Even If',
	),
	operator_not_offered: row(
		'The vendor cannot search with this operator',
		'Choose another Operator',
	),
	opted_out: row(
		'The person has unsubscribed or asked not to be contacted',
		'Do not contact the person',
	),
	out_of_credits: row('No credits are left', 'Buy credits, or wait for the next period'),
	page_failed: row('A page of the list failed', 'Run again, or request less'),
	paid_plan_only: row('The plan does not include this', 'Upgrade the plan'),
	person_required: row('The person is missing', 'Enter the email'),
	query_too_long: row('The request is too long for the vendor', 'Request less at once'),
	question_incomplete: row(
		'The request has too little data to find the person',
		'Enter an email, a LinkedIn URL, or a name with a company',
	),
	question_under_way: row(
		'Another execution is already requesting this from the vendor',
		'Run again to get its answer at no cost',
	),
	refused: row('The vendor rejected the request; the message says why', 'Do what the message says'),
	removal_claim: row(
		'A vendor is not allowed to share data about this person',
		'Do not request this person from that vendor again',
	),
	results_limit: row(
		'The vendor returns no more results than these',
		'Use a shorter window, or request less',
	),
	routine_failed: row('The routine at the vendor failed', 'Check its log at the vendor'),
	routine_missing: row(
		'The credential has no routine for this operation',
		'Enter the routine ID in the credential',
	),
	saved_funnel_needed: row('The vendor supports saved funnels only', 'Enter Saved Funnel ID'),
	saved_funnel_not_offered: row('The vendor has no saved funnels', 'Give Steps'),
	search_too_long: row('The search is too long for the vendor', 'Search for fewer values at once'),
	sender_required: row(
		'The vendor needs a mailbox or user to send from',
		'Choose a Sender from the list',
	),
	sequence_busy: row('The vendor is busy with this sequence', 'Run again in a minute'),
	sequence_required: row('The vendor needs a sequence here', 'Choose one'),
	several_prospects: row('Several prospects have this address', 'Merge them at the vendor'),
	since_in_future: row(
		'The time from which changes are to be read is in the future',
		'Check the time zone, or use a time in the past',
	),
	source_failed: row('A data source of the vendor failed', 'Run again later'),
	step_lost: row(
		'The vendor accepted the change, but does not show the step',
		'Check the sequence at the vendor',
	),
	stop_under_way: row('The vendor is stopping the enrollment', 'Check again in a minute'),
	suppressed: row(
		'The person or company is on the suppression list',
		'Do not contact the person; if the entry is wrong, remove it from the list',
	),
	suppressed_domain: row(
		'The domain is on the suppression list',
		'Do not contact the person; if the entry is wrong, remove it from the list',
	),
	suppressed_email: row(
		'The email address is on the suppression list',
		'Do not contact the person; if the entry is wrong, remove it from the list',
	),
	suppressed_linkedin: row(
		'The LinkedIn page is on the suppression list',
		'Do not contact the person; if the entry is wrong, remove it from the list',
	),
	suppressed_phone: row(
		'The phone number is on the suppression list',
		'Do not contact the person; if the entry is wrong, remove it from the list',
	),
	task_text: row('A task needs a text', 'Enter Subject or Text'),
	text_too_short: row('The text is too short for the vendor', 'Enter a longer text'),
	token_unavailable: row(
		'The token expired and could not be refreshed yet',
		'Run again in a minute; if it fails again, reconnect the credential',
	),
	too_few_steps: row('The vendor needs more steps in a funnel', 'Add at least two steps'),
	too_many_alerts: row('The account has as many alerts as can be kept', 'Remove an alert'),
	too_many_conditions: row('The vendor supports fewer conditions', 'Use fewer conditions'),
	too_many_pages: row('The list has too many pages', 'Add a condition to get fewer results'),
	unexpected_error: row('Internal error of this package', 'Report it with the n8n log'),
	unexpected_smtp_response: row('The mail server gave an unclear answer', 'Verify again later'),
	uniqueness_conflict: row(
		'Another record holds a value that must be unique',
		'Merge the two, or leave the value out',
	),
	unknown_consent: row(
		'Contact in this country needs consent, and none is recorded',
		'Record the consent with its source in GTM Context',
	),
	unknown_handle: row('The vendor no longer knows the handle', 'Run again without the handle'),
	unknown_id: row('The vendor does not know the ID', 'Check the ID'),
	unknown_identity: row('The vendor cannot identify the person', 'Enter an email'),
	unknown_outcome: row(
		'The account does not have this outcome',
		'Use one of the outcomes in the message',
	),
	unknown_subject: row(
		'Nothing is known of the person or company',
		'Record what is known in GTM Context first',
	),
	unprocessable: row(
		'The vendor rejected the request as invalid',
		'Correct what the message names',
	),
	unreadable_answer: row(
		'The answer could not be read, so the result is unknown',
		'Check whether it was done, then run again',
	),
	unsubscribed: row('The person unsubscribed', 'Do not contact the person'),
	unsupported_association: row(
		'The vendor cannot link these two kinds of records',
		'Link another record type',
	),
	unsupported_condition: row(
		'The vendor cannot search by this',
		'Choose another field or operator',
	),
	unsupported_sort: row('The vendor cannot sort by this', 'Remove the sort order'),
	unusable_query: row(
		'The vendor rejected the request as invalid',
		'Correct what the message names',
	),
	unusable_reference: row('The record has no valid ID, email or domain', 'Correct it'),
	usage_incomplete: row('Only part of the usage could be read', 'Use a shorter window'),
	variables_not_offered: row('The vendor does not support variables here', 'Leave Variables empty'),
	vendor_works: row('The vendor is still working on it', 'Run again later'),
	wanted_not_offered: row(
		'None of the chosen vendors has any of the wanted fields',
		'Change Wanted Fields or Vendors',
	),
	whole_days_only: row('The vendor counts whole days only', 'Set From and To to midnight'),
	window_not_whole_days: row('The vendor counts whole days only', 'Set From and To to midnight'),
	window_required: row('The vendor needs a window here', 'Set From and To'),
	write_under_way: row('Another execution is writing with this key', 'Run again in a minute'),
	keyed_record_gone: row(
		'The record of this idempotency key no longer exists',
		'Use a new key to create it again',
	),
	repeated_page: row(
		'The vendor returned a page twice, so the list is incomplete',
		'Add a condition to get fewer results',
	),
	unknown_field: row('A field does not exist', 'Correct the field name; nothing was sent'),
	unknown_list: row('A list does not exist', 'Choose one of the lists that the message names'),
	unwritable_value: row(
		'A value cannot be written to its field',
		'Correct the value that the message names',
	),
	value_left_out: row(
		'The record was written without a value that is not valid for its field',
		'Correct the value that the message names, then run again',
	),
	value_not_kept: row(
		'The vendor took a value but did not save it',
		"Check the vendor's rules for the field",
	),
};
