import type { INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../../../GtmContext/actions/options.property';

export const playProperty: INodeProperties = {
	displayName: 'Play',
	name: 'play',
	type: 'string',
	required: true,
	default: 'qualify',
	placeholder: 'e.g. qualify, route',
	description: 'Name of what you do: caps, cool-down and kill switch hold by it',
};

const cap = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description,
});

/** Options of Begin. */
export const beginOptions = optionsOf(
	{
		displayName: 'Action',
		name: 'action',
		type: 'options',
		options: [
			{ name: 'Create', value: 'create' },
			{ name: 'Email', value: 'email' },
			{ name: 'Enrich', value: 'enrich' },
			{ name: 'Enroll', value: 'enroll' },
			{ name: 'Export', value: 'export' },
			{ name: 'None', value: 'none' },
			{ name: 'Update', value: 'update' },
		],
		default: 'email',
		description:
			'What the context graph is asked about: whether it is allowed now. None for a play that only decides.',
	},
	{
		displayName: 'Approval',
		name: 'approval',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{ "tier": "A", "share": 1 }, { "tier": "*", "share": 0.1 }]',
		description: 'Share of each tier that a person approves first; * for all others',
	},
	{
		displayName: 'Approved By',
		name: 'approvedBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. maria@acme.com',
		description: 'Who approved it, when you come back from asking',
	},
	{
		displayName: 'Cool-Down in Hours',
		name: 'coolDownHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description: 'How long after its end the play does not run again for the same prospect',
	},
	cap(
		'Credits per Month',
		'creditsPerMonth',
		'Most credits under one key in this month, as End was told them',
	),
	{
		displayName: 'Key',
		name: 'key',
		type: 'string',
		default: '',
		placeholder: 'e.g. team-emea',
		description: 'Whose caps and budget it counts against. One for all if empty.',
	},
	cap('Runs per Day', 'perDay', 'Most live runs of the play under one key since midnight UTC'),
	cap('Runs per Month', 'perMonth', 'Most live runs of the play under one key in this month'),
	cap(
		'Runs per Prospect',
		'perSubjectMonth',
		'Most live runs of the play for one prospect in 30 days',
	),
	{
		displayName: 'Sequence ID',
		name: 'sequenceId',
		type: 'string',
		default: '',
		description: 'Into which sequence, for the action Enroll',
	},
	{
		displayName: 'Taken for Killed After Minutes',
		name: 'takenForKilled',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'A run that did not come to its end by then is taken over by the next one',
	},
	{
		displayName: 'Tier',
		name: 'tier',
		type: 'string',
		default: '',
		placeholder: 'e.g. A',
		description: 'Of the decision, for Approval',
	},
);
