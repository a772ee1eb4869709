import type { INodeProperties } from 'n8n-workflow';

/** The form of the trigger. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Start When',
		name: 'watch',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'A Signal Comes',
				value: 'signal',
				description: 'Funding, hiring, a visit or another reason to reach out',
			},
			{
				name: 'A Threshold Is Crossed',
				value: 'threshold',
				description: 'A number, such as a score, rises or falls past a value',
			},
			{
				name: 'Someone Enters or Leaves a Filter',
				value: 'filter',
				description: 'A fact becomes a value, or is it no longer',
			},
			{
				name: 'Something Is New or Changes',
				value: 'changed',
				description: 'A person, company, deal or sequence, or what is known of one',
			},
			{
				name: 'Sources Contradict Each Other',
				value: 'conflict',
				description: 'A fact has two values and needs a decision',
			},
			{
				name: 'Two May Be One',
				value: 'review',
				description: 'A pair waits in the review queue',
			},
		],
		default: 'changed',
		description: 'What to look for at each poll',
	},
	{
		displayName: 'Attribute',
		name: 'attribute',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. score',
		description: 'The name of the fact',
		displayOptions: { show: { watch: ['threshold', 'filter'] } },
	},
	{
		displayName: 'Threshold',
		name: 'threshold',
		type: 'number',
		default: 70,
		description: 'The value that is reached',
		displayOptions: { show: { watch: ['threshold'] } },
	},
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Down', value: 'down', description: 'From above to the threshold or below' },
			{ name: 'Up', value: 'up', description: 'From below to the threshold or above' },
		],
		default: 'up',
		description: 'Which way it is crossed',
		displayOptions: { show: { watch: ['threshold'] } },
	},
	{
		displayName: 'Comparison',
		name: 'comparison',
		type: 'options',
		options: [
			{ name: 'Is', value: 'is' },
			{ name: 'Is at Least', value: 'at_least' },
			{ name: 'Is at Most', value: 'at_most' },
			{ name: 'Is Known', value: 'known' },
			{ name: 'Is Not', value: 'is_not' },
			{ name: 'Is Unknown', value: 'unknown' },
		],
		default: 'is',
		description: 'How the fact is compared with the value',
		displayOptions: { show: { watch: ['filter'] } },
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer',
		description: 'What the fact is compared with',
		displayOptions: {
			show: { watch: ['filter'], comparison: ['is', 'is_not', 'at_least', 'at_most'] },
		},
	},
	{
		displayName: 'Movement',
		name: 'movement',
		type: 'options',
		options: [
			{
				name: 'Enters',
				value: 'entered',
				description: 'The comparison holds now and did not before',
			},
			{ name: 'Leaves', value: 'left', description: 'The comparison held before and does not now' },
		],
		default: 'entered',
		description: 'Whether entering or leaving starts the workflow',
		displayOptions: { show: { watch: ['filter'] } },
	},
	{
		displayName: 'Types',
		name: 'types',
		type: 'multiOptions',
		options: [
			{ name: 'Company', value: 'account' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'Deal', value: 'deal' },
			{ name: 'Sequence', value: 'sequence' },
		],
		default: [],
		description: 'Of what; of everything if empty',
	},
];
