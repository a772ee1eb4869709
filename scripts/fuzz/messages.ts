/** The newest revision that the server speaks, and the one with sessions. */
const MODERN = '2026-07-28';
const LEGACY = '2025-11-25';

const TASKS = { extensions: { 'io.modelcontextprotocol/tasks': {} } };

/** A well-formed request as a client sends it. */
export interface Message {
	headers: Record<string, string>;
	body: { jsonrpc: '2.0'; id: number | string; method: string; params: Record<string, unknown> };
}

const CONTENT = {
	'Content-Type': 'application/json',
	Accept: 'application/json, text/event-stream',
};

function modern(method: string, params: Record<string, unknown>, capabilities = {}): Message {
	const name = params.name ?? params.uri ?? params.taskId;
	return {
		headers: {
			...CONTENT,
			'MCP-Protocol-Version': MODERN,
			'Mcp-Method': method,
			...(typeof name === 'string' ? { 'Mcp-Name': name } : {}),
		},
		body: {
			jsonrpc: '2.0',
			id: 1,
			method,
			params: {
				...params,
				_meta: {
					'io.modelcontextprotocol/protocolVersion': MODERN,
					'io.modelcontextprotocol/clientInfo': { name: 'fuzz', version: '1.0.0' },
					'io.modelcontextprotocol/clientCapabilities': capabilities,
				},
			},
		},
	};
}

function legacy(method: string, params: Record<string, unknown>): Message {
	return {
		headers: { ...CONTENT, 'MCP-Protocol-Version': LEGACY },
		body: { jsonrpc: '2.0', id: 1, method, params },
	};
}

const clientInfo = { name: 'fuzz', version: '1.0.0' };
const promptArguments = { arg1: 'a', arg2: 'b' };
const completion = {
	ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' },
	argument: { name: 'arg1', value: 'p' },
};
const answered = { user_name: { action: 'accept', content: { name: 'Dana' } } };

/** Answered without an execution. */
export const LIGHT_MESSAGES: Message[] = [
	modern('server/discover', {}),
	modern('tools/list', {}),
	modern('resources/list', {}),
	modern('resources/templates/list', {}),
	modern('prompts/list', {}),
	modern('resources/read', { uri: 'test://static-text' }),
	modern('prompts/get', { name: 'test_prompt_with_arguments', arguments: promptArguments }),
	modern('completion/complete', completion),
	modern('tasks/get', { taskId: 'unknown' }, TASKS),
	modern('tasks/update', { taskId: 'unknown', inputResponses: {} }, TASKS),
	modern('tasks/cancel', { taskId: 'unknown' }, TASKS),
	modern('tools/call', { name: 'greet', arguments: { name: 1 } }),
	legacy('initialize', { protocolVersion: LEGACY, capabilities: {}, clientInfo }),
	legacy('ping', {}),
	legacy('tools/list', {}),
	legacy('prompts/get', { name: 'test_simple_prompt' }),
	legacy('resources/read', { uri: 'test://static-binary' }),
	legacy('logging/setLevel', { level: 'info' }),
	legacy('resources/subscribe', { uri: 'test://watched-resource' }),
	legacy('completion/complete', completion),
];

/** Each starts an execution, which costs n8n a hundred times as much. */
export const FLOW_MESSAGES: Message[] = [
	modern('tools/call', { name: 'greet', arguments: { name: 'Dana' } }),
	modern('tools/call', { name: 'test_simple_text' }),
	modern('tools/call', { name: 'test_x_mcp_header', arguments: { level: 1 } }),
	modern('tools/call', { name: 'slow_compute', arguments: { seconds: 0 } }, TASKS),
	modern('tools/call', {
		name: 'test_input_required_result_elicitation',
		arguments: {},
		inputResponses: answered,
		requestState: 'e30.AAAA',
	}),
	modern('resources/read', { uri: 'test://template/1/data' }),
	legacy('tools/call', { name: 'greet', arguments: { name: 'Dana' } }),
	legacy('tools/call', { name: 'test_error_handling', arguments: {} }),
];

/** A call of a tool that is not among the fixtures. */
export const toolCall = (name: string, values: object): Message =>
	modern('tools/call', { name, arguments: values });

export const resourceRead = (uri: string): Message => modern('resources/read', { uri });

const SLOW = { name: 'slow_compute', arguments: { seconds: 0.2, label: 'slow' } };

/** A call that takes a fifth of a second, so that a second one can meet it under way. */
export const SLOW_CALL = modern('tools/call', SLOW);

/** The same of a client with a session. */
export function slowCallIn(session: string): Message {
	const { headers, body } = legacy('tools/call', SLOW);
	return { headers: { ...headers, 'Mcp-Session-Id': session }, body };
}

export const INITIALIZE = legacy('initialize', {
	protocolVersion: LEGACY,
	capabilities: {},
	clientInfo: { name: 'fuzz', version: '1.0.0' },
});

/** A stream that stays open. */
export const LISTEN = modern('subscriptions/listen', { notifications: { toolsListChanged: true } });
