import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server that can be cut: what lies behind it is gone, for everybody who comes through it. */
export interface Gate {
	port: number;
	/** Ends all connections and takes no new ones. */
	shut(): Promise<void>;
	open(): Promise<void>;
}

/** Opens a port of this machine that leads to `target`. */
export async function openGate(target: { host: string; port: number }): Promise<Gate> {
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		// A connection that ends in the middle is what a gate is for.
		socket.on('error', () => socket.destroy());
	};
	const server = createServer((inner) => {
		const outer = connect(target);
		keep(inner);
		keep(outer);
		inner.setNoDelay(true);
		outer.setNoDelay(true);
		inner.pipe(outer).pipe(inner);
		inner.once('close', () => outer.destroy());
		outer.once('close', () => inner.destroy());
	});
	server.unref();
	const listen = async (port: number) => {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	};
	await listen(0);
	const { port } = server.address() as AddressInfo;
	return {
		port,
		async shut() {
			server.close();
			for (const socket of sockets) socket.destroy();
			await once(server, 'close');
		},
		open: async () => await listen(port),
	};
}
