import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { GtmCrmChangeTrigger } from '../../../nodes/GtmCrmChangeTrigger/GtmCrmChangeTrigger.node';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import { listChanges } from '../../../src/gtm/operations/crm/list-changes';
import { inputOf } from '../../../src/gtm/operations/operation';
import { vendors } from '../../../src/gtm/vendors/registry';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { toLoadOptionsContext } from '../harness/load-options';
import { toPoller } from '../harness/poll';

jest.setTimeout(30_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
	Object.assign(sandbox.sandbox.settings, { indexLagMs: 0 });
});

afterEach(async () => {
	await sandbox.close();
});

const node = new GtmCrmChangeTrigger();

const open = (mode?: 'manual') =>
	toPoller(node, mode, { credentials: sandboxCredentials(sandbox.url), credentialTypes });

const namesIn = async (parameters: INodeParameters) => {
	const context = toLoadOptionsContext(
		node,
		{ authentication: 'apiKey', ...parameters },
		sandboxCredentials(sandbox.url),
		credentialTypes,
	);
	return await node.methods.loadOptions.getLists.call(context);
};

const watching = (vendor: string, what: string, filters: INodeParameters): INodeParameters => ({
	vendor,
	authentication: 'apiKey',
	what,
	filters,
});

const idsOf = (items: INodeExecutionData[][] | null) => items?.[0]?.map(({ json }) => json.id);

async function send(token: string, method: string, path: string, body?: unknown): Promise<unknown> {
	const answer = await fetch(`${sandbox.url}${path}`, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	expect(answer.ok).toBe(true);
	const text = await answer.text();
	return text === '' ? undefined : JSON.parse(text);
}

describe('contacts of HubSpot that are on a list', () => {
	const inHubspot = async (method: string, path: string, body?: unknown) =>
		await send('pat-sandbox-hubspot', method, `/hubspot/crm${path}`, body);
	const CONTACTS = '/objects/2026-09/contacts';
	const create = async (email: string) =>
		String(((await inHubspot('POST', CONTACTS, { properties: { email } })) as { id: string }).id);
	const put = async (list: string, id: string) =>
		await inHubspot('PUT', `/lists/2026-09/${list}/memberships/add`, [id]);
	const onFirst = (more: INodeParameters = {}) =>
		watching('hubspot', 'contact', { lists: ['501'], ...more });

	it('start the workflow, and others do not', async () => {
		const poll = open();
		await poll(onFirst());
		const on = await create('on@lists-run.example');
		const other = await create('other@lists-run.example');
		await create('none@lists-run.example');
		await put('501', on);
		await put('502', other);
		expect(idsOf(await poll(onFirst()))).toEqual([on]);
		expect(await poll(onFirst())).toBeNull();
	});

	it('count when they are on one of several lists', async () => {
		const poll = open();
		const either = watching('hubspot', 'contact', { lists: ['501', '502'] });
		await poll(either);
		const first = await create('first@lists-run.example');
		const second = await create('second@lists-run.example');
		await put('501', first);
		await put('502', second);
		expect(idsOf(await poll(either))?.toSorted()).toEqual([first, second].toSorted());
	});

	it('come also when they are deleted, whatever list they were on', async () => {
		const poll = open();
		await poll(onFirst());
		const id = await create('gone@lists-run.example');
		expect(await poll(onFirst())).toBeNull();
		await inHubspot('DELETE', `${CONTACTS}/${id}`);
		expect(idsOf(await poll(onFirst()))).toEqual([id]);
	});

	it('are not lost while the lists cannot be read', async () => {
		const poll = open();
		await poll(onFirst());
		const id = await create('later@lists-run.example');
		await put('501', id);
		const path = '/crm/lists/2026-09/records/memberships/batch/read';
		sandbox.sandbox.setFault({ vendor: 'hubspot', kind: 'blocked', route: `POST ${path}` });
		await expect(poll(onFirst())).rejects.toThrow(/HubSpot/);
		sandbox.sandbox.faults.clear();
		expect(idsOf(await poll(onFirst()))).toEqual([id]);
	});

	it('are shown in the editor, however many others changed before them', async () => {
		for (let at = 0; at < 12; at++) await create(`other-${at}@lists-run.example`);
		const id = await create('on@lists-run.example');
		await put('501', id);
		expect(idsOf(await open('manual')(onFirst()))).toEqual([id]);
	});

	it('are refused where there is no such list, as after another vendor was chosen', async () => {
		const unknown = watching('hubspot', 'contact', { lists: ['504'] });
		const message =
			/^List Names or IDs: "504" is not a list of contact records in HubSpot. Use one of .*Hand over to sales \(502\)/;
		await expect(open()(unknown)).rejects.toThrow(message);
		await expect(open('manual')(unknown)).rejects.toThrow(message);
	});

	it('are chosen from the lists of the account that hold such records', async () => {
		expect(await namesIn({ vendor: 'hubspot', what: 'contact' })).toEqual([
			{ name: 'All customers', value: '503' },
			{ name: 'Hand over to sales', value: '502' },
			{ name: 'Start onboarding workflow', value: '501' },
		]);
		expect(await namesIn({ vendor: 'hubspot', what: 'company' })).toEqual([
			{ name: 'Target accounts', value: '504' },
		]);
	});
});

describe('records of Attio that are on a list', () => {
	const inAttio = async (method: string, path: string, body?: unknown) =>
		await send('sandbox-attio', method, `/attio/v2${path}`, body);

	it('start the workflow, by the list that the editor offers', async () => {
		const lists = await namesIn({ vendor: 'attio', what: 'contact' });
		expect(lists.length).toBeGreaterThan(0);
		const list = String(lists[0]?.value);
		const poll = open();
		const onList = watching('attio', 'contact', { lists: [list] });
		await poll(onList);
		const create = async (email: string) => {
			const values = { email_addresses: [email] };
			const made = await inAttio('POST', '/objects/people/records', { data: { values } });
			return (made as { data: { id: { record_id: string } } }).data.id.record_id;
		};
		const on = await create('on@lists-run.example');
		await create('off@lists-run.example');
		await inAttio('PUT', `/lists/${list}/entries`, {
			data: { parent_object: 'people', parent_record_id: on, entry_values: {} },
		});
		expect(idsOf(await poll(onList))).toEqual([on]);
	});

	it('are read by the slug of the list too', async () => {
		expect(await open()(watching('attio', 'contact', { lists: ['outbound_queue'] }))).toBeNull();
	});
});

it('lists that the vendor or the kind of record does not have are refused by name', async () => {
	const lists = ['501'];
	expect(() => inputOf(listChanges, { what: 'activity', lists })).toThrow(
		/lists hold no activities/,
	);
	const without = vendors.crm.find((vendor) => !vendor.lists);
	const ports = { vendor: without, client: { provider: without?.profile.id } };
	// Also where a reading goes on: all there is would pass for what is on the list.
	for (const from of [{}, { cursor: 'of the last reading' }]) {
		const input = inputOf(listChanges, { what: 'contact', lists, ...from });
		expect(await listChanges.run(ports as never, input)).toMatchObject({
			status: 'invalid',
			reason: { message: expect.stringContaining('does not say which records') as string },
		});
	}
});
