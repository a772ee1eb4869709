import { digestOf } from '../base/digest';
import { redact, redactText } from '../base/redaction';

/** How a call ended. `refused`: it was never run, for want of a permission or because of a limit. */
export type CallOutcome =
	'ok' | 'toolError' | 'protocolError' | 'refused' | 'cancelled' | 'timedOut';

/** What is kept of the arguments. */
export type ArgumentsKept = 'none' | 'hash' | 'redacted';

/** The server that is called. */
export interface AuditedServer {
	/** As clients see it. */
	name: string;
	/** Where it listens. */
	path: string;
	/** The id of the workflow. */
	workflow: string;
}

/** What is known of a call when it arrives. */
export interface AuditedCall {
	server: AuditedServer;
	principal: string;
	/** The client's name and version, as it says. */
	client?: string;
	kind: 'tool' | 'resource' | 'prompt' | 'completion';
	/** Of the tool or prompt, or the URI of the resource. */
	name: string;
	arguments?: unknown;
}

/** What is known when it has ended. */
export interface AuditedEnd {
	outcome: CallOutcome;
	executionId?: string;
	/** Size of the answer. */
	bytes: number;
}

/** One call. Plain data, small whatever the call, and without secrets as far as they can be told. */
export interface AuditRecord {
	/** When the call arrived, ISO 8601 in UTC. */
	time: string;
	server: AuditedServer;
	principal: string;
	client?: string;
	/** `signIn`: what happened at the authorization server, which `name` says. */
	kind: AuditedCall['kind'] | 'signIn';
	name: string;
	/** Of who signs in, as far as it is known. */
	address?: string;
	/** SHA-256 or HMAC of the canonical arguments, hex. */
	argumentsDigest?: string;
	/** Copy without secrets. */
	arguments?: unknown;
	outcome: CallOutcome;
	durationMs: number;
	executionId?: string;
	bytes: number;
}

export interface AuditPorts {
	/** Milliseconds since 1970. */
	now(): number;
	/** Where the record goes; must not throw. */
	write(record: AuditRecord): void;
}

export interface AuditSettings {
	arguments: ArgumentsKept;
	/** Makes digests of arguments unguessable, see `digestOf`. */
	digestSecret?: string;
}

export interface AuditEntry {
	/** Writes the record. Only the first end of a call counts. @returns false for any other */
	end(end: AuditedEnd): boolean;
}

/**
 * Begins the record of a call. The arguments are read now: the flow may change them later.
 *
 * @param startedAt when the call came, in milliseconds since 1970
 */
export function beginAudit(
	call: AuditedCall,
	settings: AuditSettings,
	ports: AuditPorts,
	startedAt = ports.now(),
): AuditEntry {
	const about = {
		time: new Date(startedAt).toISOString(),
		server: call.server,
		principal: redactText(call.principal),
		...(call.client === undefined ? {} : { client: redactText(call.client) }),
		kind: call.kind,
		name: redactText(call.name),
		...keptArguments(call.arguments, settings),
	};
	let ended = false;
	return {
		end({ outcome, executionId, bytes }) {
			if (ended) return false;
			ended = true;
			ports.write({
				...about,
				outcome,
				durationMs: Math.max(0, Math.round(ports.now() - startedAt)),
				...(executionId === undefined ? {} : { executionId }),
				bytes,
			});
			return true;
		},
	};
}

function keptArguments(
	value: unknown,
	{ arguments: kept, digestSecret }: AuditSettings,
): Pick<AuditRecord, 'arguments' | 'argumentsDigest'> {
	if (value === undefined || kept === 'none') return {};
	if (kept === 'hash') return { argumentsDigest: digestOf(value, digestSecret) };
	return { arguments: redact(value) };
}
