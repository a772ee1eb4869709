import type { CrmSearch, SearchCondition, SearchResult } from '../../crm/crm-vendor';
import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { toVendorFields } from '../../model/mapping';
import { knownDomainField } from './domain-field';
import { type PipedriveObject, parseRecord } from './objects';
import { TOKENS } from './profile';
import { locate, readMany, searchIds, withDomain } from './read-records';
import { listIn, nextCursor, read, refusal } from './request';
import type { PlainValues } from './values';

const PAGE_MAX = 100;

/** What a search of Pipedrive can be asked, made of the conditions. */
interface Plan {
	/** A text in a field of the search. */
	term?: { term: string; fields: string; exact_match?: boolean };
	/** By email or domain: the record itself is looked up. */
	identity?: { email: string } | { domain: string };
	/** By the fields that a list takes. */
	list: Record<string, string>;
	since?: string;
}

/**
 * Pipedrive has no filter by field but what its lists and its search take. What they do not take is
 * refused by name: to read everything and filter here would spend the company's budget.
 */
export async function searchRecords<Entity extends object>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	wanted: CrmSearch,
): Promise<SearchResult<Entity>> {
	try {
		const plan = planOf(object, client, wanted);
		if (plan.identity) return await byIdentity(object, client, plan, wanted);
		return plan.term
			? await byTerm(object, client, plan, wanted)
			: await byList(object, client, plan, wanted);
	} catch (error) {
		return { outcome: toOutcome(error), records: [] };
	}
}

function planOf<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	{ conditions, text, sort }: CrmSearch,
): Plan {
	const plan: Plan = { list: {} };
	for (const condition of conditions) take(object, client, plan, condition);
	if (text !== undefined && text !== '')
		setTerm(object, client, plan, { term: text, fields: object.nameField });
	if (sort && (plan.term || plan.identity || !(sort.field in SORTS))) {
		const message = `Pipedrive sorts lists by id, createdAt and updatedAt only, and cannot sort a search. Remove the sort order by ${sort.field}.`;
		throw refusal(client, 'unsupported_sort', message);
	}
	return plan;
}

function take<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	plan: Plan,
	condition: SearchCondition,
): void {
	const { field, operator, value } = condition;
	const [path = field] = toVendorFields(object.table, [field]);
	const text = String(value);
	if (operator === 'eq' && object.listedBy.includes(path)) {
		plan.list[path] = text;
	} else if (path === 'emails.first' && operator === 'eq') {
		plan.identity = { email: text.trim().toLowerCase() };
	} else if (path === 'phones.first' && operator === 'eq') {
		setTerm(object, client, plan, { term: text, fields: 'phone', exact_match: true });
	} else if (path === 'domain' && operator === 'eq' && object.name === 'organizations') {
		plan.identity = { domain: text };
	} else if (path === object.nameField && (operator === 'eq' || operator === 'contains')) {
		const exact = operator === 'eq' ? { exact_match: true } : {};
		setTerm(object, client, plan, { term: text, fields: object.nameField, ...exact });
	} else if (path === 'update_time' && operator === 'gte') {
		plan.since = text;
	} else throw unsupported(object, client, condition);
}

function setTerm<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	plan: Plan,
	term: NonNullable<Plan['term']>,
): void {
	if (plan.term !== undefined) {
		throw refusal(client, 'one_text_only', 'Pipedrive searches for one text at a time.');
	}
	if (term.term.trim().length < 2) {
		const message = `Pipedrive searches for texts of 2 characters and more in the ${object.kind}'s name.`;
		throw refusal(client, 'text_too_short', message);
	}
	plan.term = term;
}

function unsupported<Entity>(
	{ listedBy, table, kind, name }: PipedriveObject<Entity>,
	client: VendorClient,
	{ field, operator }: SearchCondition,
) {
	const equal = listedBy.map((path) => table.find(({ vendor }) => vendor === path)?.field ?? path);
	const identity = { persons: ', email, phone', organizations: ', domain', deals: '' }[name];
	const message = `Pipedrive cannot search a ${kind} by ${field} ${operator}. It supports eq of ${equal.join(', ')}${identity}; eq and contains of the name; gte of updatedAt.`;
	return refusal(client, 'unsupported_condition', message);
}

/** The other conditions hold too: they are checked here, on the few that were found. */
function fits({ list, since }: Plan, values: PlainValues): boolean {
	const isRecent =
		since === undefined || Date.parse(String(values.update_time)) >= Date.parse(since);
	return (
		isRecent && Object.entries(list).every(([path, wanted]) => String(values[path]) === wanted)
	);
}

async function byIdentity<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	plan: Plan,
	{ limit, fields }: CrmSearch,
): Promise<SearchResult<Entity>> {
	const { identity = { email: '' } } = plan;
	if (plan.term !== undefined) {
		throw refusal(client, 'one_text_only', 'Pipedrive searches for one text at a time.');
	}
	return await collectPages(client.provider, limit, async () => {
		const found = await locate(object, client, identity);
		const records = found.filter((values) => fits(plan, values));
		return { records: records.map((values) => parseRecord(object, values, fields).record) };
	});
}

async function byTerm<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	plan: Plan,
	{ limit, fields }: CrmSearch,
): Promise<SearchResult<Entity>> {
	const { term = { term: '', fields: '' } } = plan;
	return await collectPages(client.provider, limit, async (cursor) => {
		const { ids, next } = await searchIds(object, client, { ...term }, PAGE_MAX, cursor);
		const found = await readMany(object, client, ids);
		const records = found.filter((values) => fits(plan, values));
		return {
			records: records.map((values) => parseRecord(object, values, fields).record),
			...(next !== undefined && { next }),
		};
	});
}

const SORTS: Readonly<Record<string, string>> = {
	id: 'id',
	createdAt: 'add_time',
	updatedAt: 'update_time',
};

async function byList<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	{ list, since }: Plan,
	{ limit, fields, sort }: CrmSearch,
): Promise<SearchResult<Entity>> {
	if (object.name === 'organizations') await knownDomainField(client);
	return await collectPages(client.provider, limit, async (cursor, missing) => {
		const response = await read(client, pathOf`/api/v2/${object.name}`, {
			query: {
				...list,
				// Pipedrive wants whole seconds.
				updated_since: since?.replace(/\.\d+(?=Z|[+-])/, ''),
				sort_by: sort && SORTS[sort.field],
				sort_direction: sort && (sort.direction === 'ascending' ? 'asc' : 'desc'),
				limit: Math.min(missing, PAGE_MAX),
				cursor,
			},
			tokens: TOKENS.list,
		});
		const next = nextCursor(response);
		const records: Entity[] = [];
		for (const answer of listIn(response)) {
			const values = await withDomain(object, client, answer);
			records.push(parseRecord(object, values, fields).record);
		}
		return { records, ...(next !== undefined && { next }) };
	});
}
