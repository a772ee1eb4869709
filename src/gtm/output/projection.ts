import { keepFields } from '../../policy/field-filter';
import { isRecord } from '../model/json';
import type { Outcome } from '../model/outcome';
import { withoutDetails } from '../model/report-members';

/**
 * What of an outcome leaves the node:
 *
 * - `simplified`: the canonical record, without what the vendor holds besides (`custom`), without its
 *   own answer, and of a waterfall without the details of each vendor (`sources`, `steps`).
 * - `selected`: the named fields of the record and no others.
 * - `raw`: everything, with the vendor's own answer if it was kept.
 */
export type Projection =
	{ mode: 'simplified' } | { mode: 'raw' } | { mode: 'selected'; fields: readonly string[] };

/** A copy of an outcome with what the projection lets through. Status and reason always are. */
export function projectOutcome(outcome: Outcome, projection: Projection): Outcome {
	if (projection.mode === 'raw') return outcome;
	const { raw: _raw, record, ...rest } = outcome;
	if (record === undefined) return rest;
	const kept =
		projection.mode === 'selected'
			? withoutEmptyCustom(keepFields(record, alsoUnderCustom(projection.fields)))
			: shortened(record);
	return kept === undefined ? rest : { ...rest, record: kept };
}

/** A vendor's own field is asked for by its own name, and stands under `custom`. */
function alsoUnderCustom(fields: readonly string[]): string[] {
	return fields.flatMap((field) => [field, `custom.${field}`]);
}

function withoutEmptyCustom(record: unknown): unknown {
	if (Array.isArray(record)) return record.map(withoutEmptyCustom);
	if (typeof record !== 'object' || record === null || !('custom' in record)) return record;
	const { custom } = record;
	const isEmpty = typeof custom === 'object' && Object.keys(custom ?? {}).length === 0;
	return isEmpty ? withoutCustom(record) : record;
}

function shortened(record: unknown): unknown {
	const plain = withoutCustom(record);
	return isRecord(plain) ? withoutDetails(plain) : plain;
}

function withoutCustom(record: unknown): unknown {
	if (Array.isArray(record)) return record.map(withoutCustom);
	if (typeof record !== 'object' || record === null) return record;
	return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'custom'));
}
