import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createProcessStores } from '../../../../../src/n8n/gtm/process-stores';
import { storePlace } from '../../../../../src/n8n/gtm/store-place';

describe('The store of an n8n', () => {
	it('is a file in its data folder', () => {
		expect(storePlace({ N8N_USER_FOLDER: '/data' })).toEqual({
			sqlite: path.join('/data', '.n8n', 'gtm-mcp', 'store.sqlite'),
		});
	});

	it('is the PostgreSQL database that GTM_MCP_STORE names', () => {
		const env = { GTM_MCP_STORE: 'postgres://n8n:hunter2@db.acme.com/crm?schema=gtm_acme' };
		expect(storePlace(env)).toEqual({
			postgres: {
				host: 'db.acme.com',
				database: 'crm',
				user: 'n8n',
				password: 'hunter2',
				schema: 'gtm_acme',
			},
		});
	});

	it('cannot be something else, which is said without the password', () => {
		const read = () => storePlace({ GTM_MCP_STORE: 'mysql://n8n:hunter2@db/crm' });
		expect(read).toThrow(
			'The environment variable GTM_MCP_STORE must be a URL such as postgres://user:password@host:5432/database',
		);
		expect(read).not.toThrow('hunter2');
	});
});

describe('The stores of a process', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-stores-'));
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('are opened once for each place', async () => {
		const stores = createProcessStores();
		const [one, other] = ['one.sqlite', 'other.sqlite'].map((name) => ({
			sqlite: path.join(folder, name),
		}));
		if (!one || !other) throw new Error('no places');
		const [first, again, second] = await Promise.all([stores(one), stores(one), stores(other)]);
		expect(again).toBe(first);
		expect(second).not.toBe(first);
		await first.close();
		await second.close();
	});

	it('are opened again by the next one who asks, if it could not be done', async () => {
		const stores = createProcessStores();
		const inTheWay = path.join(folder, 'gtm-mcp');
		writeFileSync(inTheWay, 'a file where a folder should be');
		const place = { sqlite: path.join(inTheWay, 'store.sqlite') };
		await expect(stores(place)).rejects.toThrow('cannot be opened');
		rmSync(inTheWay);
		await (await stores(place)).close();
	});
});
