import { createServer, type AddressInfo, type Socket } from 'node:net';

/** An address at which nobody listens: connections are refused. */
export async function refusingUrl(): Promise<string> {
	const server = createServer();
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	await new Promise((closed) => server.close(closed));
	return `http://127.0.0.1:${port}/mcp`;
}

export interface RawPeer {
	url: string;
	/** TCP connections that were made. */
	accepted(): number;
	close(): Promise<void>;
}

/**
 * A port that never speaks HTTP. `reset` breaks each connection before it reads anything, `mute`
 * takes connections and says nothing, `noise` answers with bytes that are no HTTP.
 */
export async function startRawPeer(behaviour: 'mute' | 'noise' | 'reset'): Promise<RawPeer> {
	const sockets = new Set<Socket>();
	let accepted = 0;
	const server = createServer((socket) => {
		accepted += 1;
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		if (behaviour === 'reset') socket.resetAndDestroy();
		if (behaviour === 'noise') socket.end('\u0000\u0001 this is no HTTP\r\n\r\n');
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
		accepted: () => accepted,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((closed) => server.close(closed));
		},
	};
}
