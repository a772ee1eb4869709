import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

const CONNECT_TIMEOUT_MS = 500;
const LOOPBACKS = ['127.0.0.1', '::1'];

/** A port on 127.0.0.1 that is free now; another process may take it before it is used. */
export async function freePort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

function canListen(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

function answers(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host, port, timeout: CONNECT_TIMEOUT_MS });
		const finish = (result: boolean) => {
			socket.destroy();
			resolve(result);
		};
		socket.once('connect', () => finish(true));
		socket.once('timeout', () => finish(false));
		socket.once('error', () => finish(false));
	});
}

/**
 * Whether 127.0.0.1:port can be listened on and `localhost` leads nowhere else: some systems let
 * a second process listen beside one that listens on all addresses.
 */
export async function isPortFree(port: number): Promise<boolean> {
	const taken = await Promise.all(LOOPBACKS.map((host) => answers(host, port)));
	return !taken.includes(true) && (await canListen(port));
}
