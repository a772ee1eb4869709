import { toStartItem } from './flow-start';
import type { McpProcess } from './mcp-process';
import type { AuditSink } from '../../mcp/server/policy-gate';
import type { AuditedServer, AuditRecord } from '../../policy/audit';
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
		const write = (record: AuditRecord) => file.append(record, target.rotation);
		return { server, settings, write: mcp.cluster ? throughMain(id, target, write, mcp) : write };
	}
	return {
		server,
		settings,
		write: (record) => {
			if (output === undefined) return report(NO_BRANCH);
			const item = toStartItem({ kind: 'audit', output, record });
			const emit = mcp.emitters.get(id);
			if (emit) emit(item);
			else if (mcp.cluster) {
				void mcp.cluster.emit(id, item).then((isThere) => {
					if (!isThere) report('An audit record was dropped: the trigger is not published');
				});
			} else report('An audit record was dropped: the trigger is not published');
		},
	};
}

const NO_BRANCH = 'An audit record was dropped: the trigger has no branch of kind Audit';

/**
 * In queue mode one process keeps the file, that in which the trigger is published. While there is none
 * a record goes into a file beside this process' own data.
 */
function throughMain(
	id: string,
	{ file, rotation }: Extract<PolicySettings['audit'], { to: 'file' }>,
	writeHere: (record: AuditRecord) => void,
	{ cluster, emitters }: McpProcess,
): (record: AuditRecord) => void {
	return (record) => {
		if (emitters.has(id) || !cluster) return writeHere(record);
		const filed = { workflow: record.server.workflow, file, rotation, record };
		void cluster.fileRecord(id, filed).then((isFiled) => {
			if (!isFiled) writeHere(record);
		});
	};
}
