import { type Outcome, OUTCOME_STATUSES, type OutcomeStatus } from '../../../gtm/model/outcome';

/** What stays when the node stops: it was written, or may have been. */
const DONE: readonly OutcomeStatus[] = ['created', 'updated', 'unchanged', 'partial', 'pending'];

/** Ids of one status in an error, at most. A list of contacts may have thousands. */
const IDS_MAX = 200;

/**
 * For the error of a node that stops: its items do not come out, so what was done for them is said here,
 * with ids by which it can be found. Undefined if nothing was done.
 */
export function whatWasDone(
	outcomes: ReadonlyArray<Pick<Outcome, 'record' | 'status'>>,
): string | undefined {
	const done = outcomes.filter(({ status }) => DONE.includes(status));
	if (done.length === 0) return undefined;
	const byStatus = Map.groupBy(done, ({ status }) => status);
	const parts = OUTCOME_STATUSES.flatMap((status) => {
		const all = byStatus.get(status);
		return all ? [`${all.length} ${status}${idsOf(all)}`] : [];
	});
	return `Before the node stopped, it finished ${done.length} of ${outcomes.length} items. Their changes remain: ${parts.join('; ')}`;
}

function idsOf(outcomes: ReadonlyArray<Pick<Outcome, 'record'>>): string {
	const ids = outcomes.flatMap(({ record }) => {
		const id = (record as { id?: unknown } | undefined)?.id;
		return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
	});
	if (ids.length === 0) return '';
	const more = ids.length > IDS_MAX ? ` and ${ids.length - IDS_MAX} more` : '';
	return ` (ids ${ids.slice(0, IDS_MAX).join(', ')}${more})`;
}
