import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
	updateDisplayOptions,
} from 'n8n-workflow';

import { excerpt } from '../../../../src/mcp/client/redaction';
import { resultText } from '../../../../src/mcp/client/simplified-result';
import type { ExecutionConnections } from '../../../../src/n8n/client/execution-connections';
import { toItem, toSimplifiedItems } from '../../../../src/n8n/client/result-items';
import { readToolArguments } from '../../../../src/n8n/client/tool-arguments';
import { timeoutOption } from './timeout.option';

const properties: INodeProperties[] = [
	{
		displayName: 'Tool',
		name: 'tool',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The tool to call',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: {
					searchListMethod: 'searchTools',
					searchable: true,
					// Without a credential the editor would not even ask: a server may need none.
					skipCredentialsCheckInRLC: true,
				},
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. enrich_company',
			},
		],
	},
	{
		displayName: 'Input Mode',
		name: 'inputMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Form',
				value: 'form',
				description: "Fill in a form with the tool's arguments",
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'Give all arguments as one JSON object',
			},
		],
		default: 'form',
	},
	{
		displayName: 'Arguments',
		name: 'form',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['tool.value', 'serverUrl', 'authentication'],
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
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{
						name: 'Raw',
						value: 'raw',
						description: "The tool's result as the protocol defines it",
					},
					{
						name: 'Simplified',
						value: 'simplified',
						description: "The data of the tool's result as items, its files as binary data",
					},
				],
				default: 'simplified',
				description: 'How to output what the tool returns',
			},
			timeoutOption,
			{
				displayName: 'When the Tool Reports a Failure',
				name: 'toolFailure',
				type: 'options',
				options: [
					{
						name: 'Output the Result',
						value: 'output',
						description: 'Treat it like any other result, with isError set to true',
					},
					{
						name: 'Throw an Error',
						value: 'error',
						description: 'Stop, or do what the node setting On Error says',
					},
				],
				default: 'error',
				description: 'What to do when the tool ran and says that it did not succeed',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['tool'], operation: ['call'] } },
	properties,
);

/** Calls one tool with the arguments of one item. */
export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	connections: ExecutionConnections,
): Promise<INodeExecutionData[]> {
	const name = this.getNodeParameter('tool', itemIndex, '', { extractValue: true });
	if (typeof name !== 'string' || name === '') {
		throw new NodeOperationError(this.getNode(), "'Tool' is empty", {
			itemIndex,
			description: 'Choose a tool from the list or enter its name.',
		});
	}
	const toolFailure = this.getNodeParameter('options.toolFailure', itemIndex, 'error');
	const { result, reason } = await connections.use(itemIndex, async (connection, limits) => {
		const args = await readToolArguments(this, itemIndex, name, connection, limits);
		const answer = await connection.callTool({ name, arguments: args }, limits);
		return { result: answer, reason: excerpt(resultText(answer), connection.redact) };
	});
	if (result.isError && toolFailure === 'error') {
		throw new NodeOperationError(this.getNode(), failureMessage(name, reason), {
			itemIndex,
			description:
				'Check the arguments. To go on with what the tool returned, set the option "When the Tool Reports a Failure" to "Output the Result".',
		});
	}
	const output = this.getNodeParameter('options.output', itemIndex, 'simplified');
	if (output === 'raw') return [toItem(result, itemIndex)];
	return await toSimplifiedItems(this, result, itemIndex);
}

function failureMessage(tool: string, reason: string): string {
	const message = `The tool "${tool}" reports a failure`;
	return reason === '' ? message : `${message}: ${reason}`;
}
