import { type ReasonMeaning, row } from './reason-meaning';

/** Codes of ours, by name; see `REASONS`. */
export const REASONS_A_TO_M: Readonly<Record<string, ReasonMeaning>> = {
	active_elsewhere: row(
		'The person is active or paused in another sequence',
		'Wait for its end, stop it there, or turn on Even If in Another Sequence',
	),
	already_added_to_campaign: row('The person is already in this campaign', 'Nothing'),
	already_enrolled: row('The person is in this sequence already', 'Choose another sequence'),
	ambiguous_match: row(
		'Several records match, so the node wrote none',
		'Merge them in the CRM, or set Record ID',
	),
	association_missing: row(
		'The record was written, but a link is missing',
		'Check the ID of the other record; do not write the record again',
	),
	bad_cursor: row(
		'The cursor is not valid, or belongs to other changes',
		'Use the cursor of the last answer, or leave it empty to start again',
	),
	bad_key: row('The vendor rejected the key', 'Copy the key again into the credential'),
	balance_not_told: row(
		'The vendor does not report how many credits are left',
		"Check the credits in the vendor's settings",
	),
	blocked: row(
		'The vendor or its firewall blocks the request',
		'Stop for a few minutes, then process fewer items at once',
	),
	bounced: row('Mail to the person does not arrive', 'Use another email address, and verify it'),
	bounced_before: row('A message to this address bounced before', 'Use another email address'),
	breakdown_not_offered: row(
		'The vendor cannot break this metric down',
		'Leave Break Down By empty',
	),
	budget_exhausted: row('No credits are left of the budget', 'Raise the budget'),
	budget_of_day: row(
		'It can cost more than is left of Credits per Day',
		'Raise Credits per Day, or run again tomorrow (UTC)',
	),
	budget_of_run: row(
		'It can cost more than is left of Credits per Run',
		'Raise Credits per Run, or process the remaining items in another run',
	),
	burst_limit: row('Too many calls at once', 'Wait for the time in the outcome, then run again'),
	caller_budget_of_day: row(
		'The caller of the server has too little left of its credits for the day',
		'Wait until midnight (UTC), or raise Credits per Caller and Day in GTM Toolkit',
	),
	caller_budget_of_month: row(
		'The caller of the server has too little left of its credits for the month',
		'Wait until the first of the next month (UTC), or raise Credits per Caller and Month in GTM Toolkit',
	),
	campaign_active: row(
		'The vendor changes a campaign only while it is paused',
		'Pause the campaign, change it, then start it again',
	),
	cancelled: row(
		'The execution was stopped before the end',
		'Check whether it was done, then run again',
	),
	cap_reached: row(
		'The company was contacted as often as the policy allows',
		'Wait, or raise the cap in GTM Context > Rules',
	),
	circuit_open: row(
		'The vendor failed several times in a row, so nothing was sent',
		'Run again later',
	),
	claimed_email: row(
		'The owner of the email asked the vendor not to process their data',
		'Do not request this person again',
	),
	competitor: row(
		'The company is marked as a competitor',
		'Correct the lifecycle of the account in the CRM or in GTM Context',
	),
	contact_required: row('The person is missing', 'Enter the email'),
	contacts_already_exists_in_current_campaign: row(
		'The person is already in this sequence',
		'Nothing',
	),
	conversion_too_long: row(
		'The vendor does not support so much time between the first and the last step',
		'Lower Within Hours',
	),
	cool_down: row(
		'The person was contacted, or ended a sequence, a short time ago',
		'Wait until the time in the message, or change the days in GTM Context > Rules',
	),
	customer: row('The company is a customer', 'Ask the owner of the account, or set Enroll Even If'),
	daily_budget: row(
		'The credits of the day are used up',
		'Raise Credits per Day, or run tomorrow (UTC)',
	),
	deal_and_stage: row('The vendor needs a deal, and the ID of a stage', 'Enter both'),
	duplicated_lead: row('The vendor already has this person', 'Enroll the existing person'),
	earlier_write_in_doubt: row(
		'An earlier write with this key got no answer',
		'Check in the CRM whether the record exists; then use a new key, or none',
	),
	email_required: row('The vendor needs an email here', 'Find the email address first'),
	email_unsubscribed: row(
		"The person unsubscribed from the team's emails",
		'Do not contact the person',
	),
	enrolled_in_campaign_before: row(
		'The person was in this sequence earlier',
		'Change Campaign to enroll the person again',
	),
	enrollment_under_way: row(
		'Another execution is enrolling this person',
		'Check the enrollment later',
	),
	fields_missing: row(
		'Some of the wanted fields were not found',
		'Add a vendor, or continue without them',
	),
	filter_ignored: row(
		'The vendor ignored a filter, so its numbers are wrong',
		'Do not use the numbers; report the problem',
	),
	flow_failed: row("The vendor's own automation failed", 'Check its log at the vendor'),
	http_403: row('The vendor refuses access', 'Check the key, its scopes and the plan'),
	in_blocklist: row(
		"The address is on the vendor's block list",
		'Do not contact the person, or remove the address from the list',
	),
	in_other_campaign: row(
		'The person is in another campaign',
		'Turn on Even If in Another Sequence to enroll anyway',
	),
	in_other_sequence: row(
		'The person is in another sequence',
		'Turn on Even If in Another Sequence to enroll anyway',
	),
	in_progress: row('The vendor is still working on it', 'Run again with the handle, at no cost'),
	in_sequence_before: row(
		'The person was in this sequence earlier',
		'Change Campaign to enroll the person again',
	),
	incomplete_query: row(
		'The request lacks something that the vendor needs',
		'Enter what the message asks for',
	),
	interval_not_offered: row('The vendor does not support this interval', 'Choose another Interval'),
	invalid: row('The vendor rejected a value', 'Correct the value that the message names'),
	invalid_email: row('The email is not a valid address', 'Correct it'),
	invalid_field_name: row(
		'The account has no such field',
		'Choose a field from Property > Get Many',
	),
	invalid_id: row('The ID does not belong to this vendor', 'Enter the ID that this vendor shows'),
	invalid_key: row('The vendor rejected the key', 'Copy the key again into the credential'),
	invalid_value: row(
		'A value is not valid for its field',
		'Correct the value that the message names',
	),
	job_overdue: row(
		'The vendor has not finished this in 3 days',
		'Check it at the vendor, or enter its handle in Handle to look once more at no cost',
	),
	key_of_unknown_account: row(
		'The idempotency key was used earlier, possibly in another account',
		'Check whether the record is in this account; if not, use a new key',
	),
	lead_limit_exhausted: row(
		'The plan has no room for more leads',
		'Remove some, or change the plan',
	),
	ledger_busy: row(
		'Another process has locked the data file of the GTM nodes',
		'Run again; if it happens again, check which process has the file open',
	),
	left_out: row(
		'The vendor skipped this record of the batch',
		'Correct what the message names, then run again',
	),
	limit_per_minute: row(
		'Too many calls in this minute',
		'Wait for the time in the outcome, then run again',
	),
	lines_missing: row(
		'Some lines of a report failed, now or in the window before',
		'Run again, or correct the line in the message',
	),
	loading: row('The vendor is still counting', 'Run again in a minute'),
	local_quota: row(
		'A quota of the vendor is used up, so nothing was sent',
		'Run again at the time in the outcome',
	),
	local_rate_limit: row(
		'The limit of the vendor allows no more requests in time, so nothing was sent',
		'Process fewer items at once, or run again later',
	),
	locked: row('Someone else is changing the record', 'Run again'),
	malformed_id: row(
		'The ID has the wrong format for this vendor',
		'Enter the ID that this vendor shows',
	),
	measure_not_offered: row('The vendor does not support this measure', 'Choose another Measure'),
};
