import { INTENTS } from '../../../../src/context/facts/gaps';
import { PRIVACY_CLASSES } from '../../../../src/context/model/observation';
import { INCLUDES } from '../../../../src/context/query/context-answer';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { asOfOption, privacyOption } from '../view.properties';
import { readSubject, subjectProperties } from '../subject.properties';

export const getContext: ContextOperation = {
	resource: 'prospect',
	value: 'getContext',
	name: 'Get Context',
	action: 'Get the context of a prospect',
	description: 'Everything known of a person or company in one answer, and whether you may write',
	properties: [
		...subjectProperties(),
		{
			displayName: 'Intent',
			name: 'intent',
			type: 'options',
			options: [
				{ name: 'Account Review', value: 'account_review' },
				{ name: 'Call Preparation', value: 'call_prep' },
				{ name: 'Draft an Email', value: 'draft_email' },
				{ name: 'Follow Up', value: 'follow_up' },
				{ name: 'General', value: 'general' },
				{ name: 'Meeting Preparation', value: 'meeting_prep' },
				{ name: 'Qualify', value: 'qualify' },
				{ name: 'Route', value: 'route' },
			],
			default: 'general',
			description: 'What the answer is for: it decides what comes first, and what is missing',
		},
		optionsOf(
			asOfOption,
			privacyOption,
			{
				displayName: 'Budget',
				name: 'budget',
				type: 'number',
				typeOptions: { minValue: 100, maxValue: 100_000 },
				default: 1500,
				description:
					'Tokens of the answer. What forbids, contradicts or is missing is never cut; what was cut is named.',
			},
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'string',
				default: '',
				placeholder: 'e.g. title, account.*',
				description: 'Names of facts, with commas between; all if empty',
			},
			{
				displayName: 'Include',
				name: 'include',
				type: 'multiOptions',
				options: [
					{ name: 'Closed Deals', value: 'deals' },
					{ name: 'Committee', value: 'committee', description: 'Other people at the company' },
					{ name: 'Enrollments', value: 'enrollments' },
					{
						name: 'Precedents',
						value: 'precedents',
						description: 'Past decisions about others alike',
					},
					{ name: 'Signals', value: 'signals' },
					{ name: 'Timeline', value: 'timeline' },
				],
				default: [],
				description: 'Parts of the answer; all if empty',
			},
			{
				displayName: 'Max Age in Days',
				name: 'maxAgeDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 365,
				description: 'Facts that are older are left out',
			},
		),
	],
	async run(parameters, { graph, actor }) {
		const asOf = parameters.instant('options.asOf');
		const fields = parameters.texts('options.fields');
		const include = parameters.choices('options.include', INCLUDES);
		const maxAgeDays = parameters.optionalNumber('options.maxAgeDays');
		const budget = parameters.optionalNumber('options.budget');
		const upTo = parameters.optionalChoice('options.upTo', PRIVACY_CLASSES);
		return await graph.getContext(
			{
				subject: readSubject(parameters),
				intent: parameters.choice('intent', INTENTS),
				...(budget !== undefined && { budget }),
				...(fields.length > 0 && { fields }),
				...(include.length > 0 && { include }),
				...(asOf !== undefined && { asOf }),
				...(maxAgeDays !== undefined && { maxAgeDays }),
			},
			{ viewer: { name: actor, ...(upTo !== undefined && { upTo }) } },
		);
	},
};
