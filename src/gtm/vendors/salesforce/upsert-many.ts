import type { UpsertDraft } from '../../crm/crm-vendor';
import { differences, type UpsertSteps } from '../../crm/upsert';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError, toOutcome } from '../../http/vendor-error';
import { toEmail } from '../../model/email';
import { idOf } from '../../model/json';
import { ontoHeld, toVendor } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { COLLECTION_MAX, NO_RESULT, type Saved, saveCollection } from './collection';
import { contactsByEmail, readByIds } from './read-many';
import type { SalesforceObject } from './objects';
import { upsertOne } from './upsert-one';
import { toFields } from './values';

/** A draft that a collection can take: recognised by email, without links. */
interface Simple<Entity> {
	index: number;
	email: string;
	draft: UpsertDraft<Entity>;
	wanted: Record<string, unknown>;
	notes: string[];
}

/** What is to be written of a draft; without an id it is a new record. */
interface Change<Entity> {
	simple: Simple<Entity>;
	id?: string;
	fields: Record<string, unknown>;
}

type Outcomes<Entity> = Map<number, Outcome<Entity>>;

/**
 * Contacts by email in collections of 200: one query finds those that are there, one request each
 * writes the new and the changed ones, one query reads them back. Everything that a collection cannot
 * do (links, companies and deals, a second draft of one email) goes one by one, after it.
 */
export async function upsertMany<Entity extends object>(
	object: SalesforceObject<Entity>,
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	drafts: ReadonlyArray<UpsertDraft<Entity>>,
): Promise<Array<Outcome<Entity>>> {
	const outcomes: Outcomes<Entity> = new Map();
	const simple = object.name === 'Contact' ? simpleDrafts(object, drafts) : [];
	for (let start = 0; start < simple.length; start += COLLECTION_MAX) {
		const batch = simple.slice(start, start + COLLECTION_MAX);
		for (const [index, outcome] of await upsertBatch(object, client, batch)) {
			outcomes.set(index, outcome);
		}
	}
	const all: Array<Outcome<Entity>> = [];
	for (const [index, draft] of drafts.entries()) {
		all.push(outcomes.get(index) ?? (await upsertOne(steps, client, draft)));
	}
	return all;
}

function simpleDrafts<Entity extends object>(
	object: SalesforceObject<Entity>,
	drafts: ReadonlyArray<UpsertDraft<Entity>>,
): Array<Simple<Entity>> {
	const seen = new Set<string>();
	return drafts.flatMap((draft, index) => {
		const match = draft.match ?? object.defaultMatch(draft.values);
		const email = match && 'email' in match ? toEmail(match.email) : undefined;
		if (email === undefined || draft.associations || seen.has(email)) return [];
		seen.add(email);
		const { values, notes } = toVendor(object.table, { email, ...draft.values });
		return [{ index, email, draft, wanted: values, notes }];
	});
}

async function upsertBatch<Entity extends object>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	batch: ReadonlyArray<Simple<Entity>>,
): Promise<Outcomes<Entity>> {
	try {
		const names = [...new Set(batch.flatMap(({ wanted }) => Object.keys(wanted)))];
		const emails = batch.map(({ email }) => email);
		const stored = await contactsByEmail(client, emails, names);
		const outcomes: Outcomes<Entity> = new Map();
		const changes: Array<Change<Entity>> = [];
		const unchanged: Array<{ simple: Simple<Entity>; id: string }> = [];
		for (const simple of batch) {
			const present = stored.get(simple.email) ?? [];
			const [first] = present;
			const id = idOf(first?.Id);
			if (present.length > 1) outcomes.set(simple.index, inDoubt(client, present));
			else if (first === undefined || id === undefined)
				changes.push({ simple, fields: simple.wanted });
			else {
				const fields = differences(
					first,
					ontoHeld(object.table, first, simple.wanted),
					keptNames(object, simple.draft),
				);
				if (Object.keys(fields).length === 0) unchanged.push({ simple, id });
				else changes.push({ simple, id, fields });
			}
		}
		const written = await write(object, client, changes, emails);
		return new Map([
			...outcomes,
			...(await withRecords(object, client, [
				...unchanged.map(({ simple, id }) => ({
					simple,
					saved: { id },
					status: 'unchanged' as const,
				})),
				...written,
			])),
		]);
	} catch (error) {
		// Nothing was written yet: writes have their own end.
		const failure = toOutcome<Entity>(error);
		return new Map(batch.map(({ index }) => [index, failure]));
	}
}

interface Written<Entity> {
	simple: Simple<Entity>;
	saved: Saved;
	status: 'created' | 'updated' | 'unchanged';
}

async function write<Entity extends object>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	changes: ReadonlyArray<Change<Entity>>,
	emails: readonly string[],
): Promise<Array<Written<Entity>>> {
	const fresh = changes.filter(({ id }) => id === undefined);
	const known = changes.filter(({ id }) => id !== undefined);
	const lookAgain = async () => {
		const found = await contactsByEmail(client, emails, []);
		return fresh.map(({ simple }) => idOf(found.get(simple.email)?.[0]?.Id));
	};
	const created = await saveCollection(
		client,
		'POST',
		fresh.map(({ fields }) => ({ attributes: { type: object.name }, ...toFields(fields) })),
		lookAgain,
	);
	const updated = await saveCollection(
		client,
		'PATCH',
		known.map(({ id, fields }) => ({ attributes: { type: object.name }, id, ...toFields(fields) })),
	);
	return [
		...fresh.map(({ simple }, place) => ({
			simple,
			saved: created[place] ?? NO_RESULT,
			status: 'created' as const,
		})),
		...known.map(({ simple }, place) => ({
			simple,
			saved: updated[place] ?? NO_RESULT,
			status: 'updated' as const,
		})),
	];
}

/** The writes are done: a read that fails now must not make them look undone. */
async function withRecords<Entity extends object>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	written: ReadonlyArray<Written<Entity>>,
): Promise<Outcomes<Entity>> {
	const { provider } = client;
	const ids = written.flatMap(({ saved }) => ('id' in saved ? [saved.id] : []));
	let records = new Map<string, Entity>();
	let failure: Outcome<Entity> | undefined;
	try {
		records = await readByIds(object, client, ids);
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		failure = toOutcome<Entity>(error);
	}
	return new Map(
		written.map(({ simple, saved, status }): [number, Outcome<Entity>] => {
			const notes = simple.notes.length > 0 ? { notes: simple.notes } : {};
			if ('failure' in saved) {
				const refusal = new VendorError(provider, saved.failure, { attempts: 1 });
				return [simple.index, { ...toOutcome<Entity>(refusal), ...notes }];
			}
			const record = records.get(saved.id);
			if (record) return [simple.index, { status, provider, record, ...notes }];
			const why = failure?.reason?.message ?? 'Salesforce does not show it';
			const message = `The ${object.kind} ${saved.id} was ${status}, but could not be read back: ${why}`;
			const outcome: Outcome<Entity> = {
				status: 'partial',
				provider,
				record: { id: saved.id } as Entity,
				reason: { code: 'not_read_back', message },
				retry: { advised: false },
				...notes,
			};
			return [simple.index, outcome];
		}),
	);
}

function inDoubt<Entity>(
	{ provider }: VendorClient,
	present: ReadonlyArray<Record<string, unknown>>,
): Outcome<Entity> {
	const ids = present.map(({ Id }) => idOf(Id) ?? '').join(', ');
	const message = `Several contacts have this email (${ids}), so nothing was written. Merge them, or name the contact by its id.`;
	const reason = { code: 'ambiguous_match', message };
	return { status: 'duplicate', provider, reason, retry: { advised: false } };
}

function keptNames<Entity>(
	{ table }: SalesforceObject<Entity>,
	{ onlyIfEmpty = [] }: UpsertDraft<Entity>,
): ReadonlySet<string> {
	return new Set(
		onlyIfEmpty.map(
			(field) => table.find((row) => row.field === field)?.vendor ?? field.replace(/^custom\./, ''),
		),
	);
}
