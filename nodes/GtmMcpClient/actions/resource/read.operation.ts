import {
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
	updateDisplayOptions,
} from 'n8n-workflow';

import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { toResourceItems } from '../../../../src/n8n/client/resource-items';
import { toItem } from '../../../../src/n8n/client/result-items';
import { pickFromServer } from '../../descriptions/pick.properties';
import { questionProperties, rootsOption } from '../../descriptions/questions.properties';
import { requestOptions } from '../../descriptions/request.options';

const properties: INodeProperties[] = [
	pickFromServer({
		displayName: 'URI',
		name: 'uri',
		description:
			'The resource to read. For a template, enter its URI with the variables filled in, for example with an expression.',
		search: 'searchResources',
		byName: { displayName: 'By URI', placeholder: 'e.g. crm://accounts/acme.com' },
	}),
	requestOptions({
		own: [
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{ name: 'Raw', value: 'raw', description: 'The unchanged MCP result' },
					{
						name: 'Simplified',
						value: 'simplified',
						description: 'One item per content: text, parsed JSON, or binary data',
					},
				],
				default: 'simplified',
				description: 'How to output the result',
			},
		],
		questions: [...questionProperties, rootsOption],
	}),
];

export const description = updateDisplayOptions(
	{ show: { operation: ['readResource'] } },
	properties,
);

/** Reads one resource. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, source, options } = run;
	const uri = source.get('uri', '', { extractValue: true });
	if (typeof uri !== 'string' || uri === '') {
		throw new NodeOperationError(context.getNode(), "'URI' is empty", {
			itemIndex,
			description: 'Choose a resource from the list or enter its URI.',
		});
	}
	const { access } = await run.open();
	const result = run.take(await access.readResource(uri, options));
	if (source.get('options.output', 'simplified') === 'raw') return [toItem(result, itemIndex)];
	return await toResourceItems(context, result, itemIndex);
}
