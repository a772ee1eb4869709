import type {
	Associations,
	CrmRecords,
	ReadOptions,
	RecordReference,
	UpsertDraft,
} from '../../crm/crm-vendor';
import { upsertRecord } from '../../crm/upsert';
import type { UpsertSteps } from '../../crm/upsert-steps';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { operation, toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { idOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { idNumber } from './codecs';
import { domainField } from './domain-field';
import { history } from './history';
import { type PipedriveObject, linksOf, parseRecord } from './objects';
import { TOKENS } from './profile';
import { locate, withDomain } from './read-records';
import { dataOf, read, refusal, write } from './request';
import { searchRecords } from './search';
import { type PlainValues, completed, seenFrom, toBody } from './values';

/** The operations on one kind of Pipedrive's records, from its description. */
export function pipedriveRecords<Entity extends object>(
	object: PipedriveObject<Entity>,
): CrmRecords<Entity> {
	const steps = upsertSteps(object);
	return {
		get: async (client, reference, options) => await get(object, client, reference, options),
		search: async (client, wanted) => await searchRecords(object, client, wanted),
		upsert: async (client, draft) => await upsert(object, steps, client, draft),
		history: async (client, reference, options) =>
			await operation(async () => {
				const [values] = await locate(object, client, reference);
				if (values === undefined) return notFound(object, client.provider);
				return await history(object, client, idOf(values.id) ?? '', options);
			}),
	};
}

async function get<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	{ fields, keepRaw }: ReadOptions,
): Promise<Outcome<Entity>> {
	const { provider } = client;
	return await operation(async () => {
		const [values, ...others] = await locate(object, client, reference);
		if (values === undefined) return notFound(object, provider);
		const { record, notes } = parseRecord(object, values, fields);
		const ids = others.map(({ id }) => String(id)).join(', ');
		const doubts = others.length > 0 ? [`Several ${object.name} match. Others: ${ids}.`] : [];
		const all = [...doubts, ...notes];
		return {
			status: 'found',
			provider,
			record,
			...(all.length > 0 && { notes: all }),
			...(keepRaw && { raw: values }),
		};
	});
}

const LINK_KINDS = ['contactIds', 'companyIds', 'dealIds'] as const;

/** Links that Pipedrive has no room for are refused before anything is written. */
async function upsert<Entity extends object>(
	object: PipedriveObject<Entity>,
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	draft: UpsertDraft<Entity>,
): Promise<Outcome<Entity>> {
	const asked = draft.associations ?? {};
	for (const kind of LINK_KINDS) {
		const field = object.links[kind];
		const count = asked[kind]?.length ?? 0;
		if (count === 0 || (field !== undefined && count === 1)) continue;
		const message =
			field === undefined
				? `Pipedrive has no ${kind} on a ${object.kind}. Link it from the other record.`
				: `Pipedrive allows only one of ${kind} on a ${object.kind}, not ${count}.`;
		return toOutcome(refusal(client, 'unsupported_association', message));
	}
	return await upsertRecord(steps, client, draft);
}

function upsertSteps<Entity extends object>(object: PipedriveObject<Entity>): UpsertSteps<Entity> {
	return {
		kind: object.kind,
		table: object.table,
		defaultMatch: object.defaultMatch,
		...(object.createsUnmatched && { createsUnmatched: true }),
		seenFrom,
		async find(client, match) {
			const found = await locate(object, client, match);
			return found.map((values) => ({ id: idOf(values.id) ?? '', values }));
		},
		create: async (client, values, associations) =>
			await create(object, client, values, associations),
		async update(client, id, changes) {
			// Pipedrive replaces addresses as a whole, so they are made of what is there now.
			const current = await readNow(object, client, id);
			await patch(object, client, id, await body(client, completed(current, changes)));
		},
		async associate(client, id, associations) {
			await patch(object, client, id, references(object, associations));
		},
		async readBack(client, id) {
			const values = await readNow(object, client, id);
			return {
				record: parseRecord(object, values).record,
				values,
				associations: linksOf(object, values),
			};
		},
	};
}

async function readNow<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	id: string,
): Promise<PlainValues> {
	const response = await read(client, pathOf`/api/v2/${object.name}/${id}`);
	return await withDomain(object, client, dataOf(response));
}

async function patch<Entity>(
	{ name }: PipedriveObject<Entity>,
	client: VendorClient,
	id: string,
	changes: Record<string, unknown>,
): Promise<void> {
	const path = pathOf`/api/v2/${name}/${id}`;
	const request = { method: 'PATCH', path, body: changes, effect: 'idempotent' } as const;
	await write(client, request, TOKENS.write);
}

/** Pipedrive takes a second person of one email, so a create is never repeated. */
async function create<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	plain: Readonly<PlainValues>,
	associations: Associations,
): Promise<string> {
	const values = {
		...(await body(client, completed({}, plain))),
		...references(object, associations),
	};
	const path = pathOf`/api/v2/${object.name}`;
	const named = object.nameField in values ? values : { ...values, ...fallbackName(object, plain) };
	const request = { method: 'POST', path, body: named, effect: 'unsafe' } as const;
	const response = await write(client, request, TOKENS.write);
	const id = idOf(dataOf(response).id);
	if (id === undefined) throw unreadable(client, response);
	return id;
}

/** Every person and organization has a name in Pipedrive. */
function fallbackName<Entity>(
	{ name }: PipedriveObject<Entity>,
	{ emails, domain }: Readonly<PlainValues>,
): Record<string, unknown> {
	if (name === 'persons') return { name: (emails as { first?: unknown } | undefined)?.first };
	return name === 'organizations' ? { name: domain } : {};
}

/** The domain goes into the field that the account has for it. */
async function body(
	client: VendorClient,
	{ domain, ...values }: Readonly<PlainValues>,
): Promise<Record<string, unknown>> {
	return toBody(domain === undefined ? values : { ...values, [await domainField(client)]: domain });
}

function references<Entity>(
	{ links }: PipedriveObject<Entity>,
	associations: Associations,
): Record<string, unknown> {
	const entries = Object.entries(links).flatMap(([kind, field]): Array<[string, unknown]> => {
		const [id] = associations[kind as keyof Associations] ?? [];
		return id === undefined ? [] : [[field, idNumber(id) ?? id]];
	});
	return Object.fromEntries(entries);
}

function notFound<Entity>({ kind }: PipedriveObject<unknown>, provider: string): Outcome<Entity> {
	const reason = { code: 'no_match', message: `Pipedrive has no such ${kind}.` };
	return { status: 'not_found', provider, reason, retry: { advised: false } };
}
