import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer without any stickiness. */
export interface RoundRobin {
	url: string;
	/** Where the next requests go, in turn. */
	targets: string[];
	close(): Promise<void>;
}

/**
 * Sends each request to the next target, whoever it comes from. A request that no target takes is
 * answered with 502; one that may have arrived is never sent again.
 */
export async function startRoundRobin(targets: readonly string[]): Promise<RoundRobin> {
	// A kept connection may be closed by the other end just when it is used again.
	const agent = new Agent({ keepAlive: false });
	let turn = 0;
	const pool = { targets: [...targets] };
	const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const target = pool.targets[turn++ % pool.targets.length];
		const { method, headers } = incoming;
		const onward = request(`${target}${incoming.url}`, { agent, method, headers });
		onward.once('response', (response) => {
			outgoing.writeHead(response.statusCode ?? 502, response.headers);
			outgoing.flushHeaders();
			response.pipe(outgoing);
			response.once('error', () => outgoing.destroy());
		});
		onward.once('error', () => {
			if (outgoing.headersSent) outgoing.destroy();
			else outgoing.writeHead(502).end();
		});
		outgoing.once('close', () => onward.destroy());
		incoming.pipe(onward);
	};
	const server = createServer({ requestTimeout: 0 }, pass);
	server.unref();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return Object.assign(pool, {
		url: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			server.close();
			agent.destroy();
			await once(server, 'close');
		},
	});
}
