import { answer } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { STAGES } from './fields.ts';
import { cursorPage } from './record-routes.ts';
import type { PipedriveState } from './state.ts';

const on = routesOf<PipedriveState>();

const PIPELINES = ['Sales', 'Renewals'].map((name, index) => ({
	id: index + 1,
	name,
	order_nr: index,
	is_deleted: false,
	is_deal_probability_enabled: true,
	is_selected: index === 0,
}));

/** Stages of the first pipeline; deals of the second are in them too, where Pipedrive has others. */
const STAGE_ROWS = STAGES.map(({ label, probability }, index) => ({
	id: index + 1,
	name: label,
	pipeline_id: 1,
	order_nr: index,
	deal_probability: Math.round(probability * 100),
	is_deal_rot_enabled: false,
	days_to_rotten: null,
	is_deleted: false,
}));

function listRoute(path: string, rows: readonly object[]): Route<PipedriveState> {
	return on(
		'GET',
		path,
		({ query }) => {
			const { page, additional } = cursorPage(rows, query);
			return answer(200, { success: true, data: page, additional_data: additional });
		},
		{ scope: 'deals:read' },
	);
}

export const pipelineRoutes = [
	listRoute('/api/v2/pipelines', PIPELINES),
	listRoute('/api/v2/stages', STAGE_ROWS),
];
