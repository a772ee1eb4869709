import { processProposals } from '../process-proposals';
import type { Data } from '../../../mcp/cards/parts/data';
import type { ApprovalSource } from '../../../mcp/dashboard/dashboard-ports';
import { isJsonObject } from '../../../mcp/protocol/json-rpc';
import { ProtocolError } from '../../../mcp/protocol/protocol-error';
import { decideFor } from '../../../mcp/server/approval/decide-for';
import type { Proposal } from '../../../mcp/server/approval/proposals';
import type { ServerRuntime } from '../../../mcp/server/server-runtime';

/** What waits for a person at a server, and the way to decide. @param open the server, ready to call */
export function createApprovalSource(
	server: string,
	open: () => Promise<ServerRuntime>,
): ApprovalSource {
	const proposals = processProposals();
	return {
		open: () => proposals.openAt(server).map(toData),
		find(id) {
			const found = proposals.findAt(server, id);
			return found && toData(found);
		},
		async decide(id, decision) {
			const found = proposals.findAt(server, id);
			if (!found) throw new RangeError('There is no such approval any more. Nothing was written.');
			try {
				await decideFor(found, decision, await open());
			} catch (error) {
				if (error instanceof ProtocolError) throw new RangeError(error.message);
				throw error;
			}
		},
	};
}

function toData({
	id,
	title,
	state,
	principal,
	arguments: given,
	expiresAt,
	result,
}: Proposal): Data {
	const outcome = result?.structuredContent;
	return {
		id,
		title,
		state,
		by: principal.label,
		arguments: given,
		expiresAt: new Date(expiresAt).toISOString(),
		...(isJsonObject(outcome) && { outcome }),
	};
}
