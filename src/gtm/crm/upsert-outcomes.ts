import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { Outcome } from '../model/outcome';
import type { RecordReference } from './crm-vendor';
import type { StoredRecord, UpsertSteps } from './upsert-steps';

type Kind = Pick<UpsertSteps<unknown>, 'kind'>;

export function withoutMatch<Entity>({ kind }: Kind, client: VendorClient): Outcome<Entity> {
	const key =
		{ contact: 'an email, a phone number with a last name', company: 'a domain' }[kind] ?? 'an id';
	const message = `The ${kind} cannot be identified. Set ${key}, Record ID or Idempotency Key.`;
	return refused(client, 'invalid', 'no_identity', message);
}

export function unusableMatch<Entity>(
	{ kind }: Kind,
	client: VendorClient,
	match: RecordReference,
): Outcome<Entity> {
	const [key = 'id'] = Object.keys(match);
	const message = `The ${kind} was not written: its ${key} is not a valid ${key === 'email' ? 'email address' : key}.`;
	return refused(client, 'invalid', `invalid_${key}`, message);
}

export function unwritableValue<Entity>(
	{ kind }: Kind,
	client: VendorClient,
	misfit: string,
): Outcome<Entity> {
	const message = `${misfit}. The ${kind} was not written.`;
	return refused(client, 'invalid', 'unwritable_value', message);
}

export function noSuchId<Entity>(
	{ kind }: Kind,
	client: VendorClient,
	id: string,
): Outcome<Entity> {
	return refused(client, 'not_found', 'no_such_id', `There is no ${kind} with the ID ${id}.`);
}

export function inDoubt<Entity>(
	{ kind }: Kind,
	client: VendorClient,
	stored: readonly StoredRecord[],
): Outcome<Entity> {
	const ids = stored.map(({ id }) => id).join(', ');
	const message = `Several records match (${ids}), so the ${kind} was not written. Merge them, or set Record ID to the right one.`;
	return refused(client, 'duplicate', 'ambiguous_match', message);
}

/**
 * A write that was done, and whose rest failed. Of the record only the id is known. Not to be repeated:
 * what was written would be written again.
 */
export function partly<Entity>(
	error: unknown,
	id: string,
	{ code, said }: { code: string; said: string },
): Outcome<Entity> {
	const failure = toOutcome<Entity>(error);
	const message = `${said}: ${failure.reason?.message ?? ''}`;
	return incomplete(failure, { id } as Entity, { code, message });
}

/** A write that was refused, perhaps for a value that did not fit and was left out: both are said. */
export function refusedWithout<Entity>(
	error: unknown,
	{ misfits, notes }: { misfits: readonly string[]; notes: readonly string[] },
): Outcome<Entity> {
	const failure = toOutcome<Entity>(error);
	const { reason } = failure;
	const message = [reason?.message, ...misfits].join(' · ');
	return {
		...failure,
		...(reason && misfits.length > 0 && { reason: { ...reason, message } }),
		...(notes.length > 0 && { notes: [...notes] }),
	};
}

/** Partly done. A repetition would write again what is written, and does not bring what is missing. */
export function incomplete<Entity>(
	base: Omit<Outcome<Entity>, 'status' | 'record'>,
	record: Entity,
	reason: { code: string; message: string },
): Outcome<Entity> {
	return { ...base, status: 'partial', record, reason, retry: { advised: false } };
}

function refused<Entity>(
	{ provider }: VendorClient,
	status: 'invalid' | 'not_found' | 'duplicate',
	code: string,
	message: string,
): Outcome<Entity> {
	return { status, provider, reason: { code, message }, retry: { advised: false } };
}
