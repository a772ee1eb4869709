import {
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
	updateDisplayOptions,
} from 'n8n-workflow';

import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { readPromptArguments } from '../../../../src/n8n/client/prompt-arguments';
import { toPromptItems } from '../../../../src/n8n/client/prompt-items';
import { toItem } from '../../../../src/n8n/client/result-items';
import { dependsOnServer, pickFromServer } from '../../descriptions/pick.properties';
import { questionProperties, rootsOption } from '../../descriptions/questions.properties';
import { requestOptions } from '../../descriptions/request.options';

const properties: INodeProperties[] = [
	pickFromServer({
		displayName: 'Prompt',
		name: 'prompt',
		description: 'The prompt to get',
		search: 'searchPrompts',
		byName: { displayName: 'By Name', placeholder: 'e.g. account_brief' },
	}),
	{
		displayName: 'Input Mode',
		name: 'promptInputMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Form',
				value: 'form',
				description: 'Fill in a form with the arguments of the prompt',
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'Provide all arguments as one JSON object',
			},
		],
		default: 'form',
	},
	{
		displayName: 'Arguments',
		name: 'promptForm',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['prompt.value', ...dependsOnServer],
			resourceMapper: {
				resourceMapperMethod: 'getPromptForm',
				mode: 'add',
				valuesLabel: 'Arguments',
				fieldWords: { singular: 'argument', plural: 'arguments' },
				addAllFields: true,
				supportAutoMap: false,
				noFieldsError: 'This prompt takes no arguments.',
				hideNoDataError: true,
			},
		},
		displayOptions: { show: { promptInputMode: ['form'] }, hide: { prompt: [''] } },
	},
	{
		displayName: 'Arguments (JSON)',
		name: 'promptJson',
		type: 'json',
		default: '{}',
		typeOptions: { rows: 5 },
		description: 'A JSON object with a text for each argument of the prompt',
		displayOptions: { show: { promptInputMode: ['json'] } },
	},
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
						description: 'One item per message with role and text; files as binary data',
					},
				],
				default: 'simplified',
				description: 'How to output the result',
			},
		],
		questions: [...questionProperties, rootsOption],
	}),
];

export const description = updateDisplayOptions({ show: { operation: ['getPrompt'] } }, properties);

/** Gets one prompt, its arguments filled in. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, source, options } = run;
	const name = source.get('prompt', '', { extractValue: true });
	if (typeof name !== 'string' || name === '') {
		throw new NodeOperationError(context.getNode(), "'Prompt' is empty", {
			itemIndex,
			description: 'Choose a prompt from the list or enter its name.',
		});
	}
	const { access } = await run.open();
	const args = readPromptArguments(source);
	const result = run.take(await access.getPrompt(name, args, options));
	if (source.get('options.output', 'simplified') === 'raw') return [toItem(result, itemIndex)];
	return await toPromptItems(context, result, itemIndex);
}
