import { toStartItem } from './flow-start';
import type { McpProcess } from './mcp-process';
import { limitsId, principalId } from '../../mcp/server/principal';
import type { Attempt, PolicyGate } from '../../mcp/server/policy-gate';
import {
	beginAudit,
	type AuditedServer,
	type AuditRecord,
	type AuditSettings,
} from '../../policy/audit';
import { auditFilePath } from '../../policy/audit-files';
import { keepFields, keepFieldsOfText } from '../../policy/field-filter';
import type { PolicySettings } from '../../policy/policy-settings';

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
	{ doorkeeper }: McpProcess,
): PolicyGate {
	return {
		admit(attempt) {
			const admission = doorkeeper.admit(
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

/**
 * @param server that the records are of; `report` hears of one that had to be dropped
 * @param output of the trigger that gets the records, if it has one
 */
export function createAuditSink(
	{ id, report }: { id: string; report: (message: string) => void },
	server: AuditedServer,
	target: PolicySettings['audit'],
	output: number | undefined,
	folder: string,
	process: McpProcess,
): AuditSink | undefined {
	if (target.to === 'off') return undefined;
	const settings = { arguments: target.arguments, digestSecret: process.auditSecret };
	if (target.to === 'file') {
		const file = process.auditFiles.open(auditFilePath(folder, server.workflow, target.file));
		return { server, settings, write: (record) => file.append(record, target.rotation) };
	}
	return {
		server,
		settings,
		write: (record) => {
			const emit = process.emitters.get(id);
			if (emit && output !== undefined) emit(toStartItem({ kind: 'audit', output, record }));
			else report('An audit record was dropped: the trigger has no audit output');
		},
	};
}
