import { estimateTokensOf } from '../../../context/budget/estimate-tokens';
import type { Provenance } from '../../../context/model/provenance';
import type { Activity } from '../../../gtm/model/activity';
import type { EngagementEvent, Enrollment } from '../../../gtm/model/enrollment';
import type { Sequence } from '../../../gtm/model/sequence';
import type { Signal } from '../../../gtm/model/signal';
import type { ToldJob } from '../../../gtm/operations/enrichment/finished-jobs';
import type { GraphWrite } from './graph-write';
import type { ObservedOutcome } from './observed-outcome';
import { type CanonicalRecord, isRecord } from './record-facts-draft';
import { writesOfActivity, writesOfCrmRecord } from './writes-of-crm';
import {
	writesOfEnriched,
	writesOfJobs,
	writesOfSignals,
	writesOfVerification,
	writesOfWaterfall,
} from './writes-of-enrichment';
import { writesOfEngagement, writesOfEnrollment, writesOfSequence } from './writes-of-sequencer';
import { writesOfUsage } from './writes-of-usage';

interface Learned {
	/** The outcome's record, never absent. */
	record: unknown;
	input: CanonicalRecord;
	provenance: Provenance;
	/** Of an answer that was kept: when the vendor gave it. */
	at?: string;
}

type Reading = (learned: Learned) => GraphWrite[];

const one =
	(read: (record: CanonicalRecord, learned: Learned) => GraphWrite[]): Reading =>
	(learned) =>
		isRecord(learned.record) ? read(learned.record, learned) : [];

const each =
	(read: (record: CanonicalRecord, learned: Learned) => GraphWrite[]): Reading =>
	(learned) =>
		Array.isArray(learned.record)
			? learned.record.filter(isRecord).flatMap((record) => read(record, learned))
			: [];

const crm = (type: 'contact' | 'account' | 'deal') => (record: CanonicalRecord, of: Learned) =>
	writesOfCrmRecord(type, record, of.provenance);

const activity = one((record, of) => writesOfActivity(record as Activity, of.provenance));

const enrollment = one((record, { input, provenance }) =>
	writesOfEnrollment(record as Enrollment, emailOf(input), provenance),
);

/** Who was taken out has not been through the sequence. */
const stopped = one((record, { input, provenance }) =>
	writesOfEnrollment(record as Enrollment, emailOf(input), provenance, 'stopped'),
);

const sequence = (record: CanonicalRecord, { provenance }: Learned) =>
	writesOfSequence(record as Sequence, provenance);

const usage = one((record, { provenance }) => writesOfUsage(record, provenance));

/** What each operation teaches. One that is not here teaches nothing of accounts and people. */
const READINGS: Readonly<Record<string, Reading>> = {
	'crm contact.get': one(crm('contact')),
	'crm contact.upsert': one(crm('contact')),
	'crm contact.search': each(crm('contact')),
	'crm company.get': one(crm('account')),
	'crm company.upsert': one(crm('account')),
	'crm company.search': each(crm('account')),
	'crm deal.get': one(crm('deal')),
	'crm deal.upsert': one(crm('deal')),
	'crm deal.search': each(crm('deal')),
	'crm activity.call': activity,
	'crm activity.email': activity,
	'crm activity.meeting': activity,
	'crm activity.note': activity,
	'crm activity.task': activity,
	'enrichment person.enrich': one((record, of) => writesOfEnriched('contact', record, of)),
	'enrichment company.enrich': one((record, of) => writesOfEnriched('account', record, of)),
	'enrichment waterfall.person': one((record, of) => writesOfWaterfall('contact', record, of)),
	'enrichment waterfall.company': one((record, of) => writesOfWaterfall('account', record, of)),
	'enrichment email.verify': one(writesOfVerification),
	'enrichment job.finished': one(({ jobs }, { provenance }) =>
		Array.isArray(jobs) ? writesOfJobs(jobs as ToldJob[], provenance) : [],
	),
	'enrichment signal.list': ({ record, ...of }) =>
		Array.isArray(record) ? writesOfSignals(record as Signal[], of) : [],
	'sequencer enrollment.enroll': enrollment,
	'sequencer enrollment.get': enrollment,
	'sequencer enrollment.pause': enrollment,
	'sequencer enrollment.resume': enrollment,
	'sequencer enrollment.stop': stopped,
	'sequencer engagement.history': ({ record, input, provenance }) =>
		Array.isArray(record)
			? writesOfEngagement(record as EngagementEvent[], emailOf(input), provenance)
			: [],
	'sequencer engagement.changes': one(({ changes }, { provenance }) =>
		Array.isArray(changes)
			? writesOfEngagement(changes as EngagementEvent[], undefined, provenance)
			: [],
	),
	'sequencer sequence.get': one(sequence),
	'sequencer sequence.list': each(sequence),
	'analytics usage.account': usage,
	'analytics usage.person': usage,
};

/** Names of operations that teach something, as the table has them. */
export const TEACHING: readonly string[] = Object.keys(READINGS);

/** What the context graph learns of an outcome. */
export function writesOfOutcome({
	family,
	operation,
	input,
	outcome,
	run,
	actor,
}: ObservedOutcome): GraphWrite[] {
	const reading = READINGS[`${family} ${operation}`];
	const { provider, record, remembered, cost } = outcome;
	// A record beside a failure is what was asked, or what may have been done.
	if (reading === undefined || record === undefined || !TELLS.has(outcome.status)) return [];
	const provenance = {
		source: provider,
		run,
		actor,
		tokens: estimateTokensOf(record),
		...(cost !== undefined && cost.amount >= 0 && { credits: cost.amount }),
	};
	return reading({
		record,
		input: isRecord(input) ? input : {},
		provenance,
		...(remembered && { at: remembered.at }),
	});
}

const TELLS: ReadonlySet<string> = new Set([
	'created',
	'updated',
	'unchanged',
	'found',
	'duplicate',
	'partial',
]);

function emailOf({ email }: CanonicalRecord): string | undefined {
	return typeof email === 'string' ? email : undefined;
}
