import { listIn, textOf, type Data } from '../../cards/parts/data';
import { section } from '../../cards/parts/layout';
import { network, type Around } from '../../cards/parts/network';
import { prospectCard, nameOf } from '../../cards/faces/prospect';
import { type Child } from '../../cards/tree/element';
import { dataIn } from '../../cards/parts/data';
import type { GraphSource } from '../dashboard-ports';
import { addressIn } from '../frame';

/** Everything known about one, with a picture of what is around it. */
export async function prospectView(graph: GraphSource, query: URLSearchParams): Promise<Child> {
	const answer = await graph.context(query.get('id') ?? '', query.get('type') ?? '');
	return prospectCard(answer, pictureOf(answer));
}

function pictureOf(answer: Data): Child {
	const isPerson = answer.contact !== undefined;
	const center = dataIn(answer, isPerson ? 'contact' : 'account');
	const around = [
		...(isPerson && answer.account !== undefined
			? [linked('account', dataIn(answer, 'account').id, nameOf(dataIn(answer, 'account')))]
			: []),
		...listIn(answer, 'committee').map(({ id, name, role }) =>
			linked('contact', id, textOf(name), textOf(role)),
		),
		...[...listIn(answer, 'openDeals'), ...listIn(answer, 'closedDeals')].map(
			({ id, name, stage, status }) =>
				linked('deal', id, textOf(name), textOf(stage) || textOf(status)),
		),
		...listIn(answer, 'enrollments').map(({ sequenceId, sequenceName, status }) => ({
			name: textOf(sequenceName) || textOf(sequenceId),
			relation: `sequence, ${textOf(status)}`,
		})),
	];
	return section('Around it', network(nameOf(center) || 'This one', around));
}

function linked(type: string, id: unknown, name: string, relation = ''): Around {
	const identity = textOf(id);
	return {
		name: name || identity,
		relation:
			relation === '' ? (RELATIONS[type] ?? type) : `${RELATIONS[type] ?? type}, ${relation}`,
		address: addressIn('prospect', { id: identity, type }),
	};
}

const RELATIONS: Readonly<Record<string, string>> = {
	account: 'company',
	contact: 'person',
	deal: 'deal',
};
