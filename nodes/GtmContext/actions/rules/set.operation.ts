import type { INodeProperties } from 'n8n-workflow';

import { ACTIONS, BLOCK_CODES } from '../../../../src/context/check-action/actions';
import type { SettingsChange } from '../../../../src/context/query/settings';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';

const wordsOf = (value: string) =>
	value
		.split('_')
		.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
		.join(' ');

const choices = (values: readonly string[]) =>
	values
		.map((value) => ({ name: wordsOf(value), value }))
		.toSorted((one, other) => one.name.localeCompare(other.name));

const policyOptions: INodeProperties[] = [
	{
		displayName: 'Account Contacts per Week',
		name: 'accountTouchesPerWeek',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 20,
		description: 'The most contacts with all people of a company in seven days',
	},
	{
		displayName: 'Active for Days',
		name: 'activeForDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 90,
		description:
			'Days without news after which a person is no longer taken to be active in a sequence',
	},
	{
		displayName: 'Approval For',
		name: 'approvalFor',
		type: 'multiOptions',
		options: choices(ACTIONS),
		default: [],
		description: 'Actions that a person approves first',
	},
	{
		displayName: 'Blocks That Stop No Node',
		name: 'ignoredByNodes',
		type: 'multiOptions',
		options: choices(BLOCK_CODES),
		default: ['unknown_subject', 'needs_review', 'already_enrolled'],
		description: 'What Check Action reports, but GTM nodes and toolkits do not hold to',
	},
	{
		displayName: 'Consent Countries',
		name: 'consentCountries',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE, AT, CA',
		description: 'Countries where people must agree before they are contacted, as two-letter codes',
	},
	{
		displayName: 'Contact Customers',
		name: 'contactCustomers',
		type: 'boolean',
		default: false,
		description: 'Whether people at customers may be contacted',
	},
	{
		displayName: 'Contact With Open Deal',
		name: 'contactWithOpenDeal',
		type: 'boolean',
		default: false,
		description: 'Whether people may be enrolled while a deal of their company is open',
	},
	{
		displayName: 'Cool-Down Hours',
		name: 'coolDownHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description: 'Hours between two contacts with a person, on all channels',
	},
	{
		displayName: 'Days Between Sequences',
		name: 'daysBetweenSequences',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: 'Days after the end of a sequence before the next one begins',
	},
];

export const setRules: ContextOperation = {
	resource: 'rules',
	value: 'set',
	name: 'Set',
	action: 'Set the rules',
	description:
		'Change for all who share this store which value counts, and what blocks an action. All facts are weighed again.',
	properties: [
		{
			displayName: 'Policy',
			name: 'policy',
			type: 'collection',
			placeholder: 'Add rule',
			default: {},
			options: policyOptions,
			description: 'What blocks an action. What you do not add stays as it is.',
		},
		{
			displayName: 'Source Weights',
			name: 'sourceWeights',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add source',
			default: {},
			description: 'How far sources are believed. Replaces all weights that were set before.',
			options: [
				{
					displayName: 'Source',
					name: 'source',
					values: [
						{
							displayName: 'Source',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. hubspot',
						},
						{
							displayName: 'Weight',
							name: 'weight',
							type: 'number',
							typeOptions: { minValue: 0.01, maxValue: 1, numberPrecision: 2 },
							default: 0.7,
							description: 'From 0.01 to 1',
						},
					],
				},
			],
		},
		{
			displayName: 'Half-Lives',
			name: 'halfLives',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add fact',
			default: {},
			description: 'How fast facts age. Replaces all half-lives that were set before.',
			options: [
				{
					displayName: 'Fact',
					name: 'fact',
					values: [
						{
							displayName: 'Days',
							name: 'days',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 90,
							description: 'After so many days a value counts half. 0: it does not age.',
						},
						{
							displayName: 'Fact',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. contact.title',
							description: 'Type and name of the fact',
						},
					],
				},
			],
		},
		{
			displayName: 'Reset First',
			name: 'reset',
			type: 'boolean',
			default: false,
			description: 'Whether to go back to the usual rules before these changes',
		},
	],
	async run(parameters, { graph, actor }) {
		const change: SettingsChange = {
			reset: parameters.boolean('reset'),
			rules: rulesIn(parameters),
			policy: policyIn(parameters),
		};
		return await graph.changeSettings(change, actor);
	},
};

function rulesIn(parameters: ItemParameters): NonNullable<SettingsChange['rules']> {
	const weights = parameters
		.rows('sourceWeights.source')
		.map((row) => [row.requiredText('name'), row.requiredNumber('weight')] as const);
	const lives = parameters.rows('halfLives.fact').map((row) => {
		const days = row.requiredNumber('days');
		return [row.requiredText('name'), days === 0 ? null : days] as const;
	});
	return {
		...(weights.length > 0 && { sourceWeights: Object.fromEntries(weights) }),
		...(lives.length > 0 && { halfLifeDays: Object.fromEntries(lives) }),
	};
}

const NUMBERS = [
	'accountTouchesPerWeek',
	'activeForDays',
	'coolDownHours',
	'daysBetweenSequences',
] as const;
const SWITCHES = ['contactCustomers', 'contactWithOpenDeal'] as const;

function policyIn(parameters: ItemParameters): NonNullable<SettingsChange['policy']> {
	const at = (name: string) => `policy.${name}`;
	const has = (name: string) => parameters.has(at(name));
	return {
		...Object.fromEntries(
			NUMBERS.filter(has).map((name) => [name, parameters.requiredNumber(at(name))]),
		),
		...Object.fromEntries(SWITCHES.filter(has).map((name) => [name, parameters.boolean(at(name))])),
		...(has('approvalFor') && { approvalFor: parameters.choices(at('approvalFor'), ACTIONS) }),
		...(has('ignoredByNodes') && {
			ignoredByNodes: parameters.choices(at('ignoredByNodes'), BLOCK_CODES),
		}),
		...(has('consentCountries') && {
			consentCountries: parameters
				.texts(at('consentCountries'))
				.map((country) => country.toUpperCase()),
		}),
	};
}
