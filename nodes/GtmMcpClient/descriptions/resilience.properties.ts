import type { INodeProperties } from 'n8n-workflow';

/** What happens when the server is slow, busy or down: for the collection `options`. Defaults as in `defaultPolicy`. */
export const resilienceProperties: INodeProperties[] = [
	{
		displayName: 'Answer Size (MiB)',
		name: 'answerSize',
		type: 'number',
		default: 16,
		typeOptions: { minValue: 1, maxValue: 256 },
		description: 'An answer that is larger is refused',
	},
	{
		displayName: 'Attempts',
		name: 'attempts',
		type: 'number',
		default: 3,
		typeOptions: { minValue: 1, maxValue: 10 },
		description:
			'How often a request is tried in all, with growing pauses. Only what is safe is tried again: reading, tools that say that they only read or may be repeated, and what surely did not reach the server.',
	},
	{
		displayName: 'Burst',
		name: 'burst',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1 },
		description: 'How many requests may go at once after a pause; only with Requests per Minute',
	},
	{
		displayName: 'Cache Lists For (Seconds)',
		name: 'cacheSeconds',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 0 },
		description:
			'How long the lists of tools, resources and prompts are kept when the server names no time; 0 to ask each time',
	},
	{
		displayName: 'Connect Timeout (Seconds)',
		name: 'connectTimeout',
		type: 'number',
		default: 20,
		typeOptions: { minValue: 1 },
		description: 'How long connecting to one endpoint may take',
	},
	{
		displayName: 'Failures Until a Server Is Left Alone',
		name: 'failuresToOpen',
		type: 'number',
		default: 5,
		typeOptions: { minValue: 1 },
		description:
			'Number of calls in a row that did not reach a server, after which it is left alone for a while. What a tool answers, also an error, does not count.',
	},
	{
		displayName: 'Fallback Servers',
		name: 'fallbackServers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Server' },
		placeholder: 'Add Server',
		default: {},
		description:
			'Other addresses of the same server, tried in order when it is down. A credential is sent there only if it names the address under Other Server URLs.',
		options: [
			{
				name: 'server',
				displayName: 'Server',
				values: [
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://backup.example.com/mcp',
					},
				],
			},
		],
	},
	{
		displayName: 'Leave a Failing Server Alone For (Seconds)',
		name: 'openSeconds',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 1 },
		description:
			'Then one request tries it again. Items wait for that; if it is still down, the rest fail at once.',
	},
	{
		displayName: 'Longest Pause (Seconds)',
		name: 'maxDelay',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 0 },
		description:
			'Between two attempts. A server that asks for a longer pause (Retry-After) is an error at once.',
	},
	{
		displayName: 'Protocol',
		name: 'protocol',
		type: 'options',
		options: [
			{
				name: '2025-11-25 and Older',
				value: 'legacy',
				description: 'Begin with the handshake (initialize), and do not ask for anything newer',
			},
			{
				name: '2026-07-28',
				value: 'modern',
				description: 'Without a handshake; an error if the server does not know it',
			},
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Ask the server, and fall back to the handshake',
			},
		],
		default: 'auto',
		description: 'Which version of the protocol to speak',
	},
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 0 },
		description:
			'How many requests may be sent with this credential by all executions of this n8n process; 0 for no limit',
	},
	{
		displayName: 'Serve Old Lists For (Hours)',
		name: 'staleHours',
		type: 'number',
		default: 24,
		typeOptions: { minValue: 0 },
		description: 'How long a list is still given out, marked as stale, when the server is down',
	},
	{
		displayName: 'Total Timeout (Seconds)',
		name: 'totalTimeout',
		type: 'number',
		default: 300,
		typeOptions: { minValue: 1 },
		description: 'For everything that an item takes: pauses, attempts, questions, tasks',
	},
	{
		displayName: 'Transport',
		name: 'transport',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Streamable HTTP, and the older HTTP+SSE where that is all there is',
			},
			{ name: 'HTTP+SSE', value: 'sse', description: 'Of protocol version 2024-11-05' },
			{ name: 'Streamable HTTP', value: 'streamableHttp' },
		],
		default: 'auto',
		description: 'How to speak to a server that is given by its URL',
	},
];
