import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { blocksProperty } from './block.properties';
import { startRespond } from '../../../src/n8n/respond/respond';

const properties: INodeProperties[] = [
	{
		displayName: 'Answer With',
		name: 'answerWith',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Content',
				value: 'content',
				description: 'Text, images, audio and resources (tools only)',
			},
			{
				name: 'Protocol Error',
				value: 'protocolError',
				description:
					'A protocol error for the client program. To tell the model about an error, use Content with Is Error.',
			},
			{
				name: 'Raw Result',
				value: 'raw',
				description: 'A complete MCP result, for any call',
			},
			{
				name: 'Structured Content',
				value: 'json',
				description: 'Data as a JSON object (tools only)',
			},
		],
		default: 'content',
		description: 'What the client gets',
	},
	{ ...blocksProperty, displayOptions: { show: { answerWith: ['content'] } } },
	{
		displayName: 'Is Error',
		name: 'isError',
		type: 'boolean',
		default: false,
		description: 'Whether the content is an error message for the model',
		displayOptions: { show: { answerWith: ['content'] } },
	},
	{
		displayName: 'Structured Content (JSON)',
		name: 'structured',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		description:
			'A JSON object. The value of the first item is used. The caller in _mcp is removed.',
		displayOptions: { show: { answerWith: ['json'] } },
	},
	{
		displayName: 'Result (JSON)',
		name: 'result',
		type: 'json',
		typeOptions: { rows: 6 },
		default: '{\n  "content": [{ "type": "text", "text": "Done" }]\n}',
		required: true,
		description:
			'The complete MCP result: content for a tool, contents for a resource, messages for a prompt, completion for a completion. The value of the first item is used.',
		displayOptions: { show: { answerWith: ['raw'] } },
	},
	{
		displayName: 'Error Code',
		name: 'code',
		type: 'number',
		default: -32603,
		description: 'A JSON-RPC error code, such as -32602 for invalid arguments',
		displayOptions: { show: { answerWith: ['protocolError'] } },
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. There is no account of that name',
		description: 'What happened. Do not include details that the caller should not see.',
		displayOptions: { show: { answerWith: ['protocolError'] } },
	},
];

export const description = updateDisplayOptions({ show: { operation: ['respond'] } }, properties);

export const start = startRespond;
