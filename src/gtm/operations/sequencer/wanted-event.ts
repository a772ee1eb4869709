import type { EngagementEvent } from '../../model/enrollment';

/** Whether an event passes the filters of its type and its sequence. */
export function isWantedEvent(
	{ type, sequenceId = '' }: EngagementEvent,
	{
		types,
		sequenceIds,
	}: {
		types?: ReadonlyArray<EngagementEvent['type']> | undefined;
		sequenceIds?: readonly string[] | undefined;
	},
): boolean {
	return (
		(types === undefined || types.includes(type)) &&
		(sequenceIds === undefined || sequenceIds.includes(sequenceId))
	);
}
