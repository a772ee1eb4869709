import type { VendorClient } from '../http/vendor-client';
import { isRecord } from '../model/json';
import { type MappingTable, toCanonical } from '../model/mapping';
import type { Cost, Outcome } from '../model/outcome';
import type { ZodType } from '../../third-party/zod';
import type { EnrichOptions } from './enrichment-vendor';

/** How an answer of a vendor is read. */
export interface Reading<Entity> {
	table: MappingTable;
	schema: ZodType<Entity>;
	/** The vendor's record, as it stands in the answer. */
	source: Record<string, unknown>;
	/** The whole answer, for `raw`. */
	body: unknown;
	cost?: Cost;
	requestId?: string;
	notes?: readonly string[];
}

/** The vendor's record in canonical words, or why it cannot be read. */
export function foundOutcome<Entity>(
	{ provider }: Pick<VendorClient, 'provider'>,
	{ table, schema, source, body, cost, requestId, notes: said = [] }: Reading<Entity>,
	{ keepRaw }: EnrichOptions,
): Outcome<Entity> {
	const { values, notes: misfits } = toCanonical(table, source);
	const parsed = schema.safeParse(values);
	if (!parsed.success) {
		const fields = parsed.error.issues.map(({ path }) => path.join('.'));
		return unreadableOutcome(provider, `it has an invalid value in: ${fields.join(', ')}`);
	}
	const notes = [...said, ...misfits];
	return {
		status: 'found',
		provider,
		record: parsed.data,
		...(requestId !== undefined && { requestId }),
		...(cost !== undefined && { cost }),
		...(notes.length > 0 && { notes }),
		...(keepRaw && { raw: body }),
	};
}

/** The vendor looked, and has nothing. */
export function missedOutcome<Entity>(
	provider: string,
	what: 'company' | 'person',
	cost?: Cost,
): Outcome<Entity> {
	return {
		status: 'not_found',
		provider,
		reason: { code: 'no_match', message: `The vendor has no such ${what}.` },
		retry: { advised: false },
		...(cost !== undefined && { cost }),
	};
}

/** The question cannot be put to this vendor; nothing was sent. */
export function unusableOutcome<Entity>(
	provider: string,
	message: string,
	code = 'incomplete_query',
): Outcome<Entity> {
	return { status: 'invalid', provider, reason: { code, message }, retry: { advised: false } };
}

/** A 2xx without what every answer has, to a question that costs nothing. */
export function unreadableRead<Entity>(provider: string, why: string): Outcome<Entity> {
	const message = `The vendor's answer cannot be read: ${why}. Run again later.`;
	return {
		status: 'upstream_error',
		provider,
		reason: { code: 'unreadable_answer', message },
		retry: { advised: true },
	};
}

/** A 2xx without what every answer has, to a question that may have been charged. */
export function unreadableOutcome<Entity>(provider: string, why: string): Outcome<Entity> {
	const message = `The vendor's answer cannot be read: ${why}. Check at the vendor what it cost before you run again.`;
	return {
		status: 'upstream_error',
		provider,
		reason: { code: 'unreadable_answer', message },
		retry: { advised: false },
	};
}

/** The vendor is still working on it. */
export function pendingOutcome<Entity>(
	provider: string,
	handle: string,
	{ afterMs, requestId }: { afterMs: number; requestId?: string },
): Outcome<Entity> {
	return {
		status: 'pending',
		provider,
		handle,
		reason: { code: 'in_progress', message: 'The vendor is still working on it. Run again later.' },
		retry: { advised: true, afterMs },
		...(requestId !== undefined && { requestId }),
	};
}

/** The member of a JSON object, if there is one and it is an object. */
export function objectIn(body: unknown, name: string): Record<string, unknown> | undefined {
	const value = isRecord(body) ? body[name] : undefined;
	return isRecord(value) ? value : undefined;
}
