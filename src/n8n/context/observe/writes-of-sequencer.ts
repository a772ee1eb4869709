import type { Provenance } from '../../../context/model/provenance';
import type { EngagementEvent, Enrollment } from '../../../gtm/model/enrollment';
import type { Sequence } from '../../../gtm/model/sequence';
import type { GraphWrite } from './graph-write';
import { recordFactsDraft } from './record-facts-draft';

/**
 * Where a person stands in a sequence. They are told by their address alone: several sequencers give one
 * person an id in each campaign.
 *
 * @param ended how a sequence ended that is over, where the operation knows better than its record
 */
export function writesOfEnrollment(
	enrollment: Enrollment,
	email: string | undefined,
	provenance: Provenance,
	ended: 'finished' | 'stopped' = 'finished',
): GraphWrite[] {
	const { sequenceId, status, step, enrolledAt, lastEventAt } = enrollment;
	const address = enrollment.email ?? email;
	if (address === undefined || status === undefined) return [];
	return [
		{
			kind: 'enrollment',
			subject: { type: 'contact', email: address },
			enrollment: {
				provider: provenance.source,
				sequenceId,
				status: status === 'finished' ? ended : status,
				...(step !== undefined && { step }),
				...(enrolledAt !== undefined && { enrolledAt }),
				...(lastEventAt !== undefined && { lastEventAt }),
			},
			provenance,
		},
	];
}

/** The graph's names of what vendors of sequences report. */
const EVENT_TYPES: Readonly<Record<EngagementEvent['type'], string>> = {
	sent: 'email.sent',
	opened: 'email.opened',
	clicked: 'email.clicked',
	replied: 'email.replied',
	bounced: 'email.bounced',
	unsubscribed: 'email.unsubscribed',
	called: 'call.made',
	other: 'sequence.other',
};

export function writesOfEngagement(
	events: readonly EngagementEvent[],
	email: string | undefined,
	provenance: Provenance,
): GraphWrite[] {
	return events.flatMap((event): GraphWrite[] => {
		const { id, type, at, sequenceId, step, detail } = event;
		const address = event.email ?? email;
		// Without a time it could not be told from the next one of its kind.
		if (address === undefined || at === undefined) return [];
		return [
			{
				kind: 'event',
				subject: { type: 'contact', email: address },
				event: {
					type: EVENT_TYPES[type],
					at,
					externalId: id ?? [type, at, address, sequenceId, step].join('/').slice(0, 200),
					...(detail !== undefined && { summary: detail.slice(0, 500) }),
				},
				provenance,
			},
		];
	});
}

/** A sequence without the words of its messages, which stay with the vendor. */
export function writesOfSequence(sequence: Sequence, provenance: Provenance): GraphWrite[] {
	const { id, name, status, steps, senders, updatedAt } = sequence;
	const outline = steps?.map(({ number, channel, delayHours, subject }) => ({
		number,
		channel,
		...(delayHours !== undefined && { delayHours }),
		...(subject !== undefined && { subject }),
	}));
	const { source } = provenance;
	const draft = recordFactsDraft(
		{ id, name, status, steps: undefined, senders, provider: source, outline },
		{
			type: 'sequence',
			idKind: `${source}:sequence`,
			provenance: { ...provenance, sourceRef: `sequence/${id}` },
			method: 'observed',
			...(updatedAt !== undefined && { observedAt: updatedAt }),
		},
	);
	return draft === undefined ? [] : [{ kind: 'facts', draft }];
}
