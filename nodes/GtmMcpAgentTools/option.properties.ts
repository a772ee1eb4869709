import type { INodeProperties } from 'n8n-workflow';

import { guardRails } from '../GtmMcpClient/descriptions/guard-rails.properties';
import { resilienceProperties } from '../GtmMcpClient/descriptions/resilience.properties';
import { otherServerUrl } from '../GtmMcpClient/descriptions/server.properties';
import { effectProperties } from './tool.properties';

const toolboxProperties: INodeProperties[] = [
	{
		displayName: 'Model Compatibility',
		name: 'compatibility',
		type: 'options',
		options: [
			{
				name: 'As on the Server',
				value: 'asIs',
				description: 'The schemas of the tools, untouched',
			},
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Google for Gemini and Vertex AI models, Standard for any other',
			},
			{
				name: 'Google',
				value: 'google',
				description: 'For Gemini models, also when they are reached by another node',
			},
			{
				name: 'OpenAI Strict',
				value: 'openAiStrict',
				description: 'For models or gateways that take only the strict subset of JSON Schema',
			},
			{
				name: 'Standard',
				value: 'standard',
				description: 'For OpenAI, Anthropic and interfaces made like theirs',
			},
		],
		default: 'auto',
		description:
			'How the schemas of the tools are written for the model. Whatever it is, the server gets arguments that fit its own schema.',
	},
	{
		displayName: 'Result Length (Tokens)',
		name: 'resultTokens',
		type: 'number',
		default: 5000,
		typeOptions: { minValue: 100 },
		description:
			'About how long the result of a tool may be for the model. A longer one is cut, and the model is told how much is missing and how to get it.',
	},
	{
		displayName: 'Session Key',
		name: 'sessionKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. account-4711',
		description:
			'Under which key to record what the agent read and did, to be read back with the operation Read a Session of GTM MCP Client. Leave empty for this execution.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 1 },
		description:
			'How many seconds to wait for each answer of the server. Every progress that it reports starts the time anew.',
	},
	{
		displayName: 'Tool Name Prefix',
		name: 'prefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. hubspot',
		description:
			'Goes before the name of each tool. Needed where two toolboxes of an agent have tools of the same name.',
	},
	{
		displayName: 'When the Server Is Down',
		name: 'whenDown',
		type: 'options',
		options: [
			{
				name: 'Leave Its Tools Out',
				value: 'leaveOut',
				description:
					'The agent works with what it has, and does not know that something is missing',
			},
			{
				name: 'Stop the Agent',
				value: 'stop',
				description: 'With an error that says why',
			},
			{
				name: 'Tell the Model',
				value: 'tellModel',
				description: 'Give the agent one tool that says that the server is unavailable',
			},
		],
		default: 'tellModel',
		description: 'What to do when the tools cannot be listed',
	},
];

/** In the order in which a person thinks: what the agent may do, what it sees, the server, the network. */
export const optionProperties: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...effectProperties,
		...toolboxProperties,
		...guardRails,
		otherServerUrl,
		...resilienceProperties,
	],
};
