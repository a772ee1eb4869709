import type { Addition } from '../../base/suppression/suppression-register';
import type { ImportRow } from '../context-graph';
import type { OpenGraph } from './graph-ports';
import { suppressAll } from './suppressions';

type SuppressionRow = Extract<ImportRow, { kind: 'suppression' }>;

/** Is told how each row ended. */
interface RowEnds {
	added(this: void, addition: Addition): void;
	failed(this: void, row: number, error: RangeError): void;
}

/** Entries of one write. */
const MOST = 500;

/** Collects entries of the list, so that many rows are one write, and a wrong one keeps no other back. */
export function createSuppressionBatch(graph: OpenGraph, ends: RowEnds) {
	let waiting: Array<{ row: number; entry: SuppressionRow }> = [];
	let origin = '';

	async function flush(): Promise<void> {
		const batch = waiting;
		waiting = [];
		if (batch.length === 0) return;
		try {
			const additions = await write(graph, batch);
			additions.forEach(ends.added);
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			// All or none were written: one by one it shows which are wrong.
			for (const one of batch) await writeAlone(graph, one, ends);
		}
	}

	return {
		flush,
		async add(row: number, entry: SuppressionRow): Promise<void> {
			const from = JSON.stringify(provenanceOf(entry));
			const isFull = waiting.length >= MOST || entry.idempotencyKey !== undefined;
			if (isFull || from !== origin) await flush();
			origin = from;
			waiting.push({ row, entry });
		},
	};
}

async function writeAlone(
	graph: OpenGraph,
	one: { row: number; entry: SuppressionRow },
	ends: RowEnds,
): Promise<void> {
	try {
		(await write(graph, [one])).forEach(ends.added);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		ends.failed(one.row, error);
	}
}

async function write(
	graph: OpenGraph,
	batch: ReadonlyArray<{ entry: SuppressionRow }>,
): Promise<Addition[]> {
	const [first] = batch;
	if (first === undefined) return [];
	const drafts = batch.map(({ entry: { identifier, reason, scope, expiresAt } }) => ({
		identifier,
		reason,
		scope,
		expiresAt,
	}));
	return await suppressAll(graph, drafts, provenanceOf(first.entry));
}

function provenanceOf(entry: SuppressionRow) {
	const {
		kind: _kind,
		identifier: _identifier,
		reason: _reason,
		scope: _scope,
		expiresAt: _expiresAt,
		...provenance
	} = entry;
	return provenance;
}
