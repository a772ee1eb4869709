import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDatabase } from '../../../../../../src/base/database/open-store';
import {
	createGrantTable,
	SIGN_INS,
	type SignInSchema,
} from '../../../../../../src/mcp/authorization/grant-table';
import { gtmProcess } from '../../../../../../src/n8n/gtm/gtm-process';
import { STORE_VARIABLE, storePlace } from '../../../../../../src/n8n/gtm/store-place';
import { openSignIns } from '../../../../../../src/n8n/server/sign-in-store';
import { describeOnPostgres, POSTGRES_URL } from '../../../base/database/on-every-backend';

const grant = {
	id: 'g1',
	resource: 'https://mcp.example.com/gtm',
	keyDigest: 'digest',
	clientId: 'client',
	clientName: 'Claude',
	scopes: [],
	generation: 0,
	createdAt: 1,
	expiresAt: 1_000,
};

describeOnPostgres(
	'sign-ins of an n8n whose GTM nodes share a PostgreSQL database',
	({ place }) => {
		it('are known on every host that has the same database', async () => {
			const here = place();
			if (!('postgres' in here)) throw new RangeError('The test needs a schema of its own');
			const url = new URL(POSTGRES_URL);
			url.searchParams.set('schema', here.postgres.schema ?? '');
			const env = { [STORE_VARIABLE]: url.href };
			await (await openSignIns(env)).add(grant);
			// Another host opens the same place by itself.
			const other = await openDatabase<SignInSchema>(here, SIGN_INS);
			expect(await createGrantTable(other).find('g1', 10)).toEqual(grant);
			await other.close();
			await (await gtmProcess().stores(storePlace(env))).close();
		});
	},
);

it("sign-ins of an n8n without one are in a file beside n8n's data", async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'gtm-sign-ins-'));
	const grants = await openSignIns({ N8N_USER_FOLDER: folder });
	await grants.add(grant);
	expect(await grants.find('g1', 10)).toEqual(grant);
	expect(existsSync(path.join(folder, '.n8n', 'gtm-mcp', 'sign-ins.sqlite'))).toBe(true);
	rmSync(folder, { recursive: true, force: true });
});
