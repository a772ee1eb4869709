import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { GtmCrmChangeTrigger } from '../../../nodes/GtmCrmChangeTrigger/GtmCrmChangeTrigger.node';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { toPoller } from '../harness/poll';

jest.setTimeout(30_000);

const KEY = { authorization: 'Bearer pat-sandbox-hubspot', 'content-type': 'application/json' };
const CONTACTS = '/crm/objects/2026-09/contacts';

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
	Object.assign(sandbox.sandbox.settings, { indexLagMs: 0 });
});

afterEach(async () => {
	await sandbox.close();
});

const open = (mode?: 'manual') =>
	toPoller(new GtmCrmChangeTrigger(), mode, {
		credentials: sandboxCredentials(sandbox.url),
		credentialTypes,
	});

const contacts = (filters: INodeParameters = {}): INodeParameters => ({
	vendor: 'hubspot',
	authentication: 'apiKey',
	what: 'contact',
	filters,
});

const jsonOf = (items: INodeExecutionData[][] | null) => items?.[0]?.map(({ json }) => json);

/** What somebody does in HubSpot. */
async function inHubspot(method: string, path: string, body?: object): Promise<string> {
	const answer = await fetch(`${sandbox.url}/hubspot${path}`, {
		method,
		headers: KEY,
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	return text === '' ? '' : String((JSON.parse(text) as { id: string }).id);
}

const create = async (email: string) =>
	await inHubspot('POST', CONTACTS, { properties: { email } });

it('notes at first where the CRM is, then tells each change once', async () => {
	const poll = open();
	expect(await poll(contacts())).toBeNull();
	const id = await create('noor@trigger-run.example');
	expect(jsonOf(await poll(contacts()))).toMatchObject([
		{
			change: 'created',
			vendor: 'hubspot',
			what: 'contact',
			id,
			record: { email: 'noor@trigger-run.example' },
		},
	]);
	expect(await poll(contacts())).toBeNull();
	await inHubspot('DELETE', `${CONTACTS}/${id}`);
	expect(jsonOf(await poll(contacts()))).toMatchObject([{ change: 'deleted', id }]);
	expect(await poll(contacts())).toBeNull();
});

it('tells only the changes that fit the filters, and passes over the others for good', async () => {
	const poll = open();
	const deletions = contacts({ kinds: ['deleted'] });
	await poll(deletions);
	const id = await create('noor@trigger-run.example');
	expect(await poll(deletions)).toBeNull();
	expect(await poll(contacts())).toBeNull();
	await inHubspot('DELETE', `${CONTACTS}/${id}`);
	expect(jsonOf(await poll(deletions))).toMatchObject([{ change: 'deleted', id }]);
});

it('begins anew with another kind of record', async () => {
	const poll = open();
	await poll(contacts());
	await create('noor@trigger-run.example');
	expect(await poll({ ...contacts(), what: 'deal' })).toBeNull();
});

it('loses nothing while the vendor is down, and says what is wrong', async () => {
	const poll = open();
	await poll(contacts());
	const id = await create('noor@trigger-run.example');
	sandbox.sandbox.setFault({ vendor: 'hubspot', kind: 'blocked' });
	await expect(poll(contacts())).rejects.toThrow(/HubSpot/);
	sandbox.sandbox.faults.clear();
	expect(jsonOf(await poll(contacts()))).toMatchObject([{ change: 'created', id }]);
});

it('shows in the editor what changed lately, and keeps nothing', async () => {
	const poll = open('manual');
	const id = await create('noor@trigger-run.example');
	const shown = jsonOf(await poll(contacts()));
	expect(shown).toMatchObject([{ change: 'created', id }]);
	expect(jsonOf(await poll(contacts()))).toEqual(shown);
});

it('names a filter that does not fit by its label', async () => {
	const poll = open();
	await expect(poll(contacts({ stages: 'closedwon' }))).rejects.toThrow(/^Stage IDs are for deals/);
	await expect(poll(contacts({ changedFields: 'jobTitel' }))).rejects.toThrow(
		/^Changed Fields: "jobTitel" is not a contact field/,
	);
});
