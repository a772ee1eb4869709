import type { CallEnd } from './calls/call-in-progress';
import type { FlowKind } from './calls/flow-call';
import type { Principal } from './principal';
import type { JsonObject } from '../protocol/json-rpc';
import type { ClientInfo } from '../protocol/request-meta';

/** Something that a caller wants: a call of a tool, or a read. */
export interface Attempt {
	kind: FlowKind;
	name: string;
	/** The name as it was declared: for a resource of a template, the template. */
	offer: string;
	arguments: JsonObject;
	principal: Principal;
	client?: ClientInfo;
}

export type Admission =
	/** `release` must be called when the attempt has ended. */
	| { kind: 'admitted'; release: () => void }
	/** The message is for the model. */
	| { kind: 'refused'; message: string; retryAfterMs?: number };

export interface AttemptEnd {
	outcome: CallEnd | 'refused';
	executionId?: string;
	/** What was given out, if anything was. Measured only where somebody wants to know. */
	result?: JsonObject;
}

/** The record of an attempt under way. */
export interface OpenRecord {
	/** Called once. */
	end(end: AttemptEnd): void;
}

/** Limits and records. Every attempt is recorded exactly once. */
export interface PolicyGate {
	admit(attempt: Attempt): Admission;
	/**
	 * Begins the record of an attempt. Its arguments are read now: a flow may change them later.
	 *
	 * @param startedAt when it came, in milliseconds since 1970
	 */
	beginRecord(attempt: Attempt, startedAt: number): OpenRecord;
	/** Keeps the fields of a result that are in every list. @returns undefined if none is left */
	filterFields(data: unknown, lists: ReadonlyArray<readonly string[]>): unknown;
	/** The same for a text that holds JSON; any other text is withheld. */
	filterText(text: string, lists: ReadonlyArray<readonly string[]>): string;
}
