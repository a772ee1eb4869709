import { createPropertyCache } from '../../../../../src/gtm/crm/property-cache';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import {
	type CrmChange,
	type CrmChangesRead,
	listChanges,
} from '../../../../../src/gtm/operations/crm/list-changes';
import { inputOf } from '../../../../../src/gtm/operations/operation';
import type { CrmStage } from './crm-stage';

/** Somebody who keeps up with a CRM: what changed is asked for from time to time, with a cursor. */
export function openReader(
	{ crm, client, clock }: CrmStage,
	question: Record<string, unknown> = {},
) {
	let cursor: string | undefined;
	const ports = {
		vendor: crm,
		client,
		principal: 'test',
		clock,
		ledger: () => createMemoryLedger(clock.now),
		checkActions: checkByList(() => createMemoryLedger(clock.now).suppressions),
		properties: createPropertyCache(clock),
		runId: 'run-1',
		startedAt: clock.now(),
		memory: {},
	};
	const once = async () => {
		const input = inputOf(listChanges, { what: 'contact', ...question, cursor });
		const outcome = await listChanges.run(ports, input);
		const record = outcome.record as CrmChangesRead | undefined;
		if (record !== undefined) ({ cursor } = record);
		return { outcome, record };
	};
	return {
		once,
		/** Goes on from somebody else's cursor. */
		with: async (given: string | undefined) => {
			cursor = given;
			return await once();
		},
		/** Until there is nothing more; what fails is asked again. */
		async all(): Promise<CrmChange[]> {
			const changes: CrmChange[] = [];
			for (let more = true; more;) {
				const { record } = await once();
				changes.push(...(record?.changes ?? []));
				more = record?.more ?? true;
			}
			return changes;
		},
		/** Characters of what has to be kept. */
		size: () => cursor?.length ?? 0,
	};
}
