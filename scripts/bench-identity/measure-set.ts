import type { Identity } from './identity.ts';
import { type DataSet, readFiles } from './known-sets.ts';
import { readMapping } from './mapping.ts';
import { measurePairs, type PairMeasurement } from './measure-pairs.ts';
import { measureRecords, type RecordMeasurement } from './measure-records.ts';
import { readRows } from './rows.ts';

export type SetMeasurement = { name: string; seconds: number } & (
	{ records: RecordMeasurement } | { pairs: PairMeasurement[] }
);

/** @throws SetupError or RangeError for files that do not fit their mapping */
export async function measureSet(identity: Identity, set: DataSet): Promise<SetMeasurement> {
	const [json = ''] = await readFiles([set.mapping]);
	const mapping = readMapping(json, set.mapping);
	const rows = (await readFiles(set.records)).flatMap(readRows);
	const [truth] = set.truth === undefined ? [undefined] : await readFiles([set.truth]);
	const started = performance.now();
	const measured =
		'pairs' in mapping
			? { pairs: measurePairs(identity, rows, mapping) }
			: {
					records: measureRecords(
						identity,
						{ records: rows, truth: truth === undefined ? rows : readRows(truth) },
						mapping,
					),
				};
	return { name: set.name, seconds: (performance.now() - started) / 1000, ...measured };
}
