import {
	missedOutcome,
	pendingOutcome,
	unreadableOutcome,
	unreadableRead,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { EnrichOptions } from '../../enrichment/enrichment-vendor';
import { createRedact } from '../../http/redaction';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { POLL_EVERY_MS } from './profile';
import { FIELD_LABELS, type RoutineKind } from './routines';

/** Of an item's id. */
const LONGEST_ID = 64;

/** Most items of one page of results. */
const PAGE = 100;

/**
 * Starts a routine for one item. What it takes of the plan is up to the routine.
 *
 * @param handleOf makes the handle of the run's id
 */
export async function startRun<Entity>(
	client: VendorClient,
	kind: RoutineKind,
	inputs: Readonly<Record<string, string>>,
	{ correlationId }: EnrichOptions,
	handleOf: (runId: string) => string = (runId) => runId,
): Promise<Outcome<Entity>> {
	const { provider, account } = client;
	const routineId = account?.[kind];
	if (routineId === undefined) {
		const message = `The Clay credential has no routine for this. Fill in "${FIELD_LABELS[kind]}".`;
		return unusableOutcome(provider, message, 'routine_missing');
	}
	try {
		const { body } = await client.send({
			method: 'POST',
			path: pathOf`/public/v0/routines/${routineId}/run`,
			body: { items: [{ id: itemId(correlationId), inputs }] },
			effect: 'unsafe',
		});
		const runId = textOf(recordOf(body).routine_run_id);
		if (runId === undefined) return unreadableOutcome(provider, 'it contains no run ID');
		return pendingOutcome(provider, handleOf(runId), { afterMs: POLL_EVERY_MS });
	} catch (error) {
		return toOutcome(error);
	}
}

const itemId = (correlationId = 'question') => correlationId.slice(0, LONGEST_ID) || 'question';

/** The result of an item, and the whole answer. */
export interface RoutineResult {
	result: Record<string, unknown>;
	body: unknown;
}

/**
 * Asks once for the result of a run of ours, which has one item. Of a run that was started elsewhere
 * it is the item with the correlation id among the first hundred, or the first.
 *
 * @returns the result as it is, or the outcome if there is none
 */
export async function followRun<Entity>(
	client: VendorClient,
	{ runId, handle }: { runId: string; handle: string },
	what: 'company' | 'person',
	options: EnrichOptions,
): Promise<RoutineResult | Outcome<Entity>> {
	const { provider } = client;
	if (runId === '' || runId.length > LONGEST_ID) {
		return unusableOutcome(provider, 'The handle does not belong to Clay.', 'unknown_handle');
	}
	try {
		const { body } = await client.send({
			method: 'GET',
			path: pathOf`/public/v0/routines/run/${runId}/results`,
			query: { limit: PAGE },
			effect: 'read',
		});
		const { status, data } = recordOf(body);
		if (status === 'in_progress') {
			return pendingOutcome(provider, handle, { afterMs: POLL_EVERY_MS });
		}
		const items = recordsOf(data);
		const ours = items.find(({ id }) => id === itemId(options.correlationId)) ?? items[0];
		if (status !== 'complete' || ours === undefined) {
			return unreadableRead(provider, 'it contains neither a result nor a status');
		}
		if (ours.status === 'failed') return failedRun(provider, ours);
		const result = recordOf(ours.result);
		return hasValue(result) ? { result, body } : missedOutcome(provider, what);
	} catch (error) {
		return toOutcome(error);
	}
}

/** The routine's own words may hold what it was asked about: they are redacted. */
function failedRun<Entity>(provider: string, { error }: Record<string, unknown>): Outcome<Entity> {
	const said = textOf(recordOf(error).message);
	const words = said === undefined ? '' : ` ${createRedact([])(said)}`;
	const message = `The routine failed. Check the run in Clay.${words}`;
	return {
		status: 'upstream_error',
		provider,
		reason: { code: 'routine_failed', message },
		retry: { advised: false },
	};
}

function hasValue(result: Record<string, unknown>): boolean {
	return Object.values(result).some((value) => {
		if (value === null || value === undefined || value === '') return false;
		return !(Array.isArray(value) && value.length === 0);
	});
}
