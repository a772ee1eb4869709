import type { INodeProperties } from 'n8n-workflow';

import { OUTCOME_STATUSES } from '../../../gtm/model/outcome';
import type { Projection } from '../../../gtm/output/projection';
import type { ItemParameters } from '../parameters/item-parameters';
import { treatAsErrorProperty } from '../treat-as-error';

/** For the `options` of whatever learns about accounts and people. */
export const updateContextGraph: INodeProperties = {
	displayName: 'Update Context Graph',
	name: 'updateContextGraph',
	type: 'boolean',
	default: true,
	description:
		'Whether to record what this node learns about accounts and people in the context graph of this n8n',
};

/** Options that every GTM node has, for its `options` collection; sorted with the node's own. */
export const outputOptions: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. email, title, custom.hs_lead_status',
		description:
			'Fields of the record to output, separated by commas. Use standard fields or field names of the vendor. Leave empty for all standard fields.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Raw',
				value: 'raw',
				description:
					'All fields and the unchanged answer of the vendor. For a waterfall: also the vendor of each value and the result of each vendor.',
			},
			{ name: 'Simplified', value: 'simplified', description: 'The standard fields only' },
		],
		default: 'simplified',
		description: 'How much of the record to output if Fields is empty',
	},
	treatAsErrorProperty,
	updateContextGraph,
];

/** Where the switch stands that keeps a node's outcomes out of the context graph. */
export const UPDATE_CONTEXT_GRAPH = 'options.updateContextGraph';

/** Undefined if all shall leave. */
export function readFields(parameters: ItemParameters): string[] | undefined {
	const fields = parameters.texts('options.fields');
	return fields.length > 0 ? fields : undefined;
}

export function readProjection(parameters: ItemParameters): Projection {
	const fields = readFields(parameters);
	if (fields) return { mode: 'selected', fields };
	return { mode: keepsRaw(parameters) ? 'raw' : 'simplified' };
}

export function keepsRaw(parameters: ItemParameters): boolean {
	return parameters.choice('options.output', ['simplified', 'raw']) === 'raw';
}

export function readTreatAsError(parameters: ItemParameters): readonly string[] {
	return parameters.choices('options.treatAsError', OUTCOME_STATUSES);
}
