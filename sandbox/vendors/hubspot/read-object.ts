import { DEFAULT_PROPERTIES, TYPE_NAMES } from './objects.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import { objectTypeOf } from './objects.ts';
import type { HubspotState } from './state.ts';
import { historyOf } from './write-object.ts';

/** What a reader asks for. */
export interface Reading {
	/** The defaults of the type if undefined. Names that there are not are passed over, as HubSpot does. */
	properties?: readonly string[] | undefined;
	propertiesWithHistory?: readonly string[] | undefined;
	associations?: readonly string[] | undefined;
}

/** `['a', 'b']` of `a,b`, also if the parameter is repeated. */
export function listOf(query: URLSearchParams, name: string): string[] | undefined {
	const values = query.getAll(name).flatMap((value) => value.split(','));
	return values.length === 0 ? undefined : values.map((value) => value.trim());
}

function associationsOf(
	{ associations }: HubspotState,
	type: ObjectType,
	{ id }: HubspotObject,
	names: readonly string[],
) {
	const found = names.flatMap((name) => {
		const to = objectTypeOf(name);
		const ids = to === undefined ? [] : associations.of(type, id, to);
		if (to === undefined || ids.length === 0) return [];
		const kind = `${TYPE_NAMES[type].singular}_to_${TYPE_NAMES[to].singular}`;
		return [[to, { results: ids.map((each) => ({ id: each, type: kind })) }] as const];
	});
	return Object.fromEntries(found);
}

/** A record as HubSpot shows it: the properties that were asked for, null where there is no value. */
export function showObject(
	state: HubspotState,
	type: ObjectType,
	object: HubspotObject,
	{ properties, propertiesWithHistory = [], associations = [] }: Reading = {},
) {
	const names = state.properties[type].map(({ name }) => name);
	const asked = new Set([
		...(properties ?? DEFAULT_PROPERTIES[type]),
		...propertiesWithHistory,
		'hs_object_id',
	]);
	const shown = names.filter((name) => asked.has(name));
	const histories = propertiesWithHistory.filter((name) => names.includes(name));
	const linked = associationsOf(state, type, object, associations);
	return {
		id: object.id,
		properties: Object.fromEntries(shown.map((name) => [name, object.properties[name] ?? null])),
		...(histories.length > 0 && {
			propertiesWithHistory: Object.fromEntries(
				histories.map((name) => [name, historyOf(object, name)]),
			),
		}),
		createdAt: object.createdAt,
		updatedAt: object.updatedAt,
		archived: object.archived,
		...(Object.keys(linked).length > 0 && { associations: linked }),
	};
}
