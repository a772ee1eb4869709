/** The revision that these requests speak. */
export const MODERN = '2026-07-28';

export const textOf = (result: unknown) =>
	((result as { content?: Array<{ text?: string }> }).content ?? [])
		.map(({ text }) => text ?? '')
		.join('\n');

/** One request of the modern era, as raw as a client can send it. */
export async function post(target: string, method: string, params: object, headers = {}) {
	const name = (params as { name?: string; uri?: string; taskId?: string }).name;
	const { uri, taskId } = params as { uri?: string; taskId?: string };
	const named = name ?? uri ?? taskId;
	return await fetch(target, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			accept: 'application/json, text/event-stream',
			'mcp-protocol-version': MODERN,
			'mcp-method': method,
			...(named === undefined ? {} : { 'mcp-name': named }),
			...headers,
		},
		body: JSON.stringify({
			jsonrpc: '2.0',
			id: 1,
			method,
			params: {
				...params,
				_meta: {
					'io.modelcontextprotocol/protocolVersion': MODERN,
					'io.modelcontextprotocol/clientCapabilities': {
						elicitation: {},
						extensions: { 'io.modelcontextprotocol/tasks': {} },
					},
					...(params as { _meta?: object })._meta,
				},
			},
		}),
	});
}

export const resultOf = async (response: Response) =>
	((await response.json()) as { result: Record<string, unknown> }).result;

/** An open `subscriptions/listen`: what arrives next, until it is stopped. */
export async function listen(target: string, notifications: object) {
	const stop = new AbortController();
	const response = await fetch(target, {
		method: 'POST',
		signal: stop.signal,
		headers: {
			'content-type': 'application/json',
			accept: 'application/json, text/event-stream',
			'mcp-protocol-version': MODERN,
			'mcp-method': 'subscriptions/listen',
		},
		body: JSON.stringify({
			jsonrpc: '2.0',
			id: 'sub',
			method: 'subscriptions/listen',
			params: {
				notifications,
				_meta: {
					'io.modelcontextprotocol/protocolVersion': MODERN,
					'io.modelcontextprotocol/clientCapabilities': {},
				},
			},
		}),
	});
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	return {
		next: async () => new TextDecoder().decode((await reader.read()).value),
		stop: () => stop.abort(),
	};
}
