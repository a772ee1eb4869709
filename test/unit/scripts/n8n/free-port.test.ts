import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { freePort, isPortFree } from '../../../../scripts/n8n/free-port.ts';

describe('a free port', () => {
	test('can be listened on', async () => {
		const port = await freePort();
		expect(port).toBeGreaterThan(0);
		expect(await isPortFree(port)).toBe(true);
	});

	test.each(['127.0.0.1', '0.0.0.0'])('is not one that someone listens on at %s', async (host) => {
		const server = createServer();
		server.listen(0, host);
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		expect(await isPortFree(port)).toBe(false);
		server.close();
		await once(server, 'close');
	});
});
