import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import type { CredentialFields } from '../../../sandbox/credentials.ts';
import { SESSION } from '../../../sandbox/vendors/salesforce/login-routes.ts';

let sandbox: OpenSandbox;
/** Of each test another app, because the process remembers sessions. */
let app = 0;

beforeEach(async () => {
	app += 1;
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

interface Run extends Pick<GtmRun, 'items' | 'parameters'> {
	credential?: CredentialFields;
}

/** The node with a connected app's credential. */
const run = async ({ credential, ...what }: Run) =>
	await runGtmNode(sandbox, {
		type: 'gtmCrm',
		credentials: { gtmSalesforceApi: { clientId: `app-${app}`, ...credential } },
		...what,
		parameters: { vendor: 'salesforce', ...what.parameters },
	});

const getByEmail: INodeParameters = {
	resource: 'contact',
	operation: 'get',
	record: { __rl: true, mode: 'email', value: '={{ $json.email }}' },
};

const logins = () =>
	sandbox.sandbox.log.list().filter(({ url }) => url.endsWith('/services/oauth2/token'));

test('logs in once for many items, and reads each in canonical words', async () => {
	const { people } = sandbox.sandbox.world;
	const items = people.slice(0, 5).map(({ email }) => ({ email }));
	const { items: output } = await run({ parameters: getByEmail, items });
	expect(output.map(({ record }) => (record as IDataObject).email)).toEqual(
		items.map(({ email }) => email),
	);
	expect(logins()).toHaveLength(1);
});

test('uses the session that n8n kept', async () => {
	const { person } = sandbox.sandbox.world.examples;
	const { items } = await run({
		parameters: getByEmail,
		items: [{ email: person.email }],
		credential: { sessionToken: SESSION },
	});
	expect(items[0]).toMatchObject({ status: 'found', provider: 'salesforce' });
	expect(logins()).toHaveLength(0);
});

test('logs in again when the session has ended', async () => {
	const { person } = sandbox.sandbox.world.examples;
	const { items } = await run({
		parameters: getByEmail,
		items: [{ email: person.email }],
		credential: { sessionToken: 'ended' },
	});
	expect(items[0]).toMatchObject({ status: 'found' });
	expect(logins()).toHaveLength(1);
});

test('a wrong secret is an outcome that says so, and shows no secret', async () => {
	const finished = await run({
		parameters: getByEmail,
		items: [{ email: 'a@b.example' }],
		credential: { clientSecret: 'wrong-secret-of-the-app' },
	});
	const shown = JSON.stringify([finished.items, finished.error]);
	expect(shown).toMatch(/invalid client credentials/);
	expect(shown).not.toContain('wrong-secret-of-the-app');
});

test('upserts a contact, and says unchanged the second time', async () => {
	const parameters = {
		resource: 'contact',
		operation: 'upsert',
		inputMode: 'json',
		json: JSON.stringify({ email: 'new@person.example', lastName: "O'Brien" }),
	};
	const first = await run({ parameters });
	const second = await run({ parameters });
	expect([first, second].map(({ items }) => items[0]?.status)).toEqual(['created', 'unchanged']);
});
