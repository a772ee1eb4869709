import type { Enrollment } from '../../model/enrollment';
import { listOf, numberOf, recordsOf, textOf } from '../../model/json';
import type { Outcome, OutcomeStatus } from '../../model/outcome';
import { refused } from '../../sequencer/answers';
import { saidBy } from './profile';

type Answer = Readonly<Record<string, unknown>>;

/** Why a person is not enrolled. */
export interface Hindrance {
	status: OutcomeStatus;
	code: string;
	message: string;
}

type Reason = Hindrance & { counters: readonly string[] };

export const UNSUBSCRIBED: Hindrance = {
	status: 'suppressed',
	code: 'unsubscribed',
	message: 'The person has unsubscribed in Smartlead.',
};

export const IN_BLOCK_LIST: Hindrance = {
	status: 'suppressed',
	code: 'in_blocklist',
	message: "The address or its domain is on Smartlead's block list.",
};

export const IN_OTHER_CAMPAIGN: Hindrance = {
	status: 'skipped',
	code: 'in_other_campaign',
	message:
		'The person is or was in another campaign: turn on "Even If in Another Sequence" to enroll anyway.',
};

/** Of one lead that is not in its own list twice, a duplicate is one of another campaign. */
const ELSEWHERE = ['skipped_in_other_campaign_count', 'duplicate_count'];

const REASONS: readonly Reason[] = [
	{ counters: ['block_count'], ...IN_BLOCK_LIST },
	{ counters: ['unsubscribed_leads', 'unsubscribed_count'], ...UNSUBSCRIBED },
	{
		counters: ['bounce_count'],
		status: 'suppressed',
		code: 'bounced_before',
		message: 'Emails to this address bounced before.',
	},
	{
		counters: ['already_added_to_campaign'],
		status: 'duplicate',
		code: 'already_added_to_campaign',
		message: 'Smartlead reports that the lead is already in this campaign.',
	},
	{
		counters: ['invalid_email_count', 'invalid_emails'],
		status: 'invalid',
		code: 'invalid_email',
		message: 'email: Smartlead does not accept this address.',
	},
	{
		counters: ['is_lead_limit_exhausted', 'lead_import_stopped_count'],
		status: 'quota_exhausted',
		code: 'lead_limit_exhausted',
		message: 'The leads of the Smartlead plan are used up. Delete some or upgrade the plan.',
	},
	{ counters: ELSEWHERE, ...IN_OTHER_CAMPAIGN },
];

/** Counters that tell of no lead that was left out. `upload_count` counts what was looked at. */
const NO_REASON: ReadonlySet<string> = new Set(['added_count', 'updated_count', 'upload_count']);

/**
 * Why the one lead of an upload was not added, from the counters of the answer; a counter that is not
 * known is a reason as well, by its name. What the counters leave open is decided by reading back.
 */
export function leftOut(provider: string, answer: Answer): Outcome<Enrollment> | undefined {
	const known = REASONS.find(({ counters }) => counts(answer, counters));
	if (known) return refused(provider, known.status, known.code, known.message);
	const counter = Object.keys(answer).find(
		(name) => name.endsWith('_count') && !NO_REASON.has(name) && counts(answer, [name]),
	);
	const said = reasonOf(answer);
	if (counter !== undefined) {
		const words = said ?? counter.replace(/_count$/, '').replaceAll('_', ' ');
		const message = `Smartlead skipped the lead: ${words}.`;
		return refused(provider, 'skipped', counter.replace(/_count$/, ''), message);
	}
	if (answer.ok === false) {
		const message = `Smartlead did not add the lead: ${saidBy(answer)}`;
		return refused(provider, 'upstream_error', 'nothing_done', message);
	}
	if (!addedNobody(answer)) return undefined;
	const message = `Smartlead did not add the lead${said === undefined ? ', without giving a reason' : `: ${said}`}.`;
	return refused(provider, 'skipped', 'not_added', message);
}

/** Left out only because of another campaign, so that asking otherwise can change it. */
export function leftOutForElsewhere(answer: Answer): boolean {
	const reasons = REASONS.filter(({ counters }) => counts(answer, counters));
	return reasons.length === 1 && reasons[0]?.counters === ELSEWHERE && addedNobody(answer);
}

function addedNobody({ total_leads: total, added_count: added }: Answer): boolean {
	return [total, added].some((count) => numberOf(count) === 0);
}

/** Some counters are numbers, some lists, some yes or no. */
function counts(answer: Answer, names: readonly string[]): boolean {
	return names.some((name) => {
		const value = answer[name];
		if (Array.isArray(value)) return listOf(value).length > 0;
		return value === true || (numberOf(value) ?? 0) > 0;
	});
}

/** The reason that stands with the one lead, where the answer lists the leads that it left out. */
function reasonOf({ skipped_leads: skipped }: Answer): string | undefined {
	return recordsOf(skipped)
		.map(({ reason }) => textOf(reason))
		.find((reason) => reason !== undefined);
}
