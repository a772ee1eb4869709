import type { GraphSchema } from '../../src/context/store/schema.ts';

/**
 * How a column differs in a copy: a place in the order of writes, an id of an entity, a text with names, a
 * text to be compared, a value that tells who is meant, a winner with the place of its observation.
 */
export type Difference = 'same' | 'place' | 'id' | 'text' | 'word' | 'key' | 'winner';

const PLACED = { seq: 'place', position: 'same' } as const;

/** The tables in which a write of facts, links and events leaves rows, with each of their columns. */
export const COPIED: Readonly<Record<string, Readonly<Record<string, Difference>>>> = {
	graph_episode: {
		seq: 'place',
		...same('at source actor run credits tokens once answer'),
	},
	graph_entity: { id: 'id', head: 'id', seq: 'place', ...same('type') },
	graph_identifier: {
		value: 'key',
		entity_id: 'id',
		seq: 'place',
		...same('kind source first_seen last_seen'),
	},
	graph_observation: {
		...PLACED,
		entity_id: 'id',
		value: 'text',
		...same('attribute source ref method confidence licence privacy held_from held_to observed_at'),
	},
	graph_fact: {
		seq: 'place',
		entity_id: 'id',
		winner: 'winner',
		word: 'word',
		...same('attribute challengers number observed_at changes_at'),
	},
	graph_edge: {
		...PLACED,
		from_id: 'id',
		to_id: 'id',
		...same('relation role source confidence held_from held_to observed_at'),
	},
	graph_event: {
		...PLACED,
		entity_id: 'id',
		external_id: 'key',
		...same('type at summary url source signal strength half_life'),
	},
	graph_change: {
		...PLACED,
		entity_id: 'id',
		before: 'text',
		after: 'text',
		...same('kind type at name'),
	},
	graph_term: { term: 'text', entity_id: 'id' },
} satisfies Partial<Record<keyof GraphSchema, Record<string, Difference>>>;

function same(columns: string): Record<string, 'same'> {
	return Object.fromEntries(columns.split(' ').map((column) => [column, 'same']));
}
