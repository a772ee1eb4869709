import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from '../../gtm/model/outcome';

/**
 * An outcome as items, paired with the item that it is for: `status` first, so that a Switch node can
 * follow; the canonical record under `record`. A list becomes an item for each of its records, and an
 * empty list or none becomes one item.
 */
export function toOutcomeItems(outcome: Outcome, itemIndex: number): INodeExecutionData[] {
	const { record } = outcome;
	const records: unknown[] = Array.isArray(record) && record.length > 0 ? record : [record];
	return records.map((one) => ({
		json: toJson({ ...outcome, record: Array.isArray(one) ? undefined : one }),
		pairedItem: { item: itemIndex },
	}));
}

/** Members in the order in which people read them. Values that came as JSON are a data object. */
function toJson(outcome: Outcome): IDataObject {
	const { status, provider, record, reason, retry, cost, remembered } = outcome;
	const { handle, notes, requestId, raw } = outcome;
	const known = { status, provider, record, reason, retry, cost, remembered };
	const members = { ...known, handle, notes, requestId, raw };
	return Object.fromEntries(
		Object.entries(members).filter(([, value]) => value !== undefined),
	) as IDataObject;
}
