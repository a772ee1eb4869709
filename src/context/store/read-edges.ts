import { lastOfEach } from './last-words';
import { type Relation, RELATIONS } from '../model/edge';
import type { EntityType } from '../model/entity';
import type { Tables } from './graph-ports';
import type { EdgeTable } from './schema';
import type { View } from './view';

/** The other end of a relation. */
export interface EdgeEnd {
	relation: Relation;
	id: string;
	type: EntityType;
	role?: string;
}

/** Of one entity; an account with more people than that is not shown whole. */
const MOST_EDGES = 200;

/** The other ends of all relations of an entity that hold, the newest first. */
export async function edgesOf(
	tables: Tables,
	members: readonly string[],
	{ until, at }: View,
): Promise<EdgeEnd[]> {
	const query = tables
		.selectFrom('graph_edge')
		.selectAll()
		.where('seq', '<=', until)
		.orderBy('seq', 'desc')
		.orderBy('position', 'desc')
		.limit(MOST_EDGES);
	const outgoing = await query.where('from_id', 'in', [...members]).execute();
	const incoming = await query.where('to_id', 'in', [...members]).execute();
	return [
		...lastWords(outgoing, at).map((edge) => endOf(edge, 'to')),
		...lastWords(incoming, at).map((edge) => endOf(edge, 'from')),
	];
}

/** Of each relation between two the last word of each source; what has ended is none. */
function lastWords(edges: readonly EdgeTable[], at: string): EdgeTable[] {
	const last = lastOfEach(edges, (edge) =>
		[edge.relation, edge.from_id, edge.to_id, edge.source].join(' '),
	);
	return last.filter(({ held_to: end }) => end === null || end > at);
}

function endOf(edge: EdgeTable, end: 'from' | 'to'): EdgeEnd {
	return {
		relation: edge.relation,
		id: end === 'from' ? edge.from_id : edge.to_id,
		type: RELATIONS[edge.relation][end],
		...(edge.role !== null && { role: edge.role }),
	};
}
