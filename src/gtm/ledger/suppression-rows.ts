import { isRecord, listOf, textOf } from '../model/json';
import {
	EVERYWHERE,
	SUPPRESSION_KINDS,
	type SuppressionKind,
	kindOf,
	problemOfKey,
} from './suppression-key';
import type { Addition } from '../../base/suppression/suppression-register';
import type { SuppressionDraft, SuppressionList } from './suppression-list';

/** What rows that say nothing of it are added with. */
export type RowDefaults = Omit<SuppressionDraft, 'kind' | 'value'>;

export interface RefusedRow {
	/** From 1, a heading not counted. */
	row: number;
	problem: string;
}

export type ImportResult = Record<Addition, number> & { refused: RefusedRow[] };

/**
 * Adds every row that can be used, and tells of the others.
 *
 * @param text a JSON list, CSV with a heading, or lines with one address, domain, page or number each
 */
export async function importRows(
	list: SuppressionList,
	text: string,
	defaults: RowDefaults,
): Promise<ImportResult> {
	const result: ImportResult = { created: 0, updated: 0, unchanged: 0, refused: [] };
	const drafts: SuppressionDraft[] = [];
	for (const [index, row] of rowsIn(text).entries()) {
		const draft = toDraft(row, defaults);
		if (typeof draft === 'string') result.refused.push({ row: index + 1, problem: draft });
		else drafts.push(draft);
	}
	for (const addition of await list.add(drafts)) result[addition] += 1;
	return result;
}

/** Under which names a row may hold who it is about. */
const COLUMNS: Readonly<Record<string, SuppressionKind>> = {
	email: 'email',
	domain: 'domain',
	linkedin: 'linkedin',
	linkedinurl: 'linkedin',
	phone: 'phone',
};

/** A draft, or why there is none. */
function toDraft(row: unknown, defaults: RowDefaults): SuppressionDraft | string {
	const values = isRecord(row) ? row : { value: row };
	const named = Object.entries(values).map(
		([name, value]) => [name.toLowerCase().replace(/[\s_-]/g, ''), textOf(value)?.trim()] as const,
	);
	const texts = Object.fromEntries(named.filter(([, value]) => value));
	const column = named.find(([name, value]) => name in COLUMNS && value);
	const value = texts.value ?? column?.[1];
	if (!value) return 'has no value. Fill in value, email, domain, linkedinUrl or phone';
	const said = texts.kind ?? (column && COLUMNS[column[0]]);
	const kind = said === undefined ? kindOf(value) : SUPPRESSION_KINDS.find((one) => one === said);
	if (kind === undefined) return `has the kind "${said}": use ${SUPPRESSION_KINDS.join(', ')}`;
	const problem = problemOfKey({ kind, value });
	if (problem !== undefined) return problem;
	const end = texts.until === undefined ? defaults.expiresAt : Date.parse(texts.until);
	if (Number.isNaN(end)) return 'has an until that is not a date such as 2027-01-31';
	return {
		...defaults,
		kind,
		value,
		scope: texts.scope ?? defaults.scope ?? EVERYWHERE,
		reason: texts.reason ?? defaults.reason,
		...(texts.source !== undefined && { source: texts.source }),
		...(end !== undefined && { expiresAt: end }),
	};
}

const HEADING =
	/^(?:value|kind|email|domain|linkedin(?:[ _-]?url)?|phone|reason|scope|until|source)$/i;

/** What is no JSON although it begins so is one row, which is refused. */
function rowsIn(text: string): unknown[] {
	const trimmed = text.trim();
	if (trimmed === '') return [];
	if (trimmed.startsWith('[')) return listIn(trimmed);
	const [heading = '', ...lines] = trimmed.split(/\r?\n/);
	const names = cellsOf(heading);
	if (!names.every((name) => HEADING.test(name))) {
		return [heading, ...lines].flatMap((line) => cellsOf(line).slice(0, 1)).filter(Boolean);
	}
	return lines
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const cells = cellsOf(line);
			return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
		});
}

function listIn(text: string): unknown[] {
	try {
		return listOf(JSON.parse(text));
	} catch {
		return [text];
	}
}

/** Cells in quotes may hold commas, and quotes that are doubled. */
function cellsOf(line: string): string[] {
	const cells = line.match(/(?:"(?:[^"]|"")*"|[^,;\t])+|(?<=[,;\t]|^)(?=[,;\t]|$)/g) ?? [];
	return cells.map((cell) =>
		cell
			.trim()
			.replace(/^"(.*)"$/s, '$1')
			.replaceAll('""', '"'),
	);
}
