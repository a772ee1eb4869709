import {
	type AgentAccess,
	callAgentTool,
} from '../../../../../../src/mcp/client/agent/call-agent-tool';
import { type Offer, toToolbox } from '../../../../../../src/mcp/client/agent/toolbox';
import {
	approvalRequired,
	errorText,
	toText,
} from '../../../../../../src/mcp/client/agent/words-for-model';
import { type Delivery, McpClientError } from '../../../../../../src/mcp/client/client-error';

const report = { endpoint: 'test', attempts: 1, waitedMs: 0, cached: 'no' as const, warnings: [] };
const outcome = async <T>(value: T) => await Promise.resolve({ value, report });

/** A server in memory: notes what it is asked for. */
function recordingAccess() {
	const calls: unknown[] = [];
	const access: AgentAccess = {
		callTool: async (name, args) => {
			calls.push([name, args]);
			return await outcome({ content: [{ type: 'text' as const, text: 'ok' }] });
		},
		getPrompt: async (name, args) => {
			calls.push([name, args]);
			return await outcome({ messages: [] });
		},
		listResources: async () =>
			await outcome([
				{ uri: 'crm://accounts/1', name: 'Acme' },
				{ uri: 'crm://accounts/2', name: 'Globex' },
			]),
		listResourceTemplates: async () =>
			await outcome([{ uriTemplate: 'crm://accounts/{id}', name: 'Account' }]),
		readResource: async (uri) => await outcome({ contents: [{ uri, text: `Contents of ${uri}` }] }),
	};
	return { access, calls };
}

const offer: Offer = {
	tools: [
		{
			name: 'do_it',
			inputSchema: {
				type: 'object',
				properties: {
					tool: { type: 'string' },
					sessionId: { type: 'string' },
					labels: { type: 'object', additionalProperties: { type: 'string' } },
				},
			},
		},
	],
	resources: 'offered',
	prompts: [{ name: 'qualify' }],
};

async function call(name: string, args: Record<string, unknown>) {
	const { access, calls } = recordingAccess();
	const tools = toToolbox(offer, {
		prefix: '',
		selection: { mode: 'all' },
		effects: ['reads', 'writes'],
		known: { knownReads: [], knownWrites: [] },
		profile: 'openAiStrict',
		reader: 'json',
	});
	const tool = tools.find((each) => each.name === name);
	if (!tool) throw new Error(`no tool ${name}`);
	return { calls, result: await callAgentTool(access, tool, args, 1_000, {}) };
}

describe('what a model asks for', () => {
	it('gets to the server as its own schema has it', async () => {
		const { calls } = await call('do_it', {
			tool_argument: 'hammer',
			sessionId: 's1',
			labels: '{"a":"b"}',
		});
		expect(calls).toEqual([['do_it', { tool: 'hammer', sessionId: 's1', labels: { a: 'b' } }]]);
	});

	it('lists resources and templates, by a filter', async () => {
		const { result } = await call('list_resources', { filter: 'glob' });
		expect(result.value).toEqual({
			resources: [{ uri: 'crm://accounts/2', name: 'Globex' }],
			templates: [],
		});
	});

	it('reads a resource from where it says', async () => {
		const { result } = await call('read_resource', { uri: 'crm://a', offset: 12 });
		expect(result.value).toBe('crm://a');
	});

	it('gets a prompt, its arguments as text', async () => {
		const { calls } = await call('get_prompt', { name: 'qualify', arguments: '{"size":5}' });
		expect(calls).toEqual([['qualify', { size: '5' }]]);
	});

	it('is told which argument is missing', async () => {
		await expect(call('read_resource', {})).rejects.toThrow('The argument "uri" is missing');
	});
});

describe('the words for a model', () => {
	it('of a result are its value and its notes', () => {
		const result = { value: { a: 1 }, notes: ['Cut.'], isError: false, attachments: [] };
		expect(toText(result)).toBe('{"a":1}\n\n[Cut.]');
		expect(toText({ ...result, value: 'No credits', isError: true })).toMatch(
			/^The tool reported a failure: No credits/,
		);
	});

	it.each<[Delivery, boolean, RegExp]>([
		['unknown', false, /unknown whether the call succeeded/],
		['notSent', true, /Nothing was done\. Try again later\.$/],
		['refused', false, /Nothing was done\.$/],
		['answered', false, /What to do$/],
	])('of an error say whether something was done: %s', (delivery, retryable, words) => {
		const error = new McpClientError('call', 'What happened', {
			hint: 'What to do',
			delivery,
			retryable,
		});
		expect(errorText(error)).toMatch(words);
		expect(errorText(error)).toMatch(/^What happened\. What to do/);
	});

	it('of a refusal say that nothing was done, and with which values it would have been', () => {
		const [tool] = toToolbox(
			{ ...offer },
			{
				prefix: '',
				selection: { mode: 'all' },
				effects: ['writes'],
				known: { knownReads: [], knownWrites: [] },
				profile: 'standard',
				reader: 'json',
			},
		);
		if (!tool) throw new Error('no tool');
		expect(approvalRequired(tool, { email: 'kim@acme.com' })).toMatch(
			/^Not done: "do_it".*\{"email":"kim@acme.com"\}/,
		);
	});
});
