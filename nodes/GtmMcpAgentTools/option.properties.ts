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
				description: 'Use the tool schemas without changes',
			},
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Google for Gemini and Vertex AI models, Standard for any other',
			},
			{
				name: 'Google',
				value: 'google',
				description: 'For Gemini models, including those behind another node such as OpenRouter',
			},
			{
				name: 'OpenAI Strict',
				value: 'openAiStrict',
				description: 'For models or gateways that accept only strict JSON Schema',
			},
			{
				name: 'Standard',
				value: 'standard',
				description: 'For OpenAI, Anthropic and compatible APIs',
			},
		],
		default: 'auto',
		description:
			'How to write the tool schemas for the model. The server always receives arguments that fit its own schema.',
	},
	{
		displayName: 'Result Length (Tokens)',
		name: 'resultTokens',
		type: 'number',
		default: 5000,
		typeOptions: { minValue: 100 },
		description:
			'Approximate maximum length of a tool result. A longer result is cut, with a note that tells the model how to get the rest.',
	},
	{
		displayName: 'Session Key',
		name: 'sessionKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. account-4711',
		description:
			'Key under which to record what the agent read and did. Read it back with Session > Read in GTM MCP Client. Leave empty to use this execution.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 1 },
		description:
			'How many seconds to wait for each response of the server. Each progress notification restarts the timer.',
	},
	{
		displayName: 'Tool Name Prefix',
		name: 'prefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. hubspot',
		description:
			'Text to add before the name of each tool. Use it if two toolboxes of an agent have tools with the same name.',
	},
	{
		displayName: 'When the Server Is Down',
		name: 'whenDown',
		type: 'options',
		options: [
			{
				name: 'Continue Without Its Tools',
				value: 'leaveOut',
				description: 'The agent uses its other tools and is not told that these are missing',
			},
			{
				name: 'Stop the Agent',
				value: 'stop',
				description: 'Fail with an error that gives the reason',
			},
			{
				name: 'Tell the Model',
				value: 'tellModel',
				description: 'Give the agent one tool that reports that the server is unavailable',
			},
		],
		default: 'tellModel',
		description: 'What to do if the tools cannot be loaded',
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
