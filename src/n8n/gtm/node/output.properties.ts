import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Projection } from '../../../gtm/output/projection';
import { splitList } from '../../../base/split-list';
import { treatAsErrorProperty } from '../treat-as-error';

/** Options that every GTM node has, for its `options` collection; sorted with the node's own. */
export const outputOptions: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. email, title, custom.hs_lead_status',
		description:
			"Only these fields of the record leave the node, separated by commas: canonical names, or the vendor's own. All canonical ones if empty.",
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Raw',
				value: 'raw',
				description: "Also the vendor's own fields and its own answer",
			},
			{ name: 'Simplified', value: 'simplified', description: 'The canonical fields' },
		],
		default: 'simplified',
		description: 'How much of the record leaves the node if no fields are named',
	},
	treatAsErrorProperty,
];

export function readFields(context: IExecuteFunctions, itemIndex: number): string[] {
	return splitList(context.getNodeParameter('options.fields', itemIndex, ''));
}

export function readProjection(context: IExecuteFunctions, itemIndex: number): Projection {
	const fields = readFields(context, itemIndex);
	if (fields.length > 0) return { mode: 'selected', fields };
	const output = context.getNodeParameter('options.output', itemIndex, 'simplified');
	return { mode: output === 'raw' ? 'raw' : 'simplified' };
}

export function readTreatAsError(context: IExecuteFunctions, itemIndex: number): readonly string[] {
	const statuses = context.getNodeParameter(
		'options.treatAsError',
		itemIndex,
		treatAsErrorProperty.default,
	);
	return Array.isArray(statuses) ? statuses.map(String) : [];
}
