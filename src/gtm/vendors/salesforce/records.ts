import type {
	CrmRecords,
	CrmSearch,
	ReadOptions,
	RecordReference,
	SearchResult,
} from '../../crm/crm-vendor';
import { type Page, collectPages } from '../../crm/pages';
import { upsertRecord } from '../../crm/upsert';
import { upsertManyWith } from '../../crm/upsert-many';
import type { UpsertSteps } from '../../crm/upsert-steps';
import { plainMisfit } from '../../crm/wanted';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError, operation, toOutcome } from '../../http/vendor-error';
import { idOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { RESULTS_MAX } from '../../model/results-max';
import { salesforceBatch } from './batch';
import { STANDARD_FIELDS, selectionOf, vendorNames, withNames } from './fields';
import { findRecords } from './find';
import { history } from './history';
import { childSelection, link, parentValues } from './links';
import { type SalesforceObject, linksOf } from './objects';
import { type QueryPage, nextPage, runQuery } from './query';
import { toRecordId } from './record-id';
import { refused } from './refused';
import { soqlName } from './soql';
import { seenFrom, toStored } from './values';
import { type Where, whereOf } from './where';
import { createRecord, updateRecord } from './write';

/** The operations on one object of Salesforce, from its description. */
export function salesforceRecords<Entity extends object>(
	object: SalesforceObject<Entity>,
): CrmRecords<Entity> {
	const steps = upsertSteps(object);
	const batch = salesforceBatch(object);
	return {
		get: async (client, reference, options) => await get(object, client, reference, options),
		search: async (client, search) => await searchRecords(object, client, search),
		upsert: async (client, draft) => await upsertRecord(steps, client, draft),
		...(object.name === 'Contact' && {
			upsertMany: async (client, drafts) => await upsertManyWith(steps, batch, client, drafts),
		}),
		history: async (client, reference, options) =>
			await history(object, client, reference, options),
	};
}

async function get<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	options: ReadOptions,
): Promise<Outcome<Entity>> {
	const { provider } = client;
	return await operation(async () => {
		const { select, fields, notes: missing } = selectionOf(object, options);
		const [answer, ...others] = await findRecords(object, client, reference, select);
		if (answer === undefined) return notFound(object, provider);
		const { record, notes: misfits } = object.toRecord(answer, fields);
		const notes = [...missing, ...doubts(object, others), ...misfits];
		return {
			status: 'found',
			provider,
			record,
			...(notes.length > 0 && { notes }),
			...(options.keepRaw && { raw: answer }),
		};
	});
}

function doubts<Entity>(
	{ kind }: SalesforceObject<Entity>,
	others: Array<Record<string, unknown>>,
): string[] {
	if (others.length === 0) return [];
	const ids = others.map(({ Id }) => idOf(Id) ?? '').join(', ');
	return [`Several records match; the oldest ${kind} is shown. Others: ${ids}.`];
}

/** Salesforce pages through 2,000 records at a time, and says how many there are in all. */
async function searchRecords<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	search: CrmSearch,
): Promise<SearchResult<Entity>> {
	let where: Where;
	let selection: ReturnType<typeof selectionOf>;
	let soql: string;
	try {
		selection = selectionOf(object, search);
		where = await whereOf(object, client, search);
		soql = toSoql(object, selection.select, where, search);
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return { outcome: toOutcome(error), records: [] };
	}
	const { fields, notes } = selection;
	const found = await collectPages(client.provider, search.limit, async (next) => {
		const page = next === undefined ? await runQuery(client, soql) : await nextPage(client, next);
		return toRecords(object, page, { fields, where, limit: search.limit });
	});
	return notes.length > 0 ? { ...found, outcome: { ...found.outcome, notes } } : found;
}

function toSoql<Entity>(
	object: SalesforceObject<Entity>,
	select: readonly string[],
	{ soql, keeps }: Where,
	{ sort, limit }: CrmSearch,
): string {
	const known = select.includes(STANDARD_FIELDS) || !keeps;
	const names = known ? select : [...new Set([...select, 'Website'])];
	return [
		`SELECT ${names.join(', ')} FROM ${object.name}`,
		soql === undefined ? '' : ` WHERE ${soql}`,
		sort === undefined ? '' : ` ORDER BY ${orderOf(object, sort)}`,
		// What is sorted out afterwards must not count.
		// Nor must the end of what one run gives look like the end of what there is.
		keeps === undefined && limit < RESULTS_MAX ? ` LIMIT ${Math.max(1, Math.floor(limit))}` : '',
	].join('');
}

function orderOf<Entity>(
	object: SalesforceObject<Entity>,
	{ field, direction }: NonNullable<CrmSearch['sort']>,
): string {
	const [name] = vendorNames(object, field);
	if (name === undefined)
		throw refused('no_such_field', `${field} is not a field that Salesforce can sort by.`);
	return `${soqlName(name)} ${direction === 'ascending' ? 'ASC' : 'DESC'} NULLS LAST`;
}

/** The total is known only if neither the limit nor we have cut something off. */
function toRecords<Entity>(
	object: SalesforceObject<Entity>,
	{ records, total, next }: QueryPage,
	{ fields, where, limit }: { fields: readonly string[]; where: Where; limit: number },
): Page<Entity> {
	const { keeps } = where;
	const meant = keeps ? records.filter(keeps) : records;
	return {
		records: meant.map((answer) => object.toRecord(answer, fields).record),
		...(next !== undefined && { next }),
		...(keeps === undefined && total < limit && { total }),
	};
}

function upsertSteps<Entity extends object>(object: SalesforceObject<Entity>): UpsertSteps<Entity> {
	return {
		kind: object.kind,
		table: object.table,
		defaultMatch: object.defaultMatch,
		...(object.createsUnmatched && { createsUnmatched: true }),
		toId: toRecordId,
		seenFrom,
		// A parent may be named by an external id of its own.
		misfitOf: (name, value) => (name.endsWith('__r') ? undefined : plainMisfit(value)),
		async find(client, match, names) {
			const select = [...new Set(['Id', ...names])].map(soqlName);
			return (await findRecords(object, client, match, select)).map(toStored);
		},
		create: async (client, values, associations) =>
			await createRecord(object, client, values, associations),
		update: async (client, id, changes) => await updateRecord(object, client, id, changes),
		async associate(client, id, associations) {
			const parent = parentValues(object, associations);
			if (Object.keys(parent).length > 0) await updateRecord(object, client, id, parent);
			await link(object, client, id, associations);
		},
		async readBack(client, id, names) {
			const { select, fields } = withNames(selectionOf(object, {}), names);
			const all = [...select, ...childSelection(object)];
			const [answer] = await findRecords(object, client, { id }, all);
			if (answer === undefined) return undefined;
			const { record } = object.toRecord(answer, fields);
			return { record, values: toStored(answer).values, associations: linksOf(object, answer) };
		},
	};
}

function notFound<Entity>({ kind }: SalesforceObject<unknown>, provider: string): Outcome<Entity> {
	const reason = { code: 'no_match', message: `Salesforce has no such ${kind}.` };
	return { status: 'not_found', provider, reason, retry: { advised: false } };
}
