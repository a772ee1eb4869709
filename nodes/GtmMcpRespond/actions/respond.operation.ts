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
				description: 'Texts, images, audio and resources, put together here (tools only)',
			},
			{
				name: 'Protocol Error',
				value: 'protocolError',
				description:
					'An error for the program of the client. For one that the model is to read, use Content with Is Error.',
			},
			{
				name: 'Raw Result',
				value: 'raw',
				description: 'A result of the protocol as it is, for calls of any kind',
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
		description: 'Whether the content tells the model why the tool did not succeed',
		displayOptions: { show: { answerWith: ['content'] } },
	},
	{
		displayName: 'Structured Content (JSON)',
		name: 'structured',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		description: 'A JSON object, of the first item. The caller in _mcp is left out.',
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
			'The result as the protocol defines it for the kind of call, of the first item: with content for a tool, contents for a resource, messages for a prompt, completion for a completion',
		displayOptions: { show: { answerWith: ['raw'] } },
	},
	{
		displayName: 'Error Code',
		name: 'code',
		type: 'number',
		default: -32603,
		description: 'A code of JSON-RPC, such as -32602 for arguments that do not fit',
		displayOptions: { show: { answerWith: ['protocolError'] } },
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. There is no account of that name',
		description: 'What happened, without details that the caller should not know',
		displayOptions: { show: { answerWith: ['protocolError'] } },
	},
];

export const description = updateDisplayOptions({ show: { operation: ['respond'] } }, properties);

export const start = startRespond;
