import { TRIGGER_TYPE } from '../conformance/fixture-workflow.ts';
import type { NewWorkflow } from '../n8n/rest-types.ts';

/** The servers that shall be stalled, by their path. */
export const STALL_SERVERS = {
	plain: { title: 'nothing but keys', options: {} },
	guarded: {
		title: 'repetition protection, a rate limit, and an audit with hashed arguments',
		options: { repeatLimit: 1000, rateLimitPerMinute: 10_000, auditTo: 'file' },
	},
	readable: {
		title: 'repetition protection, and an audit with redacted arguments',
		options: { repeatLimit: 1000, auditTo: 'file', auditArguments: 'redacted' },
	},
} as const;

export type StallServer = keyof typeof STALL_SERVERS;

const group = (op: string) => ({
	type: 'object',
	properties: { op: { const: op }, filters: { type: 'array', items: { $ref: '#/$defs/filter' } } },
	required: ['op', 'filters'],
});
const listOf = (items: object) => ({ properties: { list: { type: 'array', items } } });
const texts = (schema: object) => ({ properties: { text: { type: 'string', ...schema } } });
const names = (count: number) => Array.from({ length: count }, (_, at) => `member_${at}`);

/** Schemas as authors write them, each of which a validator can be made to work on for ever. */
export const STALL_SCHEMAS: Record<string, object> = {
	filter: {
		properties: { filter: { $ref: '#/$defs/filter' } },
		$defs: {
			filter: {
				anyOf: [
					group('and'),
					group('or'),
					{ type: 'object', properties: { field: { type: 'string' } }, required: ['field'] },
				],
			},
		},
	},
	unique: { properties: { list: { type: 'array', uniqueItems: true, items: { type: 'object' } } } },
	integers: listOf({ type: 'integer' }),
	leads: listOf({ type: 'object', required: names(200), additionalProperties: false }),
	pattern: texts({ pattern: '^([a-zA-Z0-9]+\\.?)+$' }),
	states: listOf({ type: 'string', pattern: '[ab]*a[ab]{200}$' }),
	length: texts({ maxLength: 5_000_000, minLength: 5_000_000 }),
	addresses: listOf({ type: 'string', format: 'email' }),
	pages: listOf({ type: 'string', format: 'uri' }),
	choices: listOf({ enum: names(2000).map((name) => ({ name })) }),
};

/** A server whose tools have these schemas, and a template with three variables. */
export function stallWorkflow(
	server: StallServer,
	port: number,
	credential: { id: string; name: string },
): NewWorkflow {
	const tools = Object.entries(STALL_SCHEMAS).map(([name, schema]) => ({
		kind: 'tool',
		name,
		description: 'Takes what is sent to it.',
		inputMode: 'schema',
		inputSchema: JSON.stringify({ type: 'object', ...schema }),
	}));
	const template = {
		kind: 'template',
		name: 'report',
		description: 'A report.',
		uriTemplate: 'crm://report/{year}-{month}-{day}',
	};
	return {
		name: `To be stalled: ${server}`,
		nodes: [
			{
				id: '57a11000-0000-4000-8000-000000000001',
				name: 'Trigger',
				type: TRIGGER_TYPE,
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: `57a11000-0000-4000-8000-00000000000${Object.keys(STALL_SERVERS).indexOf(server)}`,
				credentials: { gtmMcpServerKeysApi: credential },
				parameters: {
					path: server,
					authentication: 'apiKeys',
					branches: { branch: [...tools, template] },
					options: { listen: 'port', host: '127.0.0.1', port, ...STALL_SERVERS[server].options },
				},
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}
