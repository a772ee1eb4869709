import { ACTIONS } from '../../../../src/context/check-action/actions';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { readSubject, subjectProperties } from '../subject.properties';

export const checkAction: ContextOperation = {
	resource: 'prospect',
	value: 'checkAction',
	name: 'Check Action',
	action: 'Check whether an action is allowed',
	description: 'Allowed, or blocked with the reasons and what would unblock',
	properties: [
		...subjectProperties(),
		{
			displayName: 'Action',
			name: 'planned',
			type: 'options',
			options: [
				{ name: 'Create', value: 'create', description: 'A record of the person or company' },
				{ name: 'Email', value: 'email', description: 'One mail to the person' },
				{ name: 'Enrich', value: 'enrich', description: 'Ask a vendor about them' },
				{ name: 'Enroll', value: 'enroll', description: 'Into a sequence' },
				{ name: 'Export', value: 'export', description: 'Share their data' },
				{ name: 'Update', value: 'update', description: 'A record of the person or company' },
			],
			default: 'email',
			description: 'What you are about to do',
		},
		optionsOf(
			{
				displayName: 'Actions Left Today',
				name: 'actionsLeft',
				type: 'number',
				default: 0,
				description: 'How many more such actions your own limit allows. At 0 it is blocked.',
			},
			{
				displayName: 'Approved By',
				name: 'approvedBy',
				type: 'string',
				default: '',
				placeholder: 'e.g. maria@acme.com',
				description: 'Who approved it, where the policy asks for that',
			},
			{
				displayName: 'Credits Left',
				name: 'creditsLeft',
				type: 'number',
				default: 0,
				description:
					'What is left of the budget that the action draws on, such as cost.remaining of GTM Enrichment. At 0 it is blocked.',
			},
			{
				displayName: 'Sequence ID',
				name: 'sequenceId',
				type: 'string',
				default: '',
				description: 'Into which sequence, for Enroll',
			},
			{
				displayName: 'Vendor',
				name: 'provider',
				type: 'string',
				default: '',
				placeholder: 'e.g. outreach',
				description: 'Where it would be done',
			},
		),
	],
	async run(parameters, { graph }) {
		const approvedBy = parameters.text('options.approvedBy');
		const sequenceId = parameters.text('options.sequenceId');
		const provider = parameters.text('options.provider');
		const creditsLeft = parameters.optionalNumber('options.creditsLeft');
		const actionsLeft = parameters.optionalNumber('options.actionsLeft');
		return await graph.checkAction(readSubject(parameters), parameters.choice('planned', ACTIONS), {
			...(approvedBy !== undefined && { approvedBy }),
			...(sequenceId !== undefined && { sequenceId }),
			...(provider !== undefined && { provider }),
			...(creditsLeft !== undefined && { creditsLeft }),
			...(actionsLeft !== undefined && { actionsLeft }),
		});
	},
};
