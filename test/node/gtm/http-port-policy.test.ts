// n8n reads its network policy when it is first asked for: in a file, so in a process, of its own.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SendingRefused } from '../../../src/gtm/http/http-port';
import { send } from './send';

it.each([false, true])(
	'a host that the policy of the instance forbids is not asked, in a read: %s',
	async (isRead) => {
		let asked = 0;
		const server = createServer((_request, response) => {
			asked += 1;
			response.end();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const { answer } = await send({
			request: { url: `http://127.0.0.1:${port}/contacts`, isRead },
		});
		await new Promise((resolve) => server.close(resolve));
		expect(answer).toBeInstanceOf(SendingRefused);
		expect(answer).toMatchObject({ code: 'host_not_allowed' });
		expect(asked).toBe(0);
	},
);
