import { GtmCrmChangeTrigger } from '../../../nodes/GtmCrmChangeTrigger/GtmCrmChangeTrigger.node';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import { vendors } from '../../../src/gtm/vendors/registry';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { eventually } from '../harness/eventually';
import { publishTrigger } from '../harness/published-trigger';

jest.setTimeout(60_000);

/** How somebody makes a person and deletes them again, in the vendor's own words. */
const WAYS = {
	pipedrive: {
		headers: { 'x-api-token': 'sandbox-pipedrive' },
		path: '/api/v2/persons',
		body: { name: 'Noor Instant', emails: [{ value: 'noor@instant.example', primary: true }] },
		idOf: ({ data }: { data: { id: number } }) => String(data.id),
	},
	attio: {
		headers: { authorization: 'Bearer sandbox-attio' },
		path: '/v2/objects/people/records',
		body: {
			data: {
				values: {
					name: [{ first_name: 'Noor', last_name: 'Instant', full_name: 'Noor Instant' }],
					email_addresses: ['noor@instant.example'],
				},
			},
		},
		idOf: ({ data }: { data: { id: { record_id: string } } }) => data.id.record_id,
	},
} as const;

type Vendor = keyof typeof WAYS;

let sandbox: OpenSandbox;
let trigger: Awaited<ReturnType<typeof publishTrigger>> | undefined;

beforeEach(async () => {
	sandbox = await openSandbox({ settings: { limits: 'off' } });
});

afterEach(async () => {
	await trigger?.deactivate();
	await trigger?.close();
	trigger = undefined;
	await sandbox.close();
});

async function publish(vendor: string, what = 'contact') {
	const made = await publishTrigger(new GtmCrmChangeTrigger(), {
		parameters: { vendor, authentication: 'apiKey', what, instant: true, filters: {} },
		credentials: sandboxCredentials(sandbox.url),
		credentialTypes,
	});
	trigger = made;
	await made.activate();
	return made;
}

async function create(vendor: Vendor): Promise<string> {
	const { headers, path, body, idOf } = WAYS[vendor];
	const response = await fetch(`${sandbox.url}/${vendor}${path}`, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(response.ok).toBe(true);
	return idOf((await response.json()) as never);
}

async function remove(vendor: Vendor, id: string): Promise<void> {
	const { headers, path } = WAYS[vendor];
	await fetch(`${sandbox.url}/${vendor}${path}/${id}`, { method: 'DELETE', headers });
}

const instant = vendors.crm.filter(({ hook }) => hook).map(({ profile }) => profile.id);

it('offers itself for the CRMs whose API registers webhooks', () => {
	expect(instant.toSorted()).toEqual(Object.keys(WAYS).toSorted());
});

describe.each(Object.keys(WAYS) as Vendor[])('with %s', (vendor) => {
	it('starts at once with a record that is made, once, though the vendor delivers twice', async () => {
		sandbox.sandbox.settings.deliveries = 'doubled';
		const { started, poll } = await publish(vendor);
		const id = await create(vendor);
		await eventually(() => expect(started).toHaveLength(1));
		expect(started[0]).toMatchObject({ change: 'created', vendor, what: 'contact', id });
		await sandbox.sandbox.deliveries.settled();
		await poll();
		expect(started).toHaveLength(1);
	});

	it('catches up with a lost delivery at the next poll', async () => {
		const { started, poll } = await publish(vendor);
		sandbox.sandbox.settings.deliveries = 'lost';
		await create(vendor);
		expect(started).toEqual([]);
		await poll();
		expect(started).toMatchObject([{ change: 'created', vendor }]);
	});

	it('refuses a delivery that is not signed', async () => {
		const { url } = await publish(vendor);
		const body = JSON.stringify({ meta: { action: 'delete', entity: 'person', entity_id: '1' } });
		expect((await fetch(url(), { method: 'POST', body })).status).toBe(401);
	});

	it('removes what it registered when the workflow is unpublished', async () => {
		const { deactivate } = await publish(vendor);
		await deactivate();
		await create(vendor);
		await sandbox.sandbox.deliveries.settled();
		expect(sandbox.sandbox.deliveries.list()).toEqual([]);
	});

	it('hears of other kinds of record, and starts with none of them', async () => {
		const { started, poll } = await publish(vendor, 'company');
		await create(vendor);
		await sandbox.sandbox.deliveries.settled();
		await poll();
		expect(sandbox.sandbox.deliveries.list()).toEqual([]);
		expect(started).toEqual([]);
	});
});

it('tells of a person who was deleted in Pipedrive, which no list of it does', async () => {
	const { started, poll } = await publish('pipedrive');
	sandbox.sandbox.settings.deliveries = 'doubled';
	const id = await create('pipedrive');
	await remove('pipedrive', id);
	await eventually(() => expect(started.map(({ change }) => change)).toContain('deleted'));
	await sandbox.sandbox.deliveries.settled();
	await poll();
	expect(started.filter(({ change }) => change === 'deleted')).toMatchObject([
		{ vendor: 'pipedrive', what: 'contact', id },
	]);
});

it('registers nothing for records of which the vendor tells nothing', async () => {
	await expect(publish('pipedrive', 'activity')).rejects.toThrow(
		/cannot say which of these changed/,
	);
	expect(
		sandbox.sandbox.log.list().filter(({ method, url }) => method === 'POST' && /hook/.test(url)),
	).toEqual([]);
});

it('only polls HubSpot, whose webhooks are those of an app', async () => {
	const { kept } = await publish('hubspot');
	expect(Object.values(kept())[0]).not.toHaveProperty('hooks');
});
