import { answer, isRecord } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { defaultTypeId } from './association-store.ts';
import { invalid } from './errors.ts';
import type { ObjectType } from './objects.ts';
import { typeIn } from './paths.ts';
import type { HubspotRoute } from './paths.ts';
import type { HubspotState } from './state.ts';
import { mustFind } from './write-object.ts';

const on = routesOf<HubspotState>();

function linksOf({ associations }: HubspotState, from: ObjectType, id: string, to: ObjectType) {
	const typeId = defaultTypeId(from, to) ?? 0;
	return associations.of(from, id, to).map((toObjectId) => ({
		toObjectId,
		associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId, label: null }],
	}));
}

interface Pair {
	type: string;
	id: string;
	toType: string;
	toId: string;
}

/** Makes the default association of two records that exist. */
function link(call: AnyCall, state: HubspotState, { type, id, toType, toId }: Pair): Answer {
	const from = typeIn(call, type);
	const to = typeIn(call, toType);
	const associationTypeId = defaultTypeId(from, to);
	if (associationTypeId === undefined)
		throw invalid(call, `${from} cannot be associated with ${to}`);
	mustFind(call, state, from, id);
	mustFind(call, state, to, toId);
	state.associations.link(from, id, to, toId);
	const moment = new Date(call.at).toISOString();
	const associationSpec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId };
	return answer(200, {
		status: 'COMPLETE',
		results: [{ from: { id }, to: { id: toId }, associationSpec }],
		startedAt: moment,
		completedAt: moment,
	});
}

function routesAt<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on('GET', `${base}/{type}/{id}/associations/{toType}`, (call, { state }) => {
			const { type, id, toType } = call.params;
			const from = typeIn(call, type);
			mustFind(call, state, from, id);
			return answer(200, { results: linksOf(state, from, id, typeIn(call, toType)) });
		}),
		on('PUT', `${base}/{type}/{id}/associations/default/{toType}/{toId}`, (call, { state }) =>
			link(call, state, call.params),
		),
		on('DELETE', `${base}/{type}/{id}/associations/{toType}/{toId}`, (call, { state }) => {
			const { type, id, toType, toId } = call.params;
			state.associations.unlink(typeIn(call, type), id, typeIn(call, toType), toId);
			return answer(204);
		}),
	];
}

function batchAt<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on('POST', `${base}/{type}/{toType}/batch/read`, (call, { state }) => {
			const from = typeIn(call, call.params.type);
			const to = typeIn(call, call.params.toType);
			const inputs = isRecord(call.body) && Array.isArray(call.body.inputs) ? call.body.inputs : [];
			const ids = inputs.map((input: unknown) => (isRecord(input) ? String(input.id) : ''));
			const moment = new Date(call.at).toISOString();
			const results = ids
				.map((id) => ({ from: { id }, to: linksOf(state, from, id, to) }))
				.filter((each) => each.to.length > 0);
			return answer(200, { status: 'COMPLETE', results, startedAt: moment, completedAt: moment });
		}),
	];
}

export const associationRoutes: HubspotRoute[] = [
	...routesAt('/crm/objects/2026-09'),
	...routesAt('/crm/v4/objects'),
	...batchAt('/crm/associations/2026-09'),
	...batchAt('/crm/v4/associations'),
];
