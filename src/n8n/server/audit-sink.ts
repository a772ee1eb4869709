import { toStartItem } from './flow-start';
import type { McpProcess } from './mcp-process';
import type { AuditSink } from '../../mcp/server/policy-gate';
import type { AuditedServer } from '../../policy/audit';
import { auditFilePath } from '../../policy/audit-files';
import type { PolicySettings } from '../../policy/policy-settings';

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
	mcp: McpProcess,
): AuditSink | undefined {
	if (target.to === 'off') return undefined;
	const settings = { arguments: target.arguments, digestSecret: mcp.auditSecret };
	if (target.to === 'file') {
		const file = mcp.auditFiles.open(auditFilePath(folder, server.workflow, target.file));
		return { server, settings, write: (record) => file.append(record, target.rotation) };
	}
	return {
		server,
		settings,
		write: (record) => {
			const emit = mcp.emitters.get(id);
			if (emit && output !== undefined) emit(toStartItem({ kind: 'audit', output, record }));
			else report('An audit record was dropped: the trigger has no branch of kind Audit');
		},
	};
}
