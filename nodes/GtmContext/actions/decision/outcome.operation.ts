import { OUTCOMES } from '../../../../src/context/model/decision';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';

export const recordOutcome: ContextOperation = {
	resource: 'decision',
	value: 'outcome',
	name: 'Record Outcome',
	action: 'Record the outcome of a decision',
	description: 'What came of it: a reply, a meeting, won, lost',
	properties: [
		{
			displayName: 'Decision ID',
			name: 'decisionId',
			type: 'string',
			required: true,
			default: '',
			description: 'As Record tells it',
		},
		{
			displayName: 'Outcome',
			name: 'outcome',
			type: 'options',
			options: [
				{ name: 'Bounced', value: 'bounced' },
				{ name: 'Lost', value: 'lost' },
				{ name: 'Meeting', value: 'meeting' },
				{ name: 'No Reply', value: 'no_reply' },
				{ name: 'Opportunity', value: 'opportunity' },
				{ name: 'Opted Out', value: 'opted_out' },
				{ name: 'Replied', value: 'replied' },
				{ name: 'Won', value: 'won' },
				{ name: 'Wrong', value: 'wrong', description: 'The decision was a mistake' },
			],
			default: 'replied',
			description: 'What came of it',
		},
		optionsOf({
			displayName: 'Detail',
			name: 'detail',
			type: 'string',
			default: '',
			description: 'One line more',
		}),
	],
	async run(parameters, { graph }) {
		const decisionId = parameters.requiredText('decisionId');
		const detail = parameters.text('options.detail');
		const outcome = parameters.choice('outcome', OUTCOMES);
		const draft = { outcome, ...(detail !== undefined && { detail }) };
		if (await graph.recordOutcome(decisionId, draft)) return { decisionId, outcome };
		throw parameters.problem('decisionId', `${decisionId} does not exist.`);
	},
};
