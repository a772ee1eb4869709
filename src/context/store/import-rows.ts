import { nextTurn } from '../../base/next-turn';
import type { ImportReport, ImportRow } from '../context-graph';
import type { OpenGraph } from './graph-ports';
import { recordFacts } from './record-facts';
import { restoreDecision } from './decisions';
import { restoreMerge } from './merges';
import { recordEnrollment, recordEvent, recordLink } from './record-happenings';
import { createSuppressionBatch } from './suppression-batch';

const SHOWN_ERRORS = 50;

/** Rows between two words on how far it is. */
const PROGRESS_ROWS = 100;

type Outcome = 'created' | 'changed' | 'unchanged';

/** Takes rows in, one by one: a row that is wrong is counted and named, and keeps no other one back. */
export async function importRows(
	graph: OpenGraph,
	rows: AsyncIterable<unknown> | Iterable<unknown>,
	onProgress?: (report: ImportReport) => void,
): Promise<ImportReport> {
	const report: ImportReport = {
		rows: 0,
		created: 0,
		changed: 0,
		unchanged: 0,
		failed: 0,
		errors: [],
	};
	const failed = (row: number, { message }: RangeError) => {
		report.failed += 1;
		report.errors.push({ row, message });
	};
	const suppressions = createSuppressionBatch(graph, {
		added: (addition) => (report[addition === 'updated' ? 'changed' : addition] += 1),
		failed,
	});
	for await (const given of rows) {
		report.rows += 1;
		try {
			const row = rowOf(given);
			if (row.kind === 'suppression') await suppressions.add(report.rows, row);
			else {
				await suppressions.flush();
				report[await importRow(graph, row)] += 1;
			}
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			failed(report.rows, error);
		}
		if (report.rows % PROGRESS_ROWS === 0) {
			onProgress?.(shown(report));
			await nextTurn();
		}
	}
	await suppressions.flush();
	onProgress?.(shown(report));
	return shown(report);
}

/** The first errors, by their rows: those of a batch come after those of single rows. */
function shown(report: ImportReport): ImportReport {
	const errors = report.errors.toSorted((one, other) => one.row - other.row);
	report.errors = errors.slice(0, SHOWN_ERRORS);
	return structuredClone(report);
}

type OtherRow = Exclude<ImportRow, { kind: 'suppression' }>;

async function importRow(graph: OpenGraph, row: OtherRow): Promise<Outcome> {
	switch (row.kind) {
		case 'facts': {
			const { kind: _, ...draft } = row;
			const { status, changed, recorded, ignored } = await recordFacts(graph, draft);
			const [first] = ignored;
			const isLost = first !== undefined && changed.length + recorded.length === 0;
			if (isLost && status !== 'created')
				throw new RangeError(`${first.attribute}: ${first.reason}`);
			if (status === 'created') return 'created';
			return changed.length + recorded.length > 0 ? 'changed' : 'unchanged';
		}
		case 'event': {
			const { kind: _, subject, event, ...provenance } = row;
			return outcomeOf((await recordEvent(graph, subject, event, provenance)).status);
		}
		case 'enrollment': {
			const { kind: _, subject, enrollment, ...provenance } = row;
			return outcomeOf((await recordEnrollment(graph, subject, enrollment, provenance)).status);
		}
		case 'decision': {
			const { subject, decision, outcome } = row;
			return await restoreDecision(graph, subject, decision, outcome);
		}
		case 'merge': {
			const { winner, loser, reason, actor } = row;
			return await restoreMerge(graph, winner, loser, { reason, actor });
		}
		case 'link': {
			const { kind: _, from, relation, to, ...provenance } = row;
			return outcomeOf((await recordLink(graph, { from, relation, to }, provenance)).status);
		}
	}
}

function outcomeOf(status: 'written' | 'known'): Outcome {
	return status === 'written' ? 'created' : 'unchanged';
}

const KINDS: ReadonlySet<unknown> = new Set([
	'facts',
	'event',
	'link',
	'enrollment',
	'decision',
	'merge',
	'suppression',
]);

/** What is within it is checked where it is written. */
function rowOf(given: unknown): ImportRow {
	const kind = (given as { kind?: unknown } | null | undefined)?.kind;
	if (KINDS.has(kind)) return given as ImportRow;
	throw new RangeError(`kind must be one of ${[...KINDS].join(', ')}`);
}
