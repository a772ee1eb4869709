import { checkDecision, FARTHEST } from '../../../../src/gtm/playbook/qualification/check-decision';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { pictureOf, readProspect } from '../../../../src/n8n/playbook/prospect';
import { optionsOf } from '../../../GtmContext/actions/options.property';
import { prospectProperty } from '../prospect.property';
import { readRubricOf, rubricOptions, rubricProperty } from './rubric';

export const checkDecisionOperation: PlaybookOperation = {
	resource: 'qualification',
	value: 'checkDecision',
	name: 'Check Decision',
	action: 'Check the decision of a model',
	description:
		"Takes a model's decision if its evidence is there and it is near the rubric; the rubric decides otherwise",
	properties: [
		prospectProperty,
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'string',
			default: '={{ $json.output }}',
			description:
				'What the model said: JSON with score, decision, confidence and reasons. Empty: the rubric decides.',
		},
		rubricProperty,
		optionsOf(
			...rubricOptions,
			{
				displayName: 'Farthest From Rubric',
				name: 'farthest',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: FARTHEST,
				description: 'Points by which the model may move the score of the rubric',
			},
			{
				displayName: 'Model',
				name: 'model',
				type: 'string',
				default: '',
				placeholder: 'e.g. gpt-5-mini',
				description: 'Which model decided, for the record',
			},
			{
				displayName: 'Model Error',
				name: 'failed',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.error }}',
				description: 'Why the model said nothing: then the rubric decides',
			},
		),
	],
	async run(parameters, at) {
		const prospect = readProspect(parameters);
		const picture = await pictureOf(prospect, 'qualify', at);
		const rubric = readRubricOf(parameters);
		const failed = parameters.text('options.failed');
		const model = parameters.text('options.model');
		const said = parameters.given('decision');
		const { email } = prospect;
		return checkDecision(
			rubric,
			{
				picture,
				enriched: parameters.boolean('options.enriched'),
				...(email !== undefined && { email }),
			},
			{
				said,
				...(failed !== undefined && { failed }),
				...(model !== undefined && { model }),
			},
			parameters.number('options.farthest') ?? FARTHEST,
		);
	},
};
