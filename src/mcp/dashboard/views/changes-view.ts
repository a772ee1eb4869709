import { textOf, type Data } from '../../cards/parts/data';
import { card, notice } from '../../cards/parts/layout';
import { table } from '../../cards/parts/table';
import { labelOf } from '../../cards/parts/wording';
import { type Child } from '../../cards/tree/element';
import type { GraphSource } from '../dashboard-ports';
import { prospectLink } from './search-view';

/** What changed in the graph lately. */
export async function changesView(graph: GraphSource): Promise<Child> {
	const changes = await graph.changes();
	return card(
		'Changes',
		'The last changes of the context graph, newest first',
		changes.length === 0 && notice('plain', 'Nothing has changed yet'),
		table<Data>(
			'Changes',
			[
				{ title: 'When (UTC)', cell: ({ at }) => minuteText(at) },
				{ title: 'What', cell: ({ kind }) => labelOf(textOf(kind)) },
				{
					title: 'Of',
					cell: ({ entityId, type, entity }) => prospectLink({ id: entityId, type, name: entity }),
				},
				{ title: 'Which', cell: ({ name }) => labelOf(textOf(name)) },
			],
			changes,
		),
	);
}

/** `2026-11-30 13:04` of an ISO time. */
export function minuteText(time: unknown): string {
	return textOf(time).slice(0, 16).replace('T', ' ');
}
