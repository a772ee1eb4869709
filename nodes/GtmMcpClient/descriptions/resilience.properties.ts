import type { INodeProperties } from 'n8n-workflow';

/** What happens when the server is slow, busy or down: for the collection `options`. Defaults as in `defaultPolicy`. */
export const resilienceProperties: INodeProperties[] = [
	{
		displayName: 'Max Response Size (MiB)',
		name: 'answerSize',
		type: 'number',
		default: 16,
		typeOptions: { minValue: 1, maxValue: 256 },
		description: 'Larger responses fail with an error',
	},
	{
		displayName: 'Attempts',
		name: 'attempts',
		type: 'number',
		default: 3,
		typeOptions: { minValue: 1, maxValue: 10 },
		description:
			'Total number of attempts for a request, with growing pauses. Only safe requests are repeated: reads, tools marked as read-only or idempotent, and requests that did not reach the server.',
	},
	{
		displayName: 'Burst',
		name: 'burst',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1 },
		description:
			'How many requests can be sent at once after a pause. Only used with Requests per Minute.',
	},
	{
		displayName: 'Cache Lists For (Seconds)',
		name: 'cacheSeconds',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 0 },
		description:
			'How long to cache the lists of tools, resources and prompts if the server sets no time. Set to 0 to load them every time.',
	},
	{
		displayName: 'Connect Timeout (Seconds)',
		name: 'connectTimeout',
		type: 'number',
		default: 20,
		typeOptions: { minValue: 1 },
		description: 'Maximum time to connect to one endpoint',
	},
	{
		displayName: 'Failures Before a Pause',
		name: 'failuresToOpen',
		type: 'number',
		default: 5,
		typeOptions: { minValue: 1 },
		description:
			'Number of failures in a row after which the endpoint is paused. Errors that a tool returns do not count.',
	},
	{
		displayName: 'Fallback Servers',
		name: 'fallbackServers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Server' },
		placeholder: 'Add Server',
		default: {},
		description:
			'Other URLs of the same server, tried in order if it is down. To send a credential to them, list them in the credential under Other Server URLs.',
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
		displayName: 'Pause a Failing Server For (Seconds)',
		name: 'openSeconds',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 1 },
		description:
			'After this time, one request tests the server while the other items wait. If it is still down, the other items fail at once.',
	},
	{
		displayName: 'Max Pause Between Attempts (Seconds)',
		name: 'maxDelay',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 0 },
		description: 'If the server asks for a longer pause (Retry-After), the request fails at once',
	},
	{
		displayName: 'Protocol',
		name: 'protocol',
		type: 'options',
		options: [
			{
				name: '2025-11-25 and Older',
				value: 'legacy',
				description: 'Start with the initialize handshake',
			},
			{
				name: '2026-07-28',
				value: 'modern',
				description: 'Send no handshake. Fails if the server does not support this version.',
			},
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Detect the version; use the handshake if the server needs it',
			},
		],
		default: 'auto',
		description: 'Which version of the MCP protocol to use',
	},
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 0 },
		description:
			'Maximum number of requests that all executions can send with this credential. Set to 0 for no limit.',
	},
	{
		displayName: 'Serve Old Lists For (Hours)',
		name: 'staleHours',
		type: 'number',
		default: 24,
		typeOptions: { minValue: 0 },
		description: 'How long to keep using a cached list, marked as stale, while the server is down',
	},
	{
		displayName: 'Total Timeout (Seconds)',
		name: 'totalTimeout',
		type: 'number',
		default: 300,
		typeOptions: { minValue: 1 },
		description: 'Maximum time for an item, including pauses, attempts, questions and tasks',
	},
	{
		displayName: 'Transport',
		name: 'transport',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Streamable HTTP, or HTTP+SSE if the server supports only that',
			},
			{ name: 'HTTP+SSE', value: 'sse', description: 'For servers of protocol version 2024-11-05' },
			{ name: 'Streamable HTTP', value: 'streamableHttp' },
		],
		default: 'auto',
		description: 'How to connect to a server by URL',
	},
];
