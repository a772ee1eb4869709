import type { Outcome, OutcomeStatus } from '../model/outcome';

/** An outcome without success, for a reason that will not pass by itself. */
export function refused<Entity>(
	provider: string,
	status: OutcomeStatus,
	code: string,
	message: string,
): Outcome<Entity> {
	return { status, provider, reason: { code, message }, retry: { advised: false } };
}

/** What was asked for, with a note for each value that did not fit. */
export function found<Entity>(
	provider: string,
	record: Entity,
	details: { notes?: readonly string[]; requestId?: string | undefined } = {},
): Outcome<Entity> {
	const { notes = [], requestId } = details;
	return {
		status: 'found',
		provider,
		record,
		...(notes.length > 0 && { notes: [...notes] }),
		...(requestId !== undefined && { requestId }),
	};
}

export function notEnrolled<Entity>(provider: string, sequenceId: string): Outcome<Entity> {
	const message = `This person is not in the sequence ${sequenceId}.`;
	return refused(provider, 'not_found', 'not_enrolled', message);
}
