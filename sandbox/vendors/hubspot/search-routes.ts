import { answer, isRecord } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Context } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { invalid } from './errors.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import { typeIn } from './paths.ts';
import type { HubspotRoute } from './paths.ts';
import { showObject } from './read-object.ts';
import { toRead } from './scopes.ts';
import { filterOf, inOrder } from './search-filter.ts';
import type { HubspotState } from './state.ts';

const on = routesOf<HubspotState>();

const LONGEST_PAGE = 200;
const MOST_RESULTS = 10_000;
const LONGEST_BODY = 3_000;

/** What a free text is looked for in, by the page on the search API. */
const TEXT_PROPERTIES: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
	contacts: ['firstname', 'lastname', 'email', 'hs_additional_emails', 'phone', 'company'],
	companies: ['name', 'domain', 'phone'],
	deals: ['dealname', 'pipeline', 'dealstage'],
};

function hasText(type: ObjectType, text: string): (object: HubspotObject) => boolean {
	const names = TEXT_PROPERTIES[type] ?? [];
	const wanted = text.toLowerCase().split(/\s+/);
	return ({ properties }) => {
		const all = names
			.map((name) => properties[name] ?? '')
			.join(' ')
			.toLowerCase();
		return wanted.every((word) => all.includes(word));
	};
}

/** Searches see what the index has caught up with, 10,000 records at most. */
function search(call: AnyCall, context: Context<HubspotState>, type: ObjectType): Answer {
	const { state, clock, settings } = context;
	const body = isRecord(call.body) ? call.body : {};
	const limit = readCount(body.limit, { fallback: 10, least: 1, most: LONGEST_PAGE });
	if (call.text.length > LONGEST_BODY) {
		throw invalid(call, `The request body exceeds the limit of ${LONGEST_BODY} characters`);
	}
	if (body.after === '') throw invalid(call, 'after must be an integer');
	const after = readCount(body.after, { fallback: 0, least: 0, most: 1e9 });
	if (limit === undefined) throw invalid(call, `limit must be from 1 to ${LONGEST_PAGE}`);
	if (after === undefined) throw invalid(call, 'after must be the cursor of a page');
	if (after + limit > MOST_RESULTS) {
		throw invalid(call, `Paging through more than ${MOST_RESULTS} results is not supported`);
	}
	const matches = filterOf(call, state, type, body.filterGroups);
	const inText = typeof body.query === 'string' ? hasText(type, body.query) : () => true;
	const found = state.objects[type]
		.searchable(clock.now(), settings.indexLagMs)
		.filter((object) => matches(object) && inText(object));
	const ordered = inOrder(body.sorts, JSON.stringify(body.filterGroups ?? []), found);
	const { items, next } = pageOf(ordered, after, limit);
	const properties = Array.isArray(body.properties) ? body.properties.map(String) : undefined;
	return answer(200, {
		total: found.length,
		results: items.map((object) => showObject(state, type, object, { properties })),
		...(next !== undefined && { paging: { next: { after: String(next) } } }),
	});
}

function routesAt<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on(
			'POST',
			`${base}/{type}/search`,
			(call, context) => search(call, context, typeIn(call, call.params.type)),
			{ limits: ['SECONDLY'], ...toRead },
		),
	];
}

export const searchRoutes: HubspotRoute[] = [
	...routesAt('/crm/objects/2026-09'),
	...routesAt('/crm/v3/objects'),
];
