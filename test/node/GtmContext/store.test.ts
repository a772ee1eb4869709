import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ICredentialType, INodeParameters } from 'n8n-workflow';

import { GtmContextPostgresApi } from '../../../credentials/GtmContextPostgresApi.credentials';
import { GtmContext } from '../../../nodes/GtmContext/GtmContext.node';
import { STORE_CREDENTIAL } from '../../../src/n8n/context/store-credential';
import { GTM_PROCESS, gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { storeFolder, storePlace, STORE_VARIABLE } from '../../../src/n8n/gtm/store-place';
import { describeOnPostgres } from '../../unit/src/base/database/on-every-backend';
import { runWorkflow } from '../harness/run-workflow';
import { useContextFolder } from './context-folder';

const PASSWORD = 'hunter2-of-the-store';

useContextFolder();

/** Each goes through a dozen tables of a server. */
jest.setTimeout(120_000);

beforeEach(() => {
	process.env.N8N_ENCRYPTION_KEY = 'the key of a test';
	delete (globalThis as Record<symbol, unknown>)[GTM_PROCESS];
});

afterEach(async () => {
	await gtmProcess().ledger().close();
	delete (globalThis as Record<symbol, unknown>)[GTM_PROCESS];
	delete process.env.N8N_ENCRYPTION_KEY;
	delete process.env[STORE_VARIABLE];
});

describeOnPostgres('The store that GTM Context chooses', ({ place }) => {
	async function run(parameters: INodeParameters, change: Record<string, unknown> = {}) {
		const at = place();
		if (!('postgres' in at)) throw new Error('no server');
		const { host, port = 5432, database, user, schema = 'gtm' } = at.postgres;
		const data = { connectBy: 'fields', host, port, database, user, schema, ssl: 'disable' };
		const finished = await runWorkflow(
			{
				nodes: [
					{
						name: 'Node',
						type: 'test.gtmContext',
						parameters: { options: {}, ...parameters },
						credentials: { [STORE_CREDENTIAL]: { id: 'store', name: 'store' } },
					},
				],
				connections: {},
			},
			{
				nodeTypes: [new GtmContext()],
				credentialTypes: [new GtmContextPostgresApi()] satisfies ICredentialType[],
				credentials: { [STORE_CREDENTIAL]: { ...data, password: PASSWORD, ...change } },
				startItems: [{ json: {} }],
			},
		);
		return { item: finished.output('Node')[0]?.json, error: finished.run.data.resultData.error };
	}

	const dana = { findBy: 'email', value: 'dana@acme.com' };
	const record = {
		resource: 'fact',
		operation: 'record',
		source: 'form',
		facts: '{ "title": "CTO" }',
		...dana,
	};
	const context = { resource: 'prospect', operation: 'getContext', ...dana };
	const useDatabase = { resource: 'store', operation: 'useDatabase', store: 'postgres' };

	it('has what was known before, and is the one of all nodes from then on', async () => {
		await run(record);
		const { item } = await run({ ...useDatabase, moves: true });
		expect(item).toMatchObject({ status: 'updated' });
		expect(item?.movedRows).toBeGreaterThan(0);
		expect(storePlace(process.env)).toMatchObject({ postgres: { schema: expect.any(String) } });
		expect((await run(context)).item).toMatchObject({
			status: 'resolved',
			contact: { facts: { title: { value: 'CTO' } } },
		});
		expect((await run({ ...useDatabase, moves: true })).item).toMatchObject({
			status: 'unchanged',
		});
		await run({ ...useDatabase, store: 'file' });
		expect(storePlace(process.env)).toHaveProperty('sqlite');
	});

	it('keeps its password readable by nobody', async () => {
		await run({ ...useDatabase, moves: false });
		const file = path.join(storeFolder(process.env), 'chosen-store.json');
		expect(readFileSync(file, 'utf8')).not.toContain(PASSWORD);
		process.env.N8N_ENCRYPTION_KEY = 'another key';
		expect(() => storePlace(process.env)).toThrow('cannot be read with the encryption key');
	});

	it('stays as it is where the database cannot be reached, and the error has no password', async () => {
		const { error } = await run({ ...useDatabase, moves: true }, { database: 'no_such_database' });
		expect(error?.message).toContain('no such database');
		expect(JSON.stringify(error)).not.toContain(PASSWORD);
		expect(storePlace(process.env)).toHaveProperty('sqlite');
	});

	it('is not chosen where the environment says which one it is', async () => {
		process.env[STORE_VARIABLE] = 'postgres://gtm@db.acme.com/crm';
		const { error } = await run({ ...useDatabase, moves: true });
		expect(error?.message).toContain(`${STORE_VARIABLE} says which store this n8n uses`);
	});
});
