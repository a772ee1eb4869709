import { StreamableHttpTransport } from '../../../../../../src/mcp/client/transport/streamable-http';

const json = (body: unknown) =>
	new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

/** A legacy server whose own stream opens when it is told to. */
function connect() {
	const stream = Promise.withResolvers<Response>();
	const transport = new StreamableHttpTransport({
		url: new URL('https://crm.example/mcp'),
		messageBytesMax: 10_000,
		async fetch(_url, init) {
			if (init?.method === 'GET') return await stream.promise;
			const { id } = JSON.parse(init?.body as string) as { id?: number };
			return id === undefined
				? new Response(null, { status: 202 })
				: json({ jsonrpc: '2.0', id, result: {} });
		},
	});
	return { transport, stream };
}

/** Shakes hands; resolves when the server may be sent a request. */
async function shakeHands(transport: StreamableHttpTransport, capabilities: object) {
	const params = {
		protocolVersion: '2025-11-25',
		capabilities,
		clientInfo: { name: 'c', version: '1' },
	};
	await transport.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params } as never);
	await transport.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
}

it('a server that may ask is sent nothing before it can be heard: what it asks sooner is lost', async () => {
	const { transport, stream } = connect();
	let isReady = false;
	const ready = shakeHands(transport, { elicitation: {} }).then(() => (isReady = true));
	await new Promise((turn) => setImmediate(turn));
	expect(isReady).toBe(false);
	stream.resolve(new Response(null, { status: 405 }));
	await ready;
	await transport.close();
});

it('a server that may ask nothing is not waited for', async () => {
	const { transport, stream } = connect();
	await shakeHands(transport, {});
	stream.resolve(new Response(null, { status: 405 }));
	await transport.close();
});
