import { RELATION_NAMES } from '../../../../src/context/model/edge';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { idempotencyOption, sourceProperty } from '../provenance.properties';
import { readProvenance } from '../provenance';
import { readSubject, subjectProperties } from '../subject.properties';

export const link: ContextOperation = {
	resource: 'activity',
	value: 'link',
	name: 'Link',
	action: 'Link two',
	description: 'Record how two are related: who works where, who is on which deal',
	properties: [
		...subjectProperties('From'),
		{
			displayName: 'Relation',
			name: 'relation',
			type: 'options',
			options: [
				{ name: 'Deal Of', value: 'deal_of', description: 'Deal to company' },
				{ name: 'Member Of', value: 'member_of', description: 'Contact to sequence' },
				{ name: 'On Deal', value: 'on_deal', description: 'Contact to deal' },
				{ name: 'Owner Of', value: 'owner_of', description: 'Contact to company' },
				{ name: 'Reports To', value: 'reports_to', description: 'Contact to contact' },
				{ name: 'Subsidiary Of', value: 'subsidiary_of', description: 'Company to company' },
				{ name: 'Works At', value: 'works_at', description: 'Contact to company' },
			],
			default: 'works_at',
			description: 'How the first is related to the second',
		},
		...subjectProperties('To', 'to'),
		sourceProperty,
		optionsOf(
			idempotencyOption,
			{
				displayName: 'Ended At',
				name: 'heldTo',
				type: 'dateTime',
				default: '',
				description: 'When it ended, if it has',
			},
			{
				displayName: 'Role',
				name: 'role',
				type: 'string',
				default: '',
				placeholder: 'e.g. champion',
				description: 'What the first is to the second',
			},
			{
				displayName: 'Since',
				name: 'heldFrom',
				type: 'dateTime',
				default: '',
				description: 'When it began',
			},
		),
	],
	async run(parameters, at) {
		const role = parameters.text('options.role');
		const heldFrom = parameters.instant('options.heldFrom');
		const heldTo = parameters.instant('options.heldTo');
		return await at.graph.link(
			readSubject(parameters),
			parameters.choice('relation', RELATION_NAMES),
			readSubject(parameters, 'to'),
			{
				...readProvenance(parameters, at),
				...(role !== undefined && { role }),
				...(heldFrom !== undefined && { heldFrom }),
				...(heldTo !== undefined && { heldTo }),
			},
		);
	},
};
