import type { VendorClient } from '../http/vendor-client';
import { type MappingTable, ontoHeld } from '../model/mapping';
import type { Outcome } from '../model/outcome';
import { readPath, withoutPaths } from '../model/path';
import type { Associations } from './crm-vendor';
import { differences } from './differences';
import { missingLinks } from './links';
import { incomplete, partly } from './upsert-outcomes';
import type { ReadRecord, UpsertSteps, VendorValues } from './upsert-steps';

/** A write that was done, or that was not needed. */
export interface Written {
	id: string;
	status: 'created' | 'updated' | 'unchanged';
	/** What was sent, in the vendor's names. */
	sent: VendorValues;
	associations: Associations;
	/** Sentences on what could not be sent. */
	misfits: readonly string[];
	notes: readonly string[];
}

/**
 * The outcome of a write after the record was read back: what did not fit, what the vendor took and did
 * not keep, and the links that are missing make it `partial`.
 */
export function concluded<Entity>(
	{ kind, table, seenFrom = (_, held) => held, shownOtherwise = () => [] }: UpsertSteps<Entity>,
	{ provider }: VendorClient,
	{ id, status, sent, associations, misfits, notes }: Written,
	read: ReadRecord<Entity> | undefined,
): Outcome<Entity> {
	const noted = notes.length > 0 ? { notes: [...notes] } : {};
	const done = status === 'unchanged' ? 'left as it was' : status;
	if (read === undefined) {
		const message = `The ${kind} ${id} was ${done}, but the CRM does not return it. Check whether someone deleted it.`;
		const reason = { code: 'not_read_back', message };
		return incomplete({ provider, ...noted }, { id } as Entity, reason);
	}
	const { record, values, requestId } = read;
	const base = { provider, ...noted, ...(requestId !== undefined && { requestId }) };
	const held = seenFrom(sent, values);
	const unlike = differences(held, ontoHeld(table, held, sent), new Set());
	const lost = fieldsIn(table, withoutPaths(unlike, shownOtherwise(sent)));
	const unlinked = missingLinks(associations, read.associations);
	const missing = [
		...misfits.map((misfit) => ({ code: 'value_left_out', said: misfit })),
		...(lost.length > 0
			? [
					{
						code: 'value_not_kept',
						said: `${provider} accepted ${lost.join(', ')} but did not save it`,
					},
				]
			: []),
		...(unlinked.length > 0
			? [
					{
						code: 'association_missing',
						said: `it is not linked to ${unlinked.join(', ')}. Check that these records exist and that the credential has permission to link them`,
					},
				]
			: []),
	];
	const [first] = missing;
	if (first === undefined) return { ...base, status, record };
	const message = `The ${kind} ${id} was ${done}, except for: ${missing.map(({ said }) => said).join('; ')}.`;
	return incomplete(base, record, { code: first.code, message });
}

/** The write is done: a read that failed afterwards must not make it look undone. */
export function unread<Entity>(
	{ kind }: UpsertSteps<Entity>,
	error: unknown,
	{ id, status, notes }: Written,
): Outcome<Entity> {
	const done = status === 'unchanged' ? 'left as it was' : status;
	const said = `The ${kind} ${id} was ${done}, but could not be read back`;
	const outcome = partly<Entity>(error, id, { code: 'not_read_back', said });
	return notes.length > 0 ? { ...outcome, notes: [...notes] } : outcome;
}

/** What users call the values: canonical, or the vendor's own name where there is none. */
function fieldsIn(table: MappingTable, values: VendorValues): string[] {
	const rows = table.filter(
		({ vendor, access }) => access !== 'read' && readPath(values, vendor) !== undefined,
	);
	const covered = new Set(rows.map(({ vendor }) => vendor.split('.')[0]));
	const own = Object.keys(values).filter((name) => !covered.has(name));
	return [...new Set([...rows.map(({ field }) => field), ...own.map((name) => `custom.${name}`)])];
}
