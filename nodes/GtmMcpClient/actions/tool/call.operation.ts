import {
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
	updateDisplayOptions,
} from 'n8n-workflow';

import { excerpt } from '../../../../src/mcp/client/redaction';
import { resultText } from '../../../../src/mcp/client/simplified-result';
import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { fetchLinks } from '../../../../src/n8n/client/linked-resources';
import { splitList } from '../../../../src/base/split-list';
import { recordResult } from '../../../../src/n8n/client/record-result';
import { keepItemFields, toItem, toSimplifiedItems } from '../../../../src/n8n/client/result-items';
import { readToolArguments } from '../../../../src/n8n/client/tool-arguments';
import type { CallToolResult } from '../../../../src/third-party/mcp-client';
import { guardRails, writeTools } from '../../descriptions/guard-rails.properties';
import { dependsOnServer, pickFromServer } from '../../descriptions/pick.properties';
import { questionProperties, rootsOption } from '../../descriptions/questions.properties';
import { recordInGraph } from '../../descriptions/record-in-graph.property';
import { requestOptions } from '../../descriptions/request.options';

const properties: INodeProperties[] = [
	pickFromServer({
		displayName: 'Tool',
		name: 'tool',
		description: 'The tool to call',
		search: 'searchTools',
		byName: { displayName: 'By Name', placeholder: 'e.g. enrich_company' },
	}),
	{
		displayName: 'Input Mode',
		name: 'inputMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Form',
				value: 'form',
				description: 'Fill in a form with the arguments of the tool',
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'Provide all arguments as one JSON object',
			},
		],
		default: 'form',
		displayOptions: { hide: { tool: [''] } },
	},
	{
		displayName: 'Arguments',
		name: 'form',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['tool.value', ...dependsOnServer],
			resourceMapper: {
				resourceMapperMethod: 'getToolForm',
				mode: 'add',
				valuesLabel: 'Arguments',
				fieldWords: { singular: 'argument', plural: 'arguments' },
				addAllFields: true,
				supportAutoMap: false,
				noFieldsError: 'This tool takes no arguments.',
				hideNoDataError: true,
			},
		},
		displayOptions: { show: { inputMode: ['form'] }, hide: { tool: [''] } },
	},
	{
		displayName: 'Arguments (JSON)',
		name: 'json',
		type: 'json',
		default: '{}',
		typeOptions: { rows: 5 },
		description: 'A JSON object with a key for each argument of the tool',
		displayOptions: { show: { inputMode: ['json'] } },
	},
	requestOptions({
		own: [
			{
				displayName: 'Fetch Resource Links',
				name: 'fetchLinks',
				type: 'boolean',
				default: false,
				description: 'Whether to fetch what the result links to and output it with the result',
			},
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'string',
				default: '',
				placeholder: 'e.g. name, company.domain',
				description:
					'Fields to output, separated by commas. Only used if Output is Selected Fields.',
			},
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{
						name: 'Raw',
						value: 'raw',
						description: 'The unchanged MCP result',
					},
					{
						name: 'Selected Fields',
						value: 'selected',
						description: 'Simplified result with these fields only',
					},
					{
						name: 'Simplified',
						value: 'simplified',
						description: 'The data of the result as items; files as binary data',
					},
				],
				default: 'simplified',
				description: 'How to output the result',
			},
			recordInGraph,
			{
				displayName: 'Repeat After a Failure',
				name: 'repetition',
				type: 'options',
				options: [
					{
						name: 'If It Is Safe',
						value: 'safe',
						description: 'Repeat calls to tools that the server marks as read-only or idempotent',
					},
					{
						name: 'Yes, the Arguments Include an Idempotency Key',
						value: 'idempotent',
						description:
							'The server performs the action once, even if it receives the call several times',
					},
				],
				default: 'safe',
				description: 'Whether to send a call again if it is unknown whether it succeeded',
			},
			{
				displayName: 'When the Tool Reports a Failure',
				name: 'toolFailure',
				type: 'options',
				options: [
					{
						name: 'Output the Result',
						value: 'output',
						description: 'Output it like any other result, with isError set to true',
					},
					{
						name: 'Throw an Error',
						value: 'error',
						description: 'Stop, or follow the On Error setting of the node',
					},
				],
				default: 'error',
				description: 'What to do if the tool ran and reports that it failed',
			},
		],
		questions: [...questionProperties, rootsOption],
		guards: [writeTools, ...guardRails],
	}),
];

export const description = updateDisplayOptions({ show: { operation: ['callTool'] } }, properties);

/** Calls one tool with the arguments of one item. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, source, options } = run;
	const name = source.get('tool', '', { extractValue: true });
	if (typeof name !== 'string' || name === '') {
		throw new NodeOperationError(context.getNode(), "'Tool' is empty", {
			itemIndex,
			description: 'Choose a tool from the list or enter its name.',
		});
	}
	const { access } = await run.open();
	const tool = run.take(await access.toolForCall(name, { signal: options.signal }));
	const args = readToolArguments(source, tool);
	const idempotent = source.get('options.repetition', 'safe') === 'idempotent';
	const result = run.take(
		await access.callTool(name, args, {
			...options,
			...(idempotent && { repetition: 'idempotent' }),
		}),
	);
	if (result.isError && source.get('options.toolFailure', 'error') === 'error') {
		const reason = excerpt(await access.redact(resultText(result)), (text) => text);
		throw new NodeOperationError(context.getNode(), failureMessage(name, reason), {
			itemIndex,
			description:
				'Check the arguments. To continue with the result, set the option "When the Tool Reports a Failure" to "Output the Result".',
		});
	}
	await recordResult(run, name, result);
	if (source.get('options.fetchLinks', false) !== true) return await output(run, result);
	const hear = (report: Parameters<ItemRun['take']>[0]['report']) => {
		run.take({ value: undefined, report });
	};
	return await output(run, await fetchLinks(result, access, options, hear, run.warn));
}

async function output(
	{ context, itemIndex, source }: ItemRun,
	result: CallToolResult,
): Promise<INodeExecutionData[]> {
	const form = source.get('options.output', 'simplified');
	if (form === 'raw') return [toItem(result, itemIndex)];
	const items = await toSimplifiedItems(context, result, itemIndex);
	return form === 'selected'
		? keepItemFields(items, splitList(source.get('options.fields', '')))
		: items;
}

function failureMessage(tool: string, reason: string): string {
	const message = `The tool "${tool}" reported a failure`;
	return reason === '' ? message : `${message}: ${reason}`;
}
