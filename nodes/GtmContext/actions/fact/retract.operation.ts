import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { reasonProperty } from '../provenance.properties';

export const retract: ContextOperation = {
	resource: 'fact',
	value: 'retract',
	name: 'Retract',
	action: 'Retract an observation',
	description: 'Say that an observation was wrong from the beginning: it stays, and does not count',
	properties: [
		{
			displayName: 'Observation ID',
			name: 'observationId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 120-0',
			description: 'As Explain tells it',
		},
		reasonProperty,
	],
	async run(parameters, { graph, actor }) {
		const id = parameters.requiredText('observationId');
		const written = await graph.retract(id, { reason: parameters.requiredText('reason'), actor });
		if (written !== undefined) return written;
		throw parameters.problem('observationId', `${id} does not exist. Explain lists them.`);
	},
};
