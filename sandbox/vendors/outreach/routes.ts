import { answer } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Table } from '../../frame/table.ts';
import { draftOf, list, refused, show } from './json-api.ts';
import type { Resource } from './json-api.ts';
import { emailsOf, madeId } from './state.ts';
import type { OutreachState } from './state.ts';

const on = routesOf<OutreachState>();

function rowOf(table: Table<Resource>, id: string): Resource {
	const row = table.get(id);
	if (row === undefined) throw refused(404, `Could not find resource with id '${id}'.`);
	return row;
}

function changed(row: Resource, attributes: Record<string, unknown>, at: number): Resource {
	const updatedAt = new Date(at).toISOString();
	return { ...row, attributes: { ...row.attributes, ...attributes, updatedAt } };
}

const sequenceRoutes = [
	on('GET', '/api/v2/sequences', (call, { state }) => list(call, state.sequences.all()), {
		scope: 'sequences.read',
	}),
	on(
		'GET',
		'/api/v2/sequences/{id}',
		({ params }, { state }) => answer(200, { data: show(rowOf(state.sequences, params.id)) }),
		{ scope: 'sequences.read' },
	),
	on('GET', '/api/v2/sequenceSteps', (call, { state }) => list(call, state.steps.all()), {
		scope: 'sequenceSteps.read',
	}),
	on(
		'PATCH',
		'/api/v2/sequenceSteps/{id}',
		(call, { state }) => {
			const { attributes } = draftOf(call, 'sequenceStep');
			const step = changed(rowOf(state.steps, call.params.id), attributes, call.at);
			return answer(200, { data: show(state.steps.put(step, call.at)) });
		},
		{ scope: 'sequenceSteps.write' },
	),
	on(
		'GET',
		'/api/v2/sequenceTemplates',
		(call, { state }) =>
			list(call, state.sequenceTemplates.all(), (page) =>
				page.flatMap(({ related }) => state.templates.get(related.template ?? '') ?? []),
			),
		{ scope: 'sequenceTemplates.read' },
	),
];

const templateRoutes = [
	on('GET', '/api/v2/templates', (call, { state }) => list(call, state.templates.all()), {
		scope: 'templates.read',
	}),
	on(
		'GET',
		'/api/v2/templates/{id}',
		({ params }, { state }) => answer(200, { data: show(rowOf(state.templates, params.id)) }),
		{ scope: 'templates.read' },
	),
	on(
		'PATCH',
		'/api/v2/templates/{id}',
		(call, { state }) => {
			const { attributes } = draftOf(call, 'template');
			const template = changed(rowOf(state.templates, call.params.id), attributes, call.at);
			return answer(200, { data: show(state.templates.put(template, call.at)) });
		},
		{ scope: 'templates.write' },
	),
];

const prospectRoutes = [
	on('GET', '/api/v2/prospects', (call, { state }) => list(call, state.prospects.all()), {
		scope: 'prospects.read',
	}),
	on(
		'POST',
		'/api/v2/prospects',
		(call, { state }) => {
			const { attributes } = draftOf(call, 'prospect');
			const createdAt = new Date(call.at).toISOString();
			const prospect: Resource = {
				id: madeId(state),
				type: 'prospect',
				attributes: { optedOut: false, emailOptedOut: false, ...attributes, createdAt },
				related: {},
			};
			const taken = emailsOf(prospect).some(
				(email) => state.prospects.find('email', email).length > 0,
			);
			if (taken)
				throw refused(422, 'Contacts contact is using an excluded email hash or is already taken.');
			return answer(201, { data: show(state.prospects.put(prospect, call.at)) });
		},
		{ scope: 'prospects.write' },
	),
	on('GET', '/api/v2/mailboxes', (call, { state }) => list(call, state.mailboxes.all()), {
		scope: 'mailboxes.read',
	}),
	on(
		'GET',
		'/api/v2/mailings',
		(call, { state }) =>
			list(call, state.mailings.all(), (page) => {
				const ids = new Set(page.flatMap(({ related }) => related.prospect ?? []));
				return [...ids].flatMap((id) => state.prospects.get(id) ?? []);
			}),
		{ scope: 'mailings.read' },
	),
];

const FINISHED = ['finished', 'bounced', 'opted_out'];

const create = on(
	'POST',
	'/api/v2/sequenceStates',
	(call, { state }) => {
		const { related } = draftOf(call, 'sequenceState');
		const prospect = state.prospects.get(related.prospect ?? '');
		if (prospect === undefined) throw refused(422, 'Prospect is required.');
		if (state.sequences.get(related.sequence ?? '') === undefined) {
			throw refused(422, 'Sequence is required.');
		}
		if (state.mailboxes.get(related.mailbox ?? '') === undefined) {
			throw refused(422, 'Mailbox is required.');
		}
		if (prospect.attributes.optedOut === true) throw refused(422, 'Prospect has opted out.');
		const underWay = state.states
			.all()
			.some(
				(one) =>
					one.related.prospect === related.prospect &&
					one.related.sequence === related.sequence &&
					!FINISHED.includes(String(one.attributes.state)),
			);
		if (underWay) throw refused(422, 'Prospect is already active in this sequence.');
		const createdAt = new Date(call.at).toISOString();
		const row: Resource = {
			id: madeId(state),
			type: 'sequenceState',
			attributes: { state: 'active', replyCount: 0, createdAt, stateChangedAt: createdAt },
			related,
		};
		return answer(201, { data: show(state.states.put(row, call.at)) });
	},
	{ scope: 'sequenceStates.write' },
);

const action = (name: 'finish' | 'pause' | 'resume', from: readonly string[], to: string) =>
	on(
		'POST',
		`/api/v2/sequenceStates/{id}/actions/${name}`,
		({ params, at }, { state }) => {
			const row = rowOf(state.states, params.id);
			if (!from.includes(String(row.attributes.state))) {
				throw refused(
					422,
					`A sequence state that is ${String(row.attributes.state)} has no ${name}.`,
				);
			}
			const stateChangedAt = new Date(at).toISOString();
			const next = changed(row, { state: to, stateChangedAt }, at);
			return answer(200, { data: show(state.states.put(next, at)) });
		},
		{ scope: 'sequenceStates.write' },
	);

const stateRoutes = [
	on('GET', '/api/v2/sequenceStates', (call, { state }) => list(call, state.states.all()), {
		scope: 'sequenceStates.read',
	}),
	on(
		'GET',
		'/api/v2/sequenceStates/{id}',
		({ params }, { state }) => answer(200, { data: show(rowOf(state.states, params.id)) }),
		{ scope: 'sequenceStates.read' },
	),
	create,
	action('pause', ['active', 'pending'], 'paused'),
	action('resume', ['paused'], 'active'),
	action('finish', ['active', 'paused', 'pending'], 'finished'),
];

export const resourceRoutes = [
	...sequenceRoutes,
	...templateRoutes,
	...prospectRoutes,
	...stateRoutes,
];
