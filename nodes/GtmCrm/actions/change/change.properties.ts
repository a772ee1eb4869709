import type { INodeProperties } from 'n8n-workflow';

import { vendors } from '../../../../src/gtm/vendors/registry';

/** Which records are watched. */
export const whatChanges: INodeProperties = {
	displayName: 'Record Type',
	name: 'what',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Activity', value: 'activity' },
		{ name: 'Company', value: 'company' },
		{ name: 'Contact', value: 'contact' },
		{ name: 'Deal', value: 'deal' },
	],
	default: 'contact',
	description: 'The records whose changes are told',
};

const texts = (displayName: string, name: string, placeholder: string, description: string) =>
	({
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description,
	}) satisfies INodeProperties;

/** What the form calls the members of the filters. */
export const CHANGE_LABELS: Readonly<Record<string, string>> = {
	changedFields: 'Changed Fields',
	kinds: 'Kinds of Change',
	lists: 'List Names or IDs',
	ownerIds: 'Owner IDs',
	pipelines: 'Pipeline IDs',
	stages: 'Stage IDs',
};

const withLists = vendors.crm.filter(({ lists }) => lists).map(({ profile }) => profile.id);

/** Which of their changes. */
export const changeFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		texts(
			'Changed Fields',
			'changedFields',
			'e.g. lifecycle, ownerId',
			'Only return records if one of these fields changed, separated by commas. Use standard fields or field names of the vendor. Sends one request per changed record. Not for activities.',
		),
		{
			displayName: 'Kinds of Change',
			name: 'kinds',
			type: 'multiOptions',
			options: [
				{ name: 'Changed', value: 'changed' },
				{ name: 'Created', value: 'created' },
				{ name: 'Deleted', value: 'deleted' },
				{ name: 'Merged', value: 'merged' },
			],
			default: [],
			description: 'All if left empty',
		},
		{
			displayName: 'List Names or IDs',
			name: 'lists',
			type: 'multiOptions',
			default: [],
			typeOptions: {
				loadOptionsMethod: 'getLists',
				loadOptionsDependsOn: ['vendor', 'authentication', 'what'],
			},
			description:
				'Only return records that are on one of these lists when the change is read. Deletions and merges come in any case. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			displayOptions: {
				show: { '/vendor': withLists, '/what': ['company', 'contact', 'deal'] },
			},
		},
		texts(
			'Owner IDs',
			'ownerIds',
			'e.g. 81000003',
			'Only records of these owners, separated by commas. Deletions and merges come in any case.',
		),
		texts(
			'Pipeline IDs',
			'pipelines',
			'e.g. default',
			'Only deals in these pipelines, separated by commas',
		),
		texts(
			'Stage IDs',
			'stages',
			'e.g. closedwon',
			'Only deals in these stages, separated by commas',
		),
	],
};
