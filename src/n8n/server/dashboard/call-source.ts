import { readTail } from './audit-tail';
import { auditFolder } from '../audit-folder';
import type { McpProcess } from '../mcp-process';
import type { ServerSetup } from '../server-setup';
import { dayOf } from '../../../gtm/ledger/credit-ledger';
import type { Ledger } from '../../../gtm/ledger/ledger';
import { dataIn, textOf } from '../../../mcp/cards/parts/data';
import type { CallRecord, CallSource } from '../../../mcp/dashboard/dashboard-ports';
import type { JsonObject } from '../../../mcp/protocol/json-rpc';
import { normalizePath } from '../../../mcp/server/listener';
import { auditFilePath } from '../../../policy/audit-files';

const DAYS_OF_CREDITS = 30;
const DAY_MS = 86_400_000;

/** The calls of a server as its audit file has them, and the credits of this n8n. */
export function createCallSource(
	{ workflow, policy, parameters }: Pick<ServerSetup, 'workflow' | 'policy' | 'parameters'>,
	{ auditFiles }: Pick<McpProcess, 'auditFiles'>,
	ledger: () => Ledger,
	now: () => number,
): CallSource {
	const { audit } = policy;
	const path = normalizePath(parameters.path);
	return {
		async records() {
			if (audit.to !== 'file') return undefined;
			const file = auditFilePath(auditFolder(), workflow, audit.file);
			await auditFiles.open(file).flush();
			const records = [...(await readTail(`${file}.1`)), ...(await readTail(file))];
			return records.filter(({ server }) => dataIn(server).path === path).map(callOf);
		},
		credits: async () => await ledger().credits.spentByDay(dayOf(now() - DAYS_OF_CREDITS * DAY_MS)),
	};
}

function callOf(record: JsonObject): CallRecord {
	const { time, principal, client, kind, name, outcome, durationMs, bytes } = record;
	return {
		time: textOf(time),
		principal: textOf(principal),
		...(client !== undefined && { client: textOf(client) }),
		kind: textOf(kind),
		name: textOf(name),
		outcome: textOf(outcome),
		durationMs: Number(durationMs) || 0,
		bytes: Number(bytes) || 0,
	};
}
