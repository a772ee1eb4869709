import { answer, isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { invalid } from './errors.ts';
import { clockProperties } from './objects.ts';
import type { HistoryEntry, HubspotObject, ObjectType } from './objects.ts';
import { typeIn } from './paths.ts';
import type { HubspotRoute } from './paths.ts';
import { showObject } from './read-object.ts';
import type { HubspotState } from './state.ts';
import { historyOf, mustFind } from './write-object.ts';

const on = routesOf<HubspotState>();

const MERGED_IDS = 'hs_merged_object_ids';

/** What a record is known by, and where it keeps what those were known by that were merged into it. */
const NAMES: Readonly<Partial<Record<ObjectType, readonly [own: string, others: string]>>> = {
	contacts: ['email', 'hs_additional_emails'],
	companies: ['domain', 'hs_additional_domains'],
};

/**
 * Two records become one: the primary one keeps its values, and the other's name besides its own.
 *
 * @see https://developers.hubspot.com/docs/api-reference/crm-companies-v3/guide#merge-companies
 */
export const mergeRoute: HubspotRoute = on(
	'POST',
	'/crm/objects/2026-09/{type}/merge',
	(call, { state }) => {
		const type = typeIn(call, call.params.type);
		const { primaryObjectId, objectIdToMerge } = isRecord(call.body) ? call.body : {};
		const primary = named(call, state, type, primaryObjectId);
		const other = named(call, state, type, objectIdToMerge);
		if (primary.id === other.id) throw invalid(call, 'A record cannot be merged with itself');
		state.objects[type].remove(other.id, call.at);
		const now = new Date(call.at).toISOString();
		const ids = [primary.properties[MERGED_IDS], other.properties[MERGED_IDS], other.id]
			.filter((value) => value != null)
			.join(';');
		const entry: HistoryEntry = { value: ids, timestamp: now, sourceType: 'CRM_UI' };
		const merged = state.objects[type].put(
			{
				...primary,
				properties: {
					...other.properties,
					...present(primary),
					...namesOf(type, primary, other),
					[MERGED_IDS]: ids,
					[clockProperties(type).modified]: now,
				},
				history: {
					...primary.history,
					[MERGED_IDS]: [entry, ...historyOf(primary, MERGED_IDS)],
				},
				updatedAt: now,
			},
			call.at,
		);
		const properties = Object.keys(merged.properties);
		return answer(200, showObject(state, type, merged, { properties }));
	},
);

function named(call: AnyCall, state: HubspotState, type: ObjectType, id: unknown): HubspotObject {
	return mustFind(call, state, type, typeof id === 'string' ? id : '', undefined);
}

function present({ properties }: HubspotObject): Record<string, string> {
	const entries = Object.entries(properties);
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => entry[1] !== null),
	);
}

function namesOf(type: ObjectType, primary: HubspotObject, other: HubspotObject) {
	const [own, others] = NAMES[type] ?? [];
	if (own === undefined || others === undefined) return {};
	const all = [primary.properties[others], other.properties[own], other.properties[others]]
		.flatMap((value) => value?.split(';') ?? [])
		.filter((value) => value !== '' && value !== primary.properties[own]);
	return { [others]: [...new Set(all)].join(';') };
}
