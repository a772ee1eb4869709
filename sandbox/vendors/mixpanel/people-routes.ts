import { answer, isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { checkProject, refuse } from './answers.ts';
import { expressionOf, integerOf, rangeOf } from './segmentation-routes.ts';
import type { MixpanelState } from './state.ts';

const PAGE_SIZE = 1_000;

function engage(call: AnyCall, { profiles }: MixpanelState) {
	checkProject(call);
	const form = isRecord(call.body) ? call.body : {};
	const where = expressionOf(call, typeof form.where === 'string' ? form.where : null);
	const wanted =
		typeof form.output_properties === 'string'
			? (JSON.parse(form.output_properties) as string[])
			: undefined;
	const found = profiles.filter((profile) => where === undefined || where(profile) === true);
	const results = found.slice(0, PAGE_SIZE).map(({ distinctId, properties }) => ({
		$distinct_id: distinctId,
		$properties: Object.fromEntries(
			Object.entries(properties).filter(([name]) => wanted?.includes(name) ?? true),
		),
	}));
	return answer(200, {
		page: 0,
		page_size: PAGE_SIZE,
		results,
		session_id: `${call.id}-session`,
		status: 'ok',
		total: found.length,
	});
}

/** One event a line. */
function exportEvents(call: AnyCall, { events }: MixpanelState) {
	checkProject(call);
	const { from, to } = rangeOf(call);
	const where = expressionOf(call, call.query.get('where'));
	const named = call.query.get('event');
	const names = named === null ? undefined : (JSON.parse(named) as string[]);
	const limit = integerOf(call, 'limit') ?? Number.POSITIVE_INFINITY;
	if (Number.isFinite(limit) && limit > 100_000) throw refuse(call, 400, 'limit is too large');
	const lines = events
		.filter(({ at }) => at >= from && at < to)
		.filter(({ name }) => names?.includes(name) ?? true)
		.filter((event) => where === undefined || where(event) === true)
		.slice(0, limit)
		.map(({ name, properties }) => `${JSON.stringify({ event: name, properties })}\n`);
	return answer(200, lines.join(''), { 'content-type': 'text/plain' });
}

function eventNames(call: AnyCall, { events }: MixpanelState) {
	checkProject(call);
	const limit = integerOf(call, 'limit') ?? 255;
	return answer(200, [...new Set(events.map(({ name }) => name))].slice(0, limit));
}

const on = routesOf<MixpanelState>();
const limited = { limits: ['query'] };

export const peopleRoutes = [
	on('POST', '/api/query/engage', (call, { state }) => engage(call, state), limited),
	on('GET', '/api/query/events/names', (call, { state }) => eventNames(call, state), limited),
	on('GET', '/api/2.0/export', (call, { state }) => exportEvents(call, state), {
		limits: ['export', 'export second'],
	}),
];
