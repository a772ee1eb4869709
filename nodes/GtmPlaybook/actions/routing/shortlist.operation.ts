import { readCatalogue } from '../../../../src/gtm/playbook/routing/catalogue';
import { shortlist } from '../../../../src/gtm/playbook/routing/shortlist';
import { checkedBy, toRows } from '../../../../src/n8n/playbook/json-values';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { pictureOf, readProspect } from '../../../../src/n8n/playbook/prospect';
import { optionsOf } from '../../../GtmContext/actions/options.property';
import { prospectProperty } from '../prospect.property';

export const shortlistOperation: PlaybookOperation = {
	resource: 'routing',
	value: 'shortlist',
	name: 'Shortlist',
	action: 'Shortlist sequences for a person',
	description: 'The sequences that a person may enter, and why not the others',
	properties: [
		prospectProperty,
		{
			displayName: 'Catalog',
			name: 'catalogue',
			type: 'json',
			required: true,
			default: '',
			placeholder: "e.g. {{ $('Sequences').all() }}",
			description:
				'Rows of a Data Table: sequenceId, provider, name, active, personas, countries, languages, tiers, capacityLeft',
		},
		{
			displayName: 'Tier',
			name: 'tier',
			type: 'string',
			default: '={{ $json.tier }}',
			placeholder: 'e.g. B',
			description: 'Of the decision. Tiers D and X are never enrolled.',
		},
		optionsOf(
			{
				displayName: 'Campaign Window',
				name: 'window',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-q4',
				description: 'Within it, one person enters one sequence once. The month if empty.',
			},
			{
				displayName: 'Experiment',
				name: 'experiment',
				type: 'string',
				default: '',
				placeholder: 'e.g. new-opener',
				description: 'Name of an experiment, which the pick and the decision carry',
			},
			{
				displayName: 'Holdout Share',
				name: 'holdoutShare',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: 0,
				description: 'Share of the experiment that gets nothing, to be compared with',
			},
		),
	],
	async run(parameters, at) {
		const prospect = readProspect(parameters);
		const rows = parameters.required('catalogue', parameters.read('catalogue', toRows));
		const catalogue = checkedBy(parameters, 'catalogue', () => readCatalogue(rows));
		const picture = await pictureOf(prospect, 'route', at);
		const tier = parameters.text('tier');
		const experiment = parameters.text('options.experiment');
		const month = new Date(at.now).toISOString().slice(0, 7);
		return await shortlist(
			catalogue,
			{
				picture,
				email: prospect.email ?? prospect.name,
				window: parameters.text('options.window') ?? month,
				...(tier !== undefined && { tier }),
				...(experiment !== undefined && { experiment }),
				holdoutShare: parameters.number('options.holdoutShare') ?? 0,
			},
			{
				secret: at.secret,
				checkEnroll: async ({ provider, sequenceId }) =>
					await at.graph.checkAction(prospect.subject, 'enroll', { provider, sequenceId }),
			},
		);
	},
};
