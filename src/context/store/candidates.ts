import type { Candidate as Value } from '../facts/winner';
import type { EntityType } from '../model/entity';
import type { Candidate } from '../query/context-answer';
import type { Tables } from './graph-ports';

/** What an entity is called, by type: the first of these that it has. */
const NAMES = ['fullName', 'name', 'firstName', 'lastName', 'email', 'domain'];

/** The name of each of some entities that are heads, and its other values by attribute. */
export async function namesOf(
	tables: Tables,
	heads: readonly string[],
): Promise<Map<string, string>> {
	if (heads.length === 0) return new Map();
	const rows = await tables
		.selectFrom('graph_fact')
		.select(['entity_id', 'attribute', 'winner'])
		.where('entity_id', 'in', [...heads])
		.where('attribute', 'in', NAMES)
		.execute();
	const byEntity = Map.groupBy(rows, ({ entity_id: id }) => id);
	return new Map(
		[...byEntity].flatMap(([id, facts]) => {
			const values = new Map(
				facts.flatMap(({ attribute, winner }) =>
					winner === null ? [] : [[attribute, (JSON.parse(winner) as Value).value]],
				),
			);
			const name = nameIn(values);
			return name === undefined ? [] : [[id, name] as const];
		}),
	);
}

/** What people call it. */
export function nameIn(values: ReadonlyMap<string, unknown>): string | undefined {
	const [full, name, first, last, ...others] = NAMES.map((attribute) => values.get(attribute));
	const both = [first, last].filter((part) => typeof part === 'string').join(' ');
	return [full, name, both, ...others].find(
		(text): text is string => typeof text === 'string' && text !== '',
	);
}

/** For a person to choose from: each by the id that was asked for. */
export async function candidatesOf(
	tables: Tables,
	ids: readonly string[],
	reasons: readonly string[] = [],
): Promise<Map<string, Candidate>> {
	if (ids.length === 0) return new Map();
	const rows = await tables
		.selectFrom('graph_entity')
		.select(['id', 'head', 'type'])
		.where('id', 'in', [...ids])
		.execute();
	const names = await namesOf(tables, [...new Set(rows.map(({ head }) => head))]);
	return new Map(
		rows.map(({ id, head, type }) => [id, toCandidate(head, type, names.get(head), reasons)]),
	);
}

function toCandidate(
	id: string,
	type: EntityType,
	name: string | undefined,
	reasons: readonly string[],
): Candidate {
	return { id, type, ...(name !== undefined && { name }), reasons: [...reasons] };
}
