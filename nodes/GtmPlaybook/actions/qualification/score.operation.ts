import { qualify } from '../../../../src/gtm/playbook/qualification/qualify';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { pictureOf, readProspect } from '../../../../src/n8n/playbook/prospect';
import { optionsOf } from '../../../GtmContext/actions/options.property';
import { prospectProperty } from '../prospect.property';
import { readRubricOf, rubricOptions, rubricProperty } from './rubric';

export const score: PlaybookOperation = {
	resource: 'qualification',
	value: 'score',
	name: 'Score',
	action: 'Score a lead by a rubric',
	description: 'Score, tier and decision by your rubric, with evidence. No model is asked.',
	properties: [prospectProperty, rubricProperty, optionsOf(...rubricOptions)],
	async run(parameters, at) {
		const prospect = readProspect(parameters);
		const picture = await pictureOf(prospect, 'qualify', at);
		const rubric = readRubricOf(parameters);
		const { email } = prospect;
		const enriched = parameters.boolean('options.enriched');
		return qualify(rubric, { picture, enriched, ...(email !== undefined && { email }) });
	},
};
