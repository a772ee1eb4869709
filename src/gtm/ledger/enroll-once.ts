import type { EnrollmentIdentity, EnrollmentLedger, EnrollmentRecord } from './enrollment-ledger';
import type { DoneBefore, Lease } from './once-ledger';
import { whileLeased } from './while-leased';
import type { Enrollment } from '../model/enrollment';
import { type Outcome, type OutcomeStatus, isSuccess } from '../model/outcome';

export interface EnrollmentSteps {
	/** May reach the person. */
	enroll: () => Promise<Outcome<Enrollment>>;
	/** Reads whether the person is in the sequence; changes nothing. */
	look: () => Promise<Outcome<Enrollment>>;
	/** What it means for an enrollment that the vendor shows the person in this state. */
	alreadyIn: (record: Enrollment) => Outcome<Enrollment>;
	/** Milliseconds since 1970. */
	now: () => number;
	/** When this n8n stopped the person in this sequence, if it did: milliseconds since 1970. */
	stoppedAt?: number | undefined;
}

/** Ends after which the person may be in the sequence, or not. */
const DOUBTFUL: readonly OutcomeStatus[] = ['upstream_error', 'pending', 'partial'];

/** A vendor's index may run so far behind an enrollment of ours: until then memory knows better. */
export const INDEX_LAG_MS = 10 * 60_000;

/**
 * Enrolls at most once at a time, also across executions and processes that share the ledger. What the
 * vendor shows wins over what is remembered, and both are said: who was taken out may be enrolled anew,
 * who finished is not sent through it again. After an attempt whose end is unknown it looks before it
 * tries again, and does not try if it cannot tell.
 */
export async function enrollOnce(
	ledger: EnrollmentLedger,
	identity: EnrollmentIdentity,
	steps: EnrollmentSteps,
): Promise<Outcome<Enrollment>> {
	const begun = await ledger.begin(identity);
	if (begun.state === 'busy') return underWay(identity, begun.since);
	if (begun.state === 'done') return await afterBefore(ledger, identity, begun, steps);
	if (begun.state === 'new') return await leased(begun.lease, steps.enroll);
	const { lease } = begun;
	// Looking takes long, too, where many are looked for together.
	const seen = await inDoubtUnless(lease, async () => await whileLeased(lease, steps.look));
	if (seen.status === 'found' && seen.record) {
		await lease.finish(recordOf(seen));
		return steps.alreadyIn(seen.record);
	}
	if (seen.status === 'not_found') return await leased(lease, steps.enroll);
	await lease.leaveInDoubt();
	return seen;
}

/** The vendor decides, unless it may not know yet what was done a moment ago. */
async function afterBefore(
	ledger: EnrollmentLedger,
	identity: EnrollmentIdentity,
	before: DoneBefore<EnrollmentRecord>,
	{ enroll, look, alreadyIn, now, stoppedAt = -Infinity }: EnrollmentSteps,
): Promise<Outcome<Enrollment>> {
	const { at } = before;
	const isStopped = stoppedAt >= at;
	const seen = await look();
	const told = remembered(before, isStopped ? stoppedAt : undefined);
	if (seen.status === 'found' && seen.record) return withNote(alreadyIn(seen.record), told);
	if (seen.status !== 'not_found') return withNote(seen, `${told} Nothing was sent.`);
	if (!isStopped && !before.accountUnknown) {
		if (now() - at < INDEX_LAG_MS) return notShownYet(identity, before, told);
		if (identity.campaign !== undefined) return oncePerCampaign(identity, told);
	}
	const lease = await ledger.beginAnew(identity, before);
	if (lease === undefined) return underWay(identity, at);
	return withNote(
		await leased(lease, enroll),
		`${told} The vendor no longer has the person in the sequence.`,
	);
}

async function leased(
	lease: Lease<EnrollmentRecord>,
	enroll: EnrollmentSteps['enroll'],
): Promise<Outcome<Enrollment>> {
	const outcome = await inDoubtUnless(lease, async () => await whileLeased(lease, enroll));
	return await settled(lease, outcome);
}

/** A step that throws has an unknown end. */
async function inDoubtUnless(
	lease: Lease<EnrollmentRecord>,
	step: () => Promise<Outcome<Enrollment>>,
): Promise<Outcome<Enrollment>> {
	try {
		return await step();
	} catch (error) {
		await lease.leaveInDoubt();
		throw error;
	}
}

async function settled(
	lease: Lease<EnrollmentRecord>,
	outcome: Outcome<Enrollment>,
): Promise<Outcome<Enrollment>> {
	if (isSuccess(outcome) || outcome.status === 'duplicate') await lease.finish(recordOf(outcome));
	else if (DOUBTFUL.includes(outcome.status)) await lease.leaveInDoubt();
	else await lease.forget();
	return outcome;
}

function recordOf({ status, record }: Outcome<Enrollment>): EnrollmentRecord {
	return {
		status,
		...(record?.id !== undefined && { enrollmentId: record.id }),
		...(record?.contactId !== undefined && { contactId: record.contactId }),
	};
}

function remembered({ at, accountUnknown }: DoneBefore<unknown>, stoppedAt?: number): string {
	const time = (ms: number) => new Date(ms).toISOString();
	const where = accountUnknown ? ' in this or another account of the vendor' : '';
	const end = stoppedAt === undefined ? '' : ` and stopped the person at ${time(stoppedAt)}`;
	return `This n8n enrolled the person${where} at ${time(at)}${end}.`;
}

function withNote(outcome: Outcome<Enrollment>, note: string): Outcome<Enrollment> {
	return { ...outcome, notes: [...(outcome.notes ?? []), note] };
}

function notShownYet(
	{ provider, sequenceId }: EnrollmentIdentity,
	{ record: { enrollmentId, contactId } }: DoneBefore<EnrollmentRecord>,
	told: string,
): Outcome<Enrollment> {
	return {
		status: 'unchanged',
		provider,
		record: {
			sequenceId,
			...(enrollmentId !== undefined && { id: enrollmentId }),
			...(contactId !== undefined && { contactId }),
		},
		notes: [`${told} The vendor does not show it yet. Nothing was sent.`],
	};
}

function oncePerCampaign({ provider }: EnrollmentIdentity, told: string): Outcome<Enrollment> {
	return {
		status: 'skipped',
		provider,
		reason: {
			code: 'enrolled_in_campaign_before',
			message: `${told} The vendor no longer has the person in the sequence. Nothing was sent, because a person is enrolled once per Campaign. To enroll the person again, change Campaign.`,
		},
		retry: { advised: false },
	};
}

function underWay({ provider }: EnrollmentIdentity, since: number): Outcome<Enrollment> {
	return {
		status: 'pending',
		provider,
		reason: {
			code: 'enrollment_under_way',
			message: `Another execution is enrolling this person (since ${new Date(since).toISOString()}). Try again later`,
		},
		retry: { advised: true },
	};
}
