import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Mount } from '../../../../../src/mcp/server/listener';
import { SharedListeners } from '../../../../../src/n8n/server/shared-listeners';

const HOST = '127.0.0.1';

const mountThat = (says: string): Mount => ({
	serve: async (_request, response) => {
		response.end(says);
	},
	guard: () => undefined,
	allowOrigin: () => undefined,
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

const ask = async (port: number, path: string) =>
	await (await fetch(`http://${HOST}:${port}${path}`, { method: 'POST', body: '{}' })).text();

describe('triggers that name the same host and port', () => {
	it('share it by path, until the last of them is gone', async () => {
		const listeners = new SharedListeners();
		const port = await freePort();
		const [releaseA, releaseB] = await Promise.all([
			listeners.mount(HOST, port, '/a', mountThat('A')),
			listeners.mount(HOST, port, '/b', mountThat('B')),
		]);
		expect([await ask(port, '/a'), await ask(port, '/b')]).toEqual(['A', 'B']);
		releaseA();
		expect(await ask(port, '/b')).toBe('B');
		releaseB();
		await expect(ask(port, '/b')).rejects.toThrow();
		const releaseAgain = await listeners.mount(HOST, port, '/a', mountThat('again'));
		expect(await ask(port, '/a')).toBe('again');
		releaseAgain();
	});

	it('do not lose what another has opened when one of them cannot have the port', async () => {
		const taken = createServer();
		const port = await freePort();
		await new Promise<void>((resolve) => taken.listen(port, HOST, resolve));
		const listeners = new SharedListeners();
		const refused = listeners.mount(HOST, port, '/a', mountThat('A'));
		await expect(refused).rejects.toThrow('EADDRINUSE');
		await new Promise((resolve) => taken.close(resolve));
		const release = await listeners.mount(HOST, port, '/a', mountThat('A'));
		const releaseB = await listeners.mount(HOST, port, '/b', mountThat('B'));
		expect(await ask(port, '/b')).toBe('B');
		release();
		releaseB();
	});

	it('cannot have the same path, and the first keeps it', async () => {
		const listeners = new SharedListeners();
		const port = await freePort();
		const release = await listeners.mount(HOST, port, '/a', mountThat('A'));
		const second = listeners.mount(HOST, port, '/a', mountThat('B'));
		await expect(second).rejects.toThrow('another trigger already uses /a');
		expect(await ask(port, '/a')).toBe('A');
		release();
	});

	it('can try again when the port was taken', async () => {
		const listeners = new SharedListeners();
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, HOST, resolve));
		const { port } = other.address() as AddressInfo;
		await expect(listeners.mount(HOST, port, '/a', mountThat('A'))).rejects.toThrow('EADDRINUSE');
		await new Promise((resolve) => other.close(resolve));
		const release = await listeners.mount(HOST, port, '/a', mountThat('A'));
		release();
	});
});
