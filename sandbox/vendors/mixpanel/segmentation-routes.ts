import { answer, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { checkProject, refuse } from './answers.ts';
import { ExpressionProblem, parseExpression } from './expression.ts';
import type { Subject } from './expression.ts';
import type { MixpanelState, TrackedEvent } from './state.ts';

const DAY_MS = 86_400_000;

/** An expression of the query; its problem is the caller's. */
export function expressionOf(
	call: AnyCall,
	text: string | null,
): ((subject: Subject) => unknown) | undefined {
	try {
		return text === null ? undefined : parseExpression(text);
	} catch (error) {
		if (!(error instanceof ExpressionProblem)) throw error;
		throw refuse(call, 400, `Invalid expression: ${error.message}`);
	}
}

/** The days of the query, in milliseconds: the last one is in it. */
export function rangeOf(call: AnyCall): { from: number; to: number } {
	const day = (name: string) => {
		const text = call.query.get(name) ?? '';
		if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw refuse(call, 400, `${name} must be yyyy-mm-dd`);
		return Date.parse(`${text}T00:00:00Z`);
	};
	return { from: day('from_date'), to: day('to_date') + DAY_MS };
}

export function integerOf(call: AnyCall, name: string): number | undefined {
	const text = call.query.get(name);
	if (text === null) return undefined;
	if (!/^\d+$/.test(text)) throw refuse(call, 400, `${name} must be an integer`);
	return Number(text);
}

function matching(call: AnyCall, { events }: MixpanelState): TrackedEvent[] {
	checkProject(call);
	const { from, to } = rangeOf(call);
	const name = call.query.get('event');
	if (name === null) throw refuse(call, 400, 'event is a required parameter');
	const where = expressionOf(call, call.query.get('where'));
	return events.filter(
		(event) =>
			event.name === name &&
			event.at >= from &&
			event.at < to &&
			(where === undefined || where(event) === true),
	);
}

/** The name of the step that an event is in: steps are of some days, or of a unit. */
function stepOf(call: AnyCall, units: readonly string[]): (event: TrackedEvent) => string {
	const { from } = rangeOf(call);
	const days = integerOf(call, 'interval');
	if (days !== undefined) {
		const length = days * DAY_MS;
		return ({ at }) =>
			new Date(from + Math.floor((at - from) / length) * length).toISOString().slice(0, 10);
	}
	const unit = call.query.get('unit') ?? 'day';
	if (!units.includes(unit)) throw refuse(call, 400, `unit must be one of ${units.join(', ')}`);
	return ({ at }) => {
		const iso = new Date(at).toISOString();
		if (unit === 'hour') return `${iso.slice(0, 13).replace('T', ' ')}:00:00`;
		return unit === 'month' ? `${iso.slice(0, 7)}-01` : iso.slice(0, 10);
	};
}

function byStep<Value>(
	events: readonly TrackedEvent[],
	step: (event: TrackedEvent) => string,
	value: (group: readonly TrackedEvent[]) => Value,
): Record<string, Value> {
	const groups = [...Map.groupBy(events, step)];
	return Object.fromEntries(groups.map(([name, group]) => [name, value(group)]));
}

const people = (events: readonly TrackedEvent[]) =>
	new Set(events.map(({ distinctId }) => distinctId)).size;

/** Events without the property are a segment of their own. */
function segmentName(value: unknown): string {
	return value === undefined ? 'undefined' : textOf(value);
}

function segmentation(call: AnyCall, state: MixpanelState) {
	const events = matching(call, state);
	const isUnique = call.query.get('type') === 'unique';
	if (isUnique && call.query.get('unit') === 'hour') {
		throw refuse(call, 400, 'you cannot get hourly uniques');
	}
	if (!isUnique && call.query.has('interval')) {
		throw refuse(call, 400, "interval is not allowed if type is 'general'");
	}
	const step = stepOf(call, ['minute', 'hour', 'day', 'month']);
	const on = expressionOf(call, call.query.get('on'));
	const count = (group: readonly TrackedEvent[]) => (isUnique ? people(group) : group.length);
	const name = call.query.get('event') ?? '';
	const segments = Map.groupBy(events, (event) =>
		on === undefined ? name : segmentName(on(event)),
	);
	const limit = integerOf(call, 'limit') ?? 60;
	const largest = [...segments].toSorted(([, a], [, b]) => b.length - a.length).slice(0, limit);
	const values = Object.fromEntries(
		largest.map(([segment, group]) => [segment, byStep(group, step, count)]),
	);
	const series = [...new Set(events.map(step))].toSorted();
	return answer(200, { data: { series, values }, legend_size: largest.length });
}

function numeric(call: AnyCall, state: MixpanelState, kind: 'average' | 'sum') {
	const events = matching(call, state);
	const on = expressionOf(call, call.query.get('on'));
	if (on === undefined) throw refuse(call, 400, 'on is a required parameter');
	const results = byStep(events, stepOf(call, ['hour', 'day']), (group) => {
		const sum = group.reduce((all, event) => all + (Number(on(event)) || 0), 0);
		return kind === 'sum' ? sum : sum / group.length;
	});
	const computed = new Date(call.at).toISOString().replace('Z', '000+00:00');
	return answer(200, {
		status: 'ok',
		...(kind === 'sum' && { computed_at: computed }),
		results,
	});
}

const on = routesOf<MixpanelState>();
const limited = { limits: ['query'] };

export const segmentationRoutes = [
	on('GET', '/api/query/segmentation', (call, { state }) => segmentation(call, state), limited),
	on(
		'GET',
		'/api/query/segmentation/sum',
		(call, { state }) => numeric(call, state, 'sum'),
		limited,
	),
	on(
		'GET',
		'/api/query/segmentation/average',
		(call, { state }) => numeric(call, state, 'average'),
		limited,
	),
];
