import { randomUUID } from 'node:crypto';

import { processState } from '../../base/process-state';
import { Proposals } from '../../mcp/server/approval/proposals';

/** What persons are to decide. Outlives an update of the package: the card is still open somewhere. */
export function processProposals(): Proposals {
	return processState({
		name: 'proposals',
		version: 2,
		create: () => new Proposals({ now: () => Date.now(), createId: () => randomUUID() }),
	});
}
