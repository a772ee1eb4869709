import type { INodeProperties } from 'n8n-workflow';

import { promptArguments } from './prompt-arguments.properties';
import { staticPromptSettings, staticResourceSettings } from './settings.properties';

const named = (example: { name: string; description: string }): INodeProperties[] => [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: `e.g. ${example.name}`,
		description: 'Name that the client uses',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: `e.g. ${example.description}`,
		description: 'What it contains and when to use it',
	},
];

/** Resources and prompts that need no flow: they are answered at once and have no output. */
export const contentProperties: INodeProperties[] = [
	{
		displayName: 'Static Content',
		name: 'content',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Content',
		default: {},
		description: 'Fixed resources and prompts. Reading them starts no execution.',
		options: [
			{
				name: 'resource',
				displayName: 'Resource',
				values: [
					...named({
						name: 'ideal-customer',
						description: 'Who we sell to and who we do not',
					}),
					{
						displayName: 'URI',
						name: 'uri',
						type: 'string',
						default: '',
						placeholder: 'e.g. playbook://ideal-customer',
						description: 'URI at which clients read it',
					},
					{
						displayName: 'Format',
						name: 'format',
						type: 'options',
						options: [
							{ name: 'Base64', value: 'base64', description: 'A file, encoded' },
							{ name: 'JSON', value: 'json' },
							{ name: 'Text', value: 'text' },
						],
						default: 'text',
						description: 'How you enter the content',
					},
					{
						displayName: 'Content',
						name: 'text',
						type: 'string',
						typeOptions: { rows: 5 },
						default: '',
						description: 'What a client reads',
					},
					staticResourceSettings,
				],
			},
			{
				name: 'prompt',
				displayName: 'Prompt',
				values: [
					...named({
						name: 'prepare_call',
						description: 'A briefing for a first call with an account',
					}),
					promptArguments,
					promptMessages(),
					staticPromptSettings,
				],
			},
		],
	},
];

function promptMessages(): INodeProperties {
	const only = (...types: string[]) => ({ show: { type: types } });
	return {
		displayName: 'Messages',
		name: 'messages',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Message' },
		placeholder: 'Add Message',
		default: {},
		description: 'The text to send. Use {argument} to insert an argument.',
		options: [
			{
				name: 'message',
				displayName: 'Message',
				values: [
					{
						displayName: 'Role',
						name: 'role',
						type: 'options',
						options: [
							{ name: 'Assistant', value: 'assistant' },
							{ name: 'User', value: 'user' },
						],
						default: 'user',
						description: 'Sender of the message',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Audio', value: 'audio' },
							{ name: 'Image', value: 'image' },
							{ name: 'Resource', value: 'resource', description: 'Text with a URI' },
							{ name: 'Text', value: 'text' },
						],
						default: 'text',
						description: 'What the message is',
					},
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						typeOptions: { rows: 4 },
						default: '',
						placeholder: 'e.g. Prepare me for a first call with {company}.',
						displayOptions: only('text', 'resource'),
						description: 'Text of the message. Use {argument} to insert an argument.',
					},
					{
						displayName: 'Data',
						name: 'data',
						type: 'string',
						default: '',
						displayOptions: only('image', 'audio'),
						description: 'The file in base64',
					},
					{
						displayName: 'MIME Type',
						name: 'mimeType',
						type: 'string',
						default: '',
						placeholder: 'e.g. image/png',
						displayOptions: only('image', 'audio', 'resource'),
						description: 'What the file is',
					},
					{
						displayName: 'URI',
						name: 'uri',
						type: 'string',
						default: '',
						placeholder: 'e.g. playbook://objections',
						displayOptions: only('resource'),
						description: 'URI of the text. You can use {argument}.',
					},
				],
			},
		],
	};
}
