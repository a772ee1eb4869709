import type { CallEnd } from './calls/call-in-progress';
import type { CallKind } from './calls/checked-call';
import { limitsId, principalId, type Principal } from './principal';
import type { JsonObject } from '../protocol/json-rpc';
import type { ClientInfo } from '../protocol/request-meta';
import type { Doorkeeper } from '../../policy/admission';
import {
	beginAudit,
	type AuditedServer,
	type AuditRecord,
	type AuditSettings,
} from '../../policy/audit';
import { keepFields, keepFieldsOfText } from '../../policy/field-filter';
import type { PolicySettings } from '../../policy/policy-settings';

/** Something that a caller wants: a call of a tool, or a read. */
export interface Attempt {
	kind: CallKind;
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

export interface RecordedEnd {
	outcome: CallEnd | 'refused';
	executionId?: string;
	/** What was given out, if anything was. Measured only where somebody wants to know. */
	result?: JsonObject;
}

/** The record of an attempt under way. */
export interface OpenRecord {
	/** Called once. */
	end(end: RecordedEnd): void;
}

/** Limits and records. Every attempt is recorded exactly once. */
export interface PolicyGate {
	admit(attempt: Attempt): Promise<Admission>;
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

/** Where audit records of one server go. */
export interface AuditSink {
	server: AuditedServer;
	settings: AuditSettings;
	write: (record: AuditRecord) => void;
}

/** The limits and records of one server, kept with those of all others of the process. */
export function createPolicyGate(
	server: string,
	settings: PolicySettings,
	audit: AuditSink | undefined,
	doorkeeper: Doorkeeper,
): PolicyGate {
	return {
		async admit(attempt) {
			const admission = await doorkeeper.admit(
				{
					server,
					principal: limitsId(attempt.principal),
					...(attempt.principal.limits ? { limits: attempt.principal.limits } : {}),
					kind: attempt.kind,
					name: attempt.offer,
					arguments: attempt.arguments,
				},
				settings,
			);
			return admission.admitted
				? { kind: 'admitted', release: admission.leave }
				: { kind: 'refused', ...admission.refusal };
		},
		beginRecord(attempt, startedAt) {
			if (!audit) return { end: () => undefined };
			const ports = { now: () => Date.now(), write: audit.write };
			const call = auditedCall(attempt, audit.server);
			const entry = beginAudit(call, audit.settings, ports, startedAt);
			return {
				end({ outcome, executionId, result }) {
					const bytes = result === undefined ? 0 : Buffer.byteLength(JSON.stringify(result));
					entry.end({ outcome, bytes, ...(executionId === undefined ? {} : { executionId }) });
				},
			};
		},
		filterFields: (data, lists) => lists.reduce<unknown>(keepFields, data),
		filterText: (text, lists) => lists.reduce<string>(keepFieldsOfText, text),
	};
}

function auditedCall(
	{ kind, name, principal, client, arguments: values }: Attempt,
	server: AuditedServer,
) {
	const clientName = client && [client.name, client.version].filter(Boolean).join(' ');
	return {
		server,
		kind,
		name,
		principal: principalId(principal),
		...(clientName ? { client: clientName } : {}),
		arguments: values,
	};
}
