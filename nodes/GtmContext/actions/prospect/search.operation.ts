import { ENTITY_TYPES } from '../../../../src/context/model/entity';
import { COMPARISONS } from '../../../../src/context/query/search';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { typeProperty } from '../entity-type.property';
import { optionsOf } from '../options.property';
import { limitProperty } from '../view.properties';

export const search: ContextOperation = {
	resource: 'prospect',
	value: 'search',
	name: 'Search',
	action: 'Search prospects',
	description: 'People, companies, deals and sequences by words and by values',
	properties: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. acme',
			description: 'Beginnings of words of a name, title, domain or address',
		},
		limitProperty,
		optionsOf(typeProperty, {
			displayName: 'Filters',
			name: 'filters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Filter',
					name: 'filter',
					values: [
						{
							displayName: 'Attribute',
							name: 'attribute',
							type: 'string',
							default: '',
							placeholder: 'e.g. employees',
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
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. 50',
						},
					],
				},
			],
		}),
	],
	async run(parameters, { graph, actor }) {
		const text = parameters.text('text');
		const type = parameters.optionalChoice('options.type', ENTITY_TYPES);
		const filters = parameters.rows('options.filters.filter').map((row) => {
			const value = row.text('value');
			return {
				attribute: row.requiredText('attribute'),
				comparison: row.choice('comparison', COMPARISONS),
				...(value !== undefined && { value: typed(value) }),
			};
		});
		const { found } = await graph.search(
			{
				limit: parameters.number('limit') ?? (limitProperty.default as number),
				filters,
				...(text !== undefined && { text }),
				...(type !== undefined && { type }),
			},
			{ viewer: { name: actor } },
		);
		return found;
	},
};

/** A number that is compared as one. */
function typed(text: string): string | number {
	return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
