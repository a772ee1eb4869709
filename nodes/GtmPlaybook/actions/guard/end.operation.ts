import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { optionsOf } from '../../../GtmContext/actions/options.property';

export const end: PlaybookOperation = {
	resource: 'guard',
	value: 'end',
	name: 'End',
	action: 'End a run of a play',
	description: 'Says that a run came to its end, and what came of it: the backstop looks for this',
	properties: [
		{
			displayName: 'Run ID',
			name: 'runId',
			type: 'string',
			required: true,
			default: "={{ $('Begin').item.json.runId }}",
			description: 'As Begin gave it',
		},
		{
			displayName: 'Verdict',
			name: 'verdict',
			type: 'string',
			required: true,
			default: '={{ $json.decision }}',
			placeholder: 'e.g. route_sales',
			description: 'What was decided',
		},
		optionsOf({
			displayName: 'Credits',
			name: 'credits',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'What it cost, for the budget of the month',
		}),
	],
	async run(parameters, { runs }) {
		const runId = parameters.requiredText('runId');
		const verdict = parameters.requiredText('verdict').slice(0, 120);
		const credits = parameters.number('options.credits') ?? 0;
		const ended = await runs.end(runId, { verdict, credits });
		return { runId, verdict, status: ended ? 'ended' : 'ended_before' };
	},
};
