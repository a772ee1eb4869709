import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { CrmSearch, CrmVendor } from '../../../../src/gtm/crm/crm-vendor';
import { entityOf, readConditions } from '../../../../src/n8n/gtm/crm/parameters';
import { readFields } from '../../../../src/n8n/gtm/node/output.properties';
import { readText } from '../../../../src/n8n/gtm/node/parameter-values';
import { type Prepared, type VendorContext, oneByOne } from '../../../../src/n8n/gtm/node/prepared';

/** What "Return All" means for a vendor that never ends. */
const ALL = 100_000;

const properties: INodeProperties[] = [
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		description: 'All of them must hold',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Field Name or ID',
						name: 'field',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getFields' },
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [
							{ name: 'Contains', value: 'contains' },
							{ name: 'Equals', value: 'eq' },
							{ name: 'Greater Than', value: 'gt' },
							{ name: 'Greater Than or Equal', value: 'gte' },
							{ name: 'Is Empty', value: 'unknown' },
							{ name: 'Is Not Empty', value: 'known' },
							{ name: 'Is One Of', value: 'in' },
							{ name: 'Less Than', value: 'lt' },
							{ name: 'Less Than or Equal', value: 'lte' },
							{ name: 'Not Equals', value: 'neq' },
						],
						default: 'eq',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: { hide: { operator: ['known', 'unknown'] } },
					},
				],
			},
		],
	},
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. acme',
		description: 'Full text, where the vendor has it',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1 },
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['contact', 'company', 'deal'], operation: ['search'] } },
	properties,
);

/** Records for which all conditions hold, an item each. */
export function execute({ context, vendor, client }: VendorContext<CrmVendor>): Prepared<unknown> {
	const entity = entityOf(context.getNodeParameter('resource', 0));
	return oneByOne<CrmSearch>(
		(itemIndex) => readSearch({ context, itemIndex }),
		async (search) => {
			const { outcome, records, total } = await vendor[entity].search(client, search);
			const notes = total === undefined ? [] : [`${total} in all`];
			return { ...outcome, record: records, ...(notes.length > 0 && { notes }) };
		},
	);
}

function readSearch({
	context,
	itemIndex,
}: Pick<VendorContext<CrmVendor>, 'context'> & { itemIndex: number }): CrmSearch {
	const text = readText(context, 'text', itemIndex);
	const fields = readFields(context, itemIndex);
	const limit = context.getNodeParameter('returnAll', itemIndex, false)
		? ALL
		: Number(context.getNodeParameter('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1)
		throw new RangeError('Limit must be a number from 1 on.');
	return {
		conditions: readConditions(context, itemIndex),
		...(text !== '' && { text }),
		limit,
		...(fields.length > 0 && { fields }),
	};
}
