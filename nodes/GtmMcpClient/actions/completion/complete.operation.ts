import {
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
	updateDisplayOptions,
} from 'n8n-workflow';

import type { CompletionReference } from '../../../../src/mcp/client/access/mcp-server-access';
import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { rowsOf, scalarText, textOf } from '../../../../src/n8n/client/parameter-source';
import { toItem } from '../../../../src/n8n/client/result-items';
import { pickFromServer } from '../../descriptions/pick.properties';
import { requestOptions } from '../../descriptions/request.options';

const properties: INodeProperties[] = [
	{
		displayName: 'Complete An Argument Of',
		name: 'reference',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Prompt', value: 'prompt' },
			{ name: 'Resource Template', value: 'template' },
		],
		default: 'prompt',
	},
	{
		...pickFromServer({
			displayName: 'Prompt',
			name: 'prompt',
			description: 'The prompt whose argument is completed',
			search: 'searchPrompts',
			byName: { displayName: 'By Name', placeholder: 'e.g. account_brief' },
		}),
		displayOptions: { show: { reference: ['prompt'] } },
	},
	{
		...pickFromServer({
			displayName: 'Template',
			name: 'template',
			description: 'The resource template whose variable is completed',
			search: 'searchTemplates',
			byName: { displayName: 'By URI Template', placeholder: 'e.g. crm://accounts/{domain}' },
		}),
		displayOptions: { show: { reference: ['template'] } },
	},
	{
		displayName: 'Argument',
		name: 'argument',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. domain',
		description: 'The name of the argument or variable',
	},
	{
		displayName: 'Value so Far',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. acm',
		description: 'What the user has typed so far',
	},
	{
		displayName: 'Other Arguments',
		name: 'known',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Argument' },
		placeholder: 'Add Argument',
		default: {},
		description: 'Arguments that already have a value. The suggestions can depend on them.',
		options: [
			{
				name: 'argument',
				displayName: 'Argument',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	requestOptions(),
];

export const description = updateDisplayOptions({ show: { operation: ['complete'] } }, properties);

/** What the server suggests for an argument, as one item. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	const { source, itemIndex, options } = run;
	const argument = {
		name: required(run, 'argument', 'Argument'),
		value: scalarText(source.get('value', '')),
	};
	const rows = rowsOf(source.get('known', {}), 'argument');
	const known = Object.fromEntries(
		rows.map(({ name, value }) => [textOf(name), scalarText(value)]).filter(([name]) => name),
	) as Record<string, string>;
	const { access } = await run.open();
	const completion = run.take(await access.complete(referenceOf(run), argument, known, options));
	return [toItem(completion, itemIndex)];
}

function referenceOf(run: ItemRun): CompletionReference {
	return run.source.get('reference', 'prompt') === 'template'
		? { type: 'ref/resource', uri: required(run, 'template', 'Template') }
		: { type: 'ref/prompt', name: required(run, 'prompt', 'Prompt') };
}

function required({ context, itemIndex, source }: ItemRun, name: string, label: string): string {
	const value = source.get(name, '', { extractValue: true });
	if (typeof value === 'string' && value !== '') return value;
	throw new NodeOperationError(context.getNode(), `'${label}' is empty`, {
		itemIndex,
		description: `Choose or enter the ${label.toLowerCase()}.`,
	});
}
