import { type ReasonMeaning, row } from './reason-meaning';

/** Codes of ours, by name; see `REASONS`. */
export const REASONS_N_TO_Z: Readonly<Record<string, ReasonMeaning>> = {
	no_activity: row('The vendor has no activity of this person', 'Nothing: it is an answer'),
	no_answer: row('The vendor did not answer', 'Look whether it was done, then run again'),
	no_campaign: row('The vendor needs a campaign here', 'Choose one'),
	no_domain_field: row(
		'The account has no field for the domain of a company',
		"Make one, as the vendor's page says",
	),
	no_email: row('The contact has no usable email', 'Find the email first'),
	no_events: row('The window holds no event of this person or company', 'Nothing: it is an answer'),
	no_identity: row(
		'The record has nothing to be recognized by',
		"Give an email, a domain, or the record's ID",
	),
	no_match: row('The vendor knows no such person or company', 'Nothing: it is an answer'),
	no_outcome: row("The vendor's answer says nothing of this record", 'Look at it at the vendor'),
	no_profile: row('The vendor has no profile of this person', 'Nothing: it is an answer'),
	no_prospect: row(
		"The person is none of the vendor's prospects",
		'Enroll the person, or make the prospect first',
	),
	no_record: row('The vendor has no such record', 'Check the ID'),
	no_result: row('The vendor found nothing', 'Nothing: it is an answer'),
	no_results: row("The vendor's answer has no results in it", 'Ask for less, or run again'),
	no_sequence: row('The vendor has no such sequence', 'Choose one of Sequence > Get Many'),
	no_statistics: row(
		'The vendor has no numbers of this sequence',
		'Wait until it has sent something',
	),
	no_subject: row('This step has no subject', 'Leave Subject empty'),
	no_success: row(
		"The vendor's answer says neither success nor failure",
		'Look whether it was done',
	),
	no_such_contact: row(
		'The vendor has no contact with this address',
		'Check the address, or enroll the person first',
	),
	no_such_field: row('The account has no such field', 'Choose one of Property > Get Many'),
	no_such_id: row('There is no record with this ID', 'Check the ID'),
	no_such_record: row('There is no such record', 'Check email, domain or ID'),
	no_such_sender: row(
		'The vendor has no such mailbox or user to send from',
		'Choose another Sender from the list',
	),
	no_such_sequence: row('The vendor has no such sequence', 'Choose one of Sequence > Get Many'),
	no_such_step: row('The sequence has no such step', 'Give a number or ID of Sequence > Get'),
	no_template: row(
		'There is no such template, or the step has none',
		'Choose one of Template > Get Many, or another step',
	),
	no_uploads_left: row(
		'The plan takes no more uploads',
		'Wait for the next period, or change the plan',
	),
	no_values: row('No event in the window has a number in this property', 'Choose another Property'),
	nobody_asked: row(
		'No vendor of the waterfall was asked; the message says why',
		'Change budget, vendors or wanted fields',
	),
	not_added: row(
		'The vendor took the request and added nobody',
		'Look at the person at the vendor',
	),
	not_confirmed: row(
		'Nobody can tell whether the vendor did it',
		'Look at the vendor before running again',
	),
	not_enrolled: row('The person is not in this sequence', 'Nothing: it is an answer'),
	not_found: row('The vendor knows no such thing', 'Check what it is named by'),
	not_in_effect: row(
		'The vendor took the request, and shows the enrollment as it was',
		'Look at the enrollment at the vendor',
	),
	not_offered: row('The vendor does not offer this', "See the vendor's page for another way"),
	not_ok: row(
		"The vendor's answer says that something went wrong",
		'Read the message, then run again',
	),
	not_read_back: row(
		'It was written, and could not be read back',
		'Look at the record; do not write it again',
	),
	not_tried: row(
		'Nothing was sent, because something before it failed',
		'Correct that, and run again',
	),
	nothing_done: row(
		'The vendor took the request and did nothing',
		'Look at the record at the vendor',
	),
	one_record_only: row('The vendor links such an activity to one record only', 'Name one record'),
	one_text_only: row('The vendor has one text here, not subject and body', 'Give one of them'),
	operator_not_offered: row(
		'The vendor cannot search with this operator',
		'Choose another Operator',
	),
	opted_out: row('The person asked not to be contacted', 'Do not contact the person'),
	out_of_credits: row('No credits are left', 'Buy some, or wait for the next period'),
	page_failed: row('A page of the list failed after others came', 'Run again, or ask for less'),
	paid_plan_only: row('The plan does not include this', 'Change the plan'),
	person_required: row('The person is not named', 'Give the email'),
	query_too_long: row('The question is longer than the vendor takes', 'Ask for less at once'),
	question_incomplete: row(
		'The question names too little to be answered',
		'Give email, LinkedIn URL, or a name with a company',
	),
	question_under_way: row(
		'Another execution asks the vendor the same right now',
		'Run again: its answer will be there at no cost',
	),
	refused: row('The vendor refused; the message says why', 'Do what the message says'),
	removal_claim: row('A vendor may not give data on this person', 'Do not ask that vendor again'),
	results_limit: row(
		'The vendor gives no more results than these',
		'Ask for a shorter window, or less',
	),
	routine_failed: row('The routine at the vendor failed', 'Look at its log at the vendor'),
	routine_missing: row(
		'The credential names no routine for this',
		'Enter the ID in the credential',
	),
	saved_funnel_needed: row('The vendor takes saved funnels only', 'Give Saved Funnel ID'),
	saved_funnel_not_offered: row('The vendor has no saved funnels', 'Give Steps'),
	search_too_long: row('The search is longer than the vendor takes', 'Search for less at once'),
	sender_required: row(
		'The vendor needs a mailbox or user to send from',
		'Choose a Sender from the list',
	),
	sequence_busy: row('The vendor works on this sequence right now', 'Run again in a minute'),
	sequence_required: row('The vendor needs a sequence here', 'Choose one'),
	several_prospects: row('Several prospects have this address', 'Merge them at the vendor'),
	source_failed: row('A source of the vendor failed', 'Run again later'),
	step_lost: row(
		'The vendor took the change, and shows no such step afterwards',
		'Look at the sequence at the vendor',
	),
	stop_under_way: row('The vendor is stopping the enrollment', 'Look again in a minute'),
	task_text: row('A task needs a text', 'Give Subject or Text'),
	text_too_short: row('The text is shorter than the vendor takes', 'Give a longer one'),
	token_unavailable: row(
		'The token expired and no new one could be had yet',
		'Run again in a minute; reconnect the credential if it stays',
	),
	too_few_steps: row('The vendor needs more steps in a funnel', 'Give at least two'),
	too_many_conditions: row('The vendor takes fewer conditions', 'Search with fewer'),
	too_many_pages: row(
		'The list has more pages than are followed',
		'Ask for less, with a condition',
	),
	unexpected_error: row('A fault of this package', 'Report it with the log of n8n'),
	unexpected_smtp_response: row(
		'The mail server answered in a way that tells nothing',
		'Verify again later',
	),
	uniqueness_conflict: row(
		'Another record holds a value that must be unique',
		'Merge the two, or leave the value out',
	),
	unknown_handle: row('The vendor does not know the handle any more', 'Ask anew, without it'),
	unknown_id: row('The vendor does not know the ID', 'Check the ID'),
	unknown_identity: row('The vendor cannot tell who is meant', 'Give an email'),
	unknown_outcome: row(
		'The activity has an outcome that the account does not know',
		'Give one of the outcomes that the message names',
	),
	unprocessable: row('The vendor cannot use the request', 'Correct what the message names'),
	unreadable_answer: row(
		'The answer could not be read, so nothing was concluded from it',
		'Look whether it was done, then run again',
	),
	unsubscribed: row('The person unsubscribed', 'Do not contact the person'),
	unsupported_association: row(
		'The vendor cannot link these two kinds of records',
		'Link another kind',
	),
	unsupported_condition: row(
		'The vendor cannot search by this',
		'Choose another field or operator',
	),
	unsupported_sort: row('The vendor cannot sort by this', 'Leave the order out'),
	unusable_query: row('The vendor cannot use the question', 'Correct what the message names'),
	unusable_reference: row(
		'The record is named in a way that is no ID, email or domain',
		'Correct it',
	),
	usage_incomplete: row('Only a part of the usage could be read', 'Ask for a shorter window'),
	variables_not_offered: row('The vendor takes no variables here', 'Leave Variables empty'),
	vendor_works: row('The vendor still works on it', 'Run again later'),
	wanted_not_offered: row(
		'None of the chosen vendors has any of the wanted fields',
		'Change Wanted Fields or Vendors',
	),
	whole_days_only: row('The vendor counts whole days only', 'Give two midnights'),
	window_not_whole_days: row('The vendor counts whole days only', 'Give two midnights'),
	window_required: row('The vendor needs a window here', 'Give From and To'),
	write_under_way: row('Another execution writes with this key right now', 'Run again in a minute'),
	keyed_record_gone: row(
		'The record that the idempotency key stands for is gone',
		'Use a new key to make it again',
	),
	repeated_page: row(
		'The vendor gave a page of the list twice, so the list is cut',
		'Ask for less, with a condition',
	),
	unknown_field: row(
		'A field that was named is none of the record',
		'Correct the name; nothing was sent',
	),
	unwritable_value: row(
		'A value cannot be written to its field',
		'Correct the value that the message names',
	),
	value_left_out: row(
		'The rest was written; a value did not fit its field and was left out',
		'Correct the value that the message names, and run again',
	),
	value_not_kept: row(
		'The vendor took a value and did not keep it',
		"Look at the vendor's rules for the field",
	),
};
