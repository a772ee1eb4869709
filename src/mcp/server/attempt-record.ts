import { InsufficientScope } from './access/challenge';
import type { CallKind } from './calls/checked-call';
import type { Attempt, RecordedEnd, OpenRecord, PolicyGate } from './policy-gate';
import type { Principal } from './principal';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import type { ClientInfo } from '../protocol/request-meta';

/** The requests that leave a record whatever becomes of them, and the parameter that names what for. */
const RECORDED: ReadonlyMap<string, { kind: CallKind; parameter: string }> = new Map([
	['tools/call', { kind: 'tool', parameter: 'name' }],
	['resources/read', { kind: 'resource', parameter: 'uri' }],
	['prompts/get', { kind: 'prompt', parameter: 'name' }],
]);

/** Of a name that nobody knows: clients can send anything, and records stay small. */
const LONGEST_NAME = 200;

/** The one record of one attempt: only its first end counts. */
export class AttemptRecord {
	private over = false;
	private open?: OpenRecord;

	/** @param startedAt milliseconds since 1970 */
	constructor(
		private attempt: Attempt,
		private readonly startedAt: number,
		private readonly policy: Pick<PolicyGate, 'beginRecord'>,
	) {}

	/** What is attempted, now that it was looked up. */
	describe(attempt: Attempt): void {
		this.attempt = attempt;
	}

	/** Its work begins, which may change what it was given: the record keeps that as it is now. */
	begin(): void {
		this.open ??= this.policy.beginRecord(this.attempt, this.startedAt);
	}

	nameClient(client: ClientInfo | undefined): void {
		if (client) this.attempt = { ...this.attempt, client };
	}

	/** @param result what was given out, if anything was */
	end(outcome: RecordedEnd['outcome'], result?: JsonObject, executionId?: string): void {
		if (this.over) return;
		this.over = true;
		this.begin();
		this.open?.end({
			outcome,
			...(result === undefined ? {} : { result }),
			...(executionId === undefined ? {} : { executionId }),
		});
	}

	/** @param error that the attempt is answered with before anything ran */
	failWith(error: unknown): void {
		this.end(error instanceof InsufficientScope ? 'refused' : 'protocolError');
	}
}

/**
 * Begins the record of a request as it came, before it is known whether it can be served. A request
 * that goes on with an earlier one ends without a record: the earlier one's is still open.
 *
 * @returns undefined for requests that leave none, such as lists
 */
export function beginRecord(
	{ method, params }: Request,
	principal: Principal,
	{ policy, now }: { policy: PolicyGate; now: () => number },
): AttemptRecord | undefined {
	const recorded = RECORDED.get(method);
	if (!recorded) return undefined;
	const given = params[recorded.parameter];
	const name = typeof given === 'string' ? given.slice(0, LONGEST_NAME) : '';
	const values = isJsonObject(params.arguments) ? params.arguments : {};
	const attempt = { kind: recorded.kind, name, offer: name, arguments: values, principal };
	return new AttemptRecord(attempt, now(), policy);
}
