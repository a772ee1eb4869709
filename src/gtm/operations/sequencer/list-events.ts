import { toCursor } from '../../changes/change-cursor';
import { type EngagementEvent, engagementEventSchema } from '../../model/enrollment';
import { z } from '../../../third-party/zod';
import { notOffered } from '../../vendors/not-offered';
import { changesSince, leftOut, readingMembers, readingOutcome, sinceMembers } from '../changes';
import { sequencerOperation } from './sequencer-operation';
import { isWantedEvent } from './wanted-event';

export const EVENT_TYPES = engagementEventSchema.shape.type.options;

export interface EventsRead {
	changes: EngagementEvent[];
	cursor: string;
	more: boolean;
}

/** What happened in all sequences since the last time. */
export const listEvents = sequencerOperation({
	name: 'engagement.changes',
	label: 'Get New',
	title: 'Get what happened in a sequencer since the last time',
	description:
		'What was sent, opened, clicked, replied, bounced and unsubscribed in all sequences, each event once: the answer has a cursor for the next call',
	input: z.strictObject({
		...sinceMembers,
		types: z
			.array(z.enum(EVENT_TYPES))
			.min(1)
			.optional()
			.meta({ description: 'Only events of these types; all if left out' }),
		sequenceIds: z
			.array(z.string().min(1))
			.max(100)
			.optional()
			.meta({ description: "Only of these sequences, by the vendor's ids" }),
	}),
	output: z.strictObject({ changes: z.array(engagementEventSchema), ...readingMembers }),
	effect: 'reads',
	run: async ({ vendor, client }, input) => {
		const { provider } = client;
		const { events: feeds } = vendor;
		if (!feeds) {
			const capability = vendor.capabilities['engagement.changes'];
			const why = `${vendor.profile.name} cannot say what happened lately.`;
			return notOffered(provider, capability.supported ? why : capability.why);
		}
		const of = `${provider} engagement`;
		const reading = await changesSince({ client, feeds, of }, input);
		if ('refused' in reading) return reading.refused;
		const events = reading.changes
			.flatMap(({ row }) => row.record ?? [])
			.filter((event) => isWantedEvent(event, input));
		const read: EventsRead = {
			changes: events,
			cursor: toCursor(of, reading.positions),
			more: reading.more,
		};
		const notes = leftOut(reading, events.length);
		const outcome = readingOutcome(provider, reading, read);
		return notes.length === 0 ? outcome : { ...outcome, notes };
	},
});
