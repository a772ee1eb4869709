import { answer } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { countFunnel } from '../../world/usage-funnel.ts';
import { checkProject, refuse } from './answers.ts';
import { integerOf, rangeOf } from './segmentation-routes.ts';
import type { MixpanelState, SavedFunnel } from './state.ts';

const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = {
	second: 1_000,
	minute: 60_000,
	hour: 3_600_000,
	day: DAY_MS,
};

function withinOf(call: AnyCall, { hours }: SavedFunnel): number {
	const length = integerOf(call, 'length');
	const within =
		length === undefined
			? hours * 3_600_000
			: length * (UNIT_MS[call.query.get('length_unit') ?? ''] ?? DAY_MS);
	if (within > 90 * DAY_MS) throw refuse(call, 400, 'length may not be greater than 90 days');
	return within;
}

function funnels(call: AnyCall, { funnels: saved, events }: MixpanelState) {
	checkProject(call);
	const funnel = saved.find(({ funnel_id: id }) => id === integerOf(call, 'funnel_id'));
	if (funnel === undefined) throw refuse(call, 404, 'Funnel not found');
	const { from, to } = rangeOf(call);
	const length = (integerOf(call, 'interval') ?? 1) * DAY_MS;
	const withinMs = withinOf(call, funnel);
	const sources = events.map(({ source }) => source);
	const dates: string[] = [];
	const data: Record<string, unknown> = {};
	for (let start = from; start < to; start += length) {
		const end = Math.min(start + length, to);
		const counts = countFunnel(sources, { steps: funnel.steps, from: start, to: end, withinMs });
		const date = new Date(start).toISOString().slice(0, 10);
		dates.push(date);
		data[date] = partOf(funnel.steps, counts);
	}
	return answer(200, { meta: { dates }, data });
}

function partOf(names: readonly string[], counts: readonly number[]) {
	const [began = 0] = counts;
	const steps = names.map((event, index) => {
		const count = counts[index] ?? 0;
		const before = counts[index - 1] ?? count;
		return {
			count,
			goal: event,
			event,
			step_label: event,
			step_conv_ratio: before === 0 ? 0 : count / before,
			overall_conv_ratio: began === 0 ? 0 : count / began,
		};
	});
	const completion = counts.at(-1) ?? 0;
	return { steps, analysis: { completion, starting_amount: began, steps: names.length, worst: 1 } };
}

const on = routesOf<MixpanelState>();
const limited = { limits: ['query'] };

export const funnelRoutes = [
	on('GET', '/api/query/funnels', (call, { state }) => funnels(call, state), limited),
	on(
		'GET',
		'/api/query/funnels/list',
		(call, { state }) => {
			checkProject(call);
			return answer(
				200,
				state.funnels.map(({ funnel_id, name }) => ({ funnel_id, name })),
			);
		},
		limited,
	),
];
