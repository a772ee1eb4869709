import { type ReasonMeaning, row } from './reason-meaning';

/** Codes of ours, by name; see `REASONS`. */
export const REASONS_A_TO_M: Readonly<Record<string, ReasonMeaning>> = {
	already_added_to_campaign: row(
		'The person is in this campaign already',
		'Nothing: it is as asked',
	),
	ambiguous_match: row(
		'Several records match, so none was written',
		'Merge them in the CRM, or name the record by its ID',
	),
	association_missing: row(
		'The record was written, and a link that was asked for is not there',
		'Check the ID of the other record; do not write the record again',
	),
	bad_cursor: row(
		'The cursor is none, or belongs to other changes',
		'Give the cursor of the last answer to the same question, or none to begin anew',
	),
	bad_key: row('The vendor rejected the key', 'Copy the key again into the credential'),
	balance_not_told: row(
		'The vendor did not say how many credits are left',
		"Look in the vendor's own settings",
	),
	blocked: row(
		'The vendor, or what stands before it, blocks the request',
		'Stop for some minutes, then send less at once',
	),
	bounced_before: row('A message to this address bounced before', 'Find another address'),
	breakdown_not_offered: row(
		'The vendor cannot break this metric down',
		'Leave Break Down By empty',
	),
	budget_of_day: row(
		'It may cost more than is left of Credits per Day',
		'Raise Credits per Day, or run again tomorrow (UTC)',
	),
	budget_of_run: row(
		'It may cost more than is left of Credits per Run',
		'Raise Credits per Run, or give the rest to another run',
	),
	burst_limit: row('Too many calls at once', 'Wait as long as the outcome says, and run again'),
	campaign_active: row(
		'The vendor changes a campaign only while it is paused',
		'Pause the campaign, change it, start it again',
	),
	cancelled: row(
		'The execution was stopped before the end',
		'Look whether it was done, then run again',
	),
	circuit_open: row(
		'The vendor failed several times in a row, so nothing was sent',
		'Run again later',
	),
	claimed_email: row(
		'The owner of the email asked the vendor not to process it',
		'Do not ask again',
	),
	contact_required: row('The person is not named', 'Give the email'),
	contacts_already_exists_in_current_campaign: row(
		'The person is in this sequence already',
		'Nothing: it is as asked',
	),
	conversion_too_long: row(
		'The vendor cannot wait so long from the first to the last step',
		'Lower Within Hours',
	),
	daily_budget: row(
		'The credits of the day are spent',
		'Raise Credits per Day, or run tomorrow (UTC)',
	),
	deal_and_stage: row('The vendor needs a deal, and the ID of a stage', 'Give both'),
	duplicated_lead: row('The vendor holds this person already', 'Enroll the one that it holds'),
	earlier_write_in_doubt: row(
		'An earlier write with this key ended without an answer',
		'Look at the vendor whether it is there; then use a new key, or none',
	),
	email_required: row('The vendor needs an email here', 'Find the email first'),
	email_unsubscribed: row(
		"The person unsubscribed from the team's emails",
		'Do not contact the person',
	),
	enrolled_in_campaign_before: row(
		'The person was in this sequence before',
		'Give a new Campaign to enroll once more',
	),
	enrollment_under_way: row(
		'Another execution enrolls this person right now',
		'Nothing: look at the enrollment later',
	),
	fields_missing: row(
		'Some of the wanted fields were not found',
		'Add a vendor, or go on without them',
	),
	filter_ignored: row(
		'The vendor left a filter out, so its numbers are of something else',
		'Report it; do not use the numbers',
	),
	flow_failed: row("The vendor's own automation failed", 'Look at its log at the vendor'),
	http_403: row('The vendor refuses access', 'Check key, scopes and plan'),
	in_blocklist: row(
		"The address is on the vendor's block list",
		'Do not contact the person, or take the address off the list',
	),
	in_other_campaign: row(
		'The person is in another campaign',
		'Choose Even If in Another Sequence to enroll anyway',
	),
	in_other_sequence: row(
		'The person is in another sequence',
		'Choose Even If in Another Sequence to enroll anyway',
	),
	in_progress: row('The vendor works on it', 'Run again with the handle, at no cost'),
	in_sequence_before: row(
		'The person was in this sequence before',
		'Give a new Campaign to enroll once more',
	),
	incomplete_query: row(
		'The question lacks something that the vendor needs',
		'Give what the message names',
	),
	interval_not_offered: row('The vendor has no steps of this size', 'Choose another Interval'),
	invalid: row('The vendor refused a value', 'Correct the value that the message names'),
	invalid_email: row('The email is no address', 'Correct it'),
	invalid_field_name: row('The account has no such field', 'Choose one of Property > Get Many'),
	invalid_id: row('The ID is none of this vendor', 'Give the ID that this vendor shows'),
	invalid_key: row('The vendor rejected the key', 'Copy the key again into the credential'),
	invalid_value: row('A value does not fit its field', 'Correct the value that the message names'),
	key_of_unknown_account: row(
		'The idempotency key was used before this n8n told accounts apart',
		'Look whether the record is in this account; if not, use a new key',
	),
	lead_limit_exhausted: row('The plan holds no more leads', 'Remove some, or change the plan'),
	ledger_busy: row(
		'Another process kept the memory of the GTM nodes to itself',
		'Run again; if it stays so, look which process has the file open',
	),
	left_out: row(
		'The vendor left this record out of the batch',
		'Correct what the message names, and run again',
	),
	limit_per_minute: row(
		'Too many calls in this minute',
		'Wait as long as the outcome says, and run again',
	),
	lines_missing: row(
		'Some lines of a report failed, now or in the window before',
		'Run again, or correct the line that the message names',
	),
	loading: row('The vendor is still counting', 'Run again in a minute'),
	local_quota: row(
		'A quota of the vendor is used up, so nothing was sent',
		'Run again when the outcome says',
	),
	local_rate_limit: row(
		'A limit of the vendor does not pass in time, so nothing was sent',
		'Send less at once, or run again later',
	),
	locked: row('Somebody else changes the record right now', 'Run again'),
	malformed_id: row(
		'The ID has not the form that this vendor uses',
		'Give the ID that this vendor shows',
	),
	measure_not_offered: row('The vendor does not count in this way', 'Choose another Measure'),
};
