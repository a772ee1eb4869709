import { answer, isRecord, Refused } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import type { Row } from '../../frame/table.ts';
import { pageOf, readCount } from '../../frame/paging.ts';

export const MEDIA_TYPE = 'application/vnd.api+json';

const HOST = 'https://api.outreach.io';

/** A row as JSON:API shows it. */
export interface Resource extends Row {
	type: string;
	attributes: Readonly<Record<string, unknown>>;
	/** Ids by the name of the relationship. */
	related: Readonly<Record<string, string>>;
}

export function failure(status: number, id: string, title: string, detail: string): Answer {
	return answer(status, { errors: [{ id, title, detail }] });
}

export function refused(status: 404 | 415 | 422, detail: string): Refused {
	const names = {
		404: ['resourceNotFound', 'Could Not Find Resource'],
		415: ['unsupportedMediaType', 'Unsupported Media Type'],
		422: ['validationError', 'Validation Error'],
	} as const;
	const [id, title] = names[status];
	return new Refused(failure(status, id, title, detail));
}

const RELATED_TYPES: Readonly<Record<string, string>> = {
	prospect: 'prospect',
	sequence: 'sequence',
	mailbox: 'mailbox',
	sequenceStep: 'sequenceStep',
	template: 'template',
	sequenceState: 'sequenceState',
};

export function show({ id, type, attributes, related }: Resource) {
	const relationships = Object.entries(related).map(([name, target]) => [
		name,
		{ data: { type: RELATED_TYPES[name] ?? name, id: Number(target) } },
	]);
	return {
		type,
		id: Number(id),
		attributes,
		relationships: Object.fromEntries(relationships) as Record<string, unknown>,
		links: { self: `${HOST}/api/v2/${type}s/${id}` },
	};
}

/** `filter[prospect][id]=1,2` and `filter[emails]=…`; several values are an or. */
function passes(resource: Resource, query: URLSearchParams): boolean {
	return [...query].every(([name, text]) => {
		const [, field, member] = /^filter\[(\w+)\](?:\[(\w+)\])?$/.exec(name) ?? [];
		if (field === undefined) return true;
		const wanted = text.split(',').map((one) => one.toLowerCase());
		const actual = member === 'id' ? resource.related[field] : resource.attributes[field];
		const [, least, most] = /^(.*)\.\.(.*)$/.exec(text) ?? [];
		if (least !== undefined && most !== undefined) return isWithin(String(actual), least, most);
		return [actual].flat().some((one) => wanted.includes(String(one).toLowerCase()));
	});
}

/** `2026-11-01T00:00:00Z..inf`: both ends count. */
function isWithin(actual: string, least: string, most: string): boolean {
	const at = Date.parse(actual);
	return at >= Date.parse(least) && (most === 'inf' || at <= Date.parse(most));
}

function sorted(resources: readonly Resource[], sort: string | null): Resource[] {
	if (sort === null) return [...resources];
	const name = sort.replace(/^-/, '');
	const sign = sort.startsWith('-') ? -1 : 1;
	const valueOf = ({ attributes }: Resource) => attributes[name];
	return resources.toSorted((a, b) => {
		const [x, y] = [valueOf(a), valueOf(b)];
		const order = typeof x === 'number' && typeof y === 'number' ? x - y : compare(x, y);
		return sign * order;
	});
}

const compare = (a: unknown, b: unknown) => String(a).localeCompare(String(b));

/** A page of what the filters let through; the cursor is the offset. */
export function list(
	call: AnyCall,
	resources: readonly Resource[],
	included: (page: readonly Resource[]) => Resource[] = () => [],
): Answer {
	const { query } = call;
	const matching = resources.filter((resource) => passes(resource, query));
	const { data, links } = pageIn(call, sorted(matching, query.get('sort')));
	const others = query.has('include') ? included(data) : [];
	return answer(200, {
		data: data.map(show),
		...(others.length > 0 && { included: others.map(show) }),
		meta: { count: matching.length },
		links,
	});
}

/** What of it is on the page that is asked for, and where the next one is. */
export function pageIn<Entry>({ query, path }: AnyCall, all: readonly Entry[]) {
	const size = readCount(query.get('page[size]'), { fallback: 50, least: 1, most: 1_000 });
	const offset = readCount(query.get('page[after]'), { fallback: 0, least: 0, most: 1_000_000 });
	if (size === undefined || offset === undefined) throw refused(422, 'page is not valid');
	const { items, next } = pageOf(all, offset, size);
	const more = new URLSearchParams(query);
	if (next !== undefined) more.set('page[after]', String(next));
	return {
		data: items,
		links: next === undefined ? {} : { next: `${HOST}${path}?${more.toString()}` },
	};
}

export interface Draft {
	attributes: Record<string, unknown>;
	related: Record<string, string>;
}

/** The resource of a body, which must be of the media type and of the type. */
export function draftOf({ headers, body }: AnyCall, type: string): Draft {
	if (!(headers['content-type'] ?? '').startsWith(MEDIA_TYPE)) {
		throw refused(415, `Content-Type must be ${MEDIA_TYPE}`);
	}
	const data = isRecord(body) && isRecord(body.data) ? body.data : {};
	if (data.type !== type) throw refused(422, `data.type must be ${type}`);
	const relationships = isRecord(data.relationships) ? data.relationships : {};
	const related = Object.entries(relationships).flatMap(([name, value]) => {
		const target = isRecord(value) && isRecord(value.data) ? value.data.id : undefined;
		return typeof target === 'number' ? [[name, String(target)] as const] : [];
	});
	return {
		attributes: isRecord(data.attributes) ? data.attributes : {},
		related: Object.fromEntries(related),
	};
}
