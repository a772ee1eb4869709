import type { INodeParameters } from 'n8n-workflow';

import { GtmSequencerChangeTrigger } from '../../../nodes/GtmSequencerChangeTrigger/GtmSequencerChangeTrigger.node';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import { vendors } from '../../../src/gtm/vendors/registry';
import { CONTEXT_VARIABLE } from '../../../src/n8n/context/graph-switch';
import { contextGraph } from '../../../src/n8n/context/process-graph';
import { processLedger } from '../../../src/n8n/context/process-ledger';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { eventually } from '../harness/eventually';
import { publishTrigger } from '../harness/published-trigger';
import { useContextFolder } from '../GtmContext/context-folder';

jest.setTimeout(60_000);

useContextFolder();

const instant = vendors.sequencer.filter(({ hook }) => hook).map(({ profile }) => profile.id);

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

async function publish(parameters: INodeParameters) {
	const made = await publishTrigger(new GtmSequencerChangeTrigger(), {
		parameters: { authentication: 'apiKey', instant: true, filters: {}, ...parameters },
		credentials: sandboxCredentials(sandbox.url),
		credentialTypes,
	});
	trigger = made;
	await made.activate();
	return made;
}

const happens = (vendor: string, type: 'opened' | 'replied' | 'unsubscribed') =>
	sandbox.sandbox.happen(vendor, { email: sandbox.sandbox.world.examples.enrolled.email, type });

const callsOf = (method: string, path: RegExp) =>
	sandbox.sandbox.log.list().filter((call) => call.method === method && path.test(call.url));

it('offers itself for every sequencer that can be asked to call', () => {
	expect(instant.toSorted()).toEqual(['instantly', 'lemlist', 'outreach', 'smartlead']);
});

describe.each(instant)('with %s', (vendor) => {
	const filters = { types: ['replied'] };

	it('starts at once when somebody replies, and never again with the same', async () => {
		const { started, poll } = await publish({ vendor, filters });
		const { email } = happens(vendor, 'replied');
		await eventually(() => expect(started).toHaveLength(1));
		expect(started[0]).toMatchObject({ vendor, type: 'replied', email });
		await poll();
		expect(started).toHaveLength(1);
	});

	it('starts once when the vendor delivers twice', async () => {
		sandbox.sandbox.settings.deliveries = 'doubled';
		const { started, poll } = await publish({ vendor, filters });
		happens(vendor, 'replied');
		await eventually(() => expect(started).toHaveLength(1));
		await sandbox.sandbox.deliveries.settled();
		await poll();
		expect(sandbox.sandbox.deliveries.list().map(({ status }) => status)).toEqual([200, 200]);
		expect(started).toHaveLength(1);
	});

	it('catches up with a lost delivery at the next poll', async () => {
		sandbox.sandbox.settings.deliveries = 'lost';
		const { started, poll } = await publish({ vendor, filters });
		happens(vendor, 'replied');
		expect(sandbox.sandbox.deliveries.list()).toMatchObject([{ lost: true }]);
		expect(started).toEqual([]);
		await poll();
		expect(started).toMatchObject([{ vendor, type: 'replied' }]);
	});

	it('removes what it registered when the workflow is unpublished', async () => {
		const { deactivate, kept } = await publish({ vendor, filters });
		expect(Object.values(kept())[0]).toHaveProperty('hooks.secret');
		await deactivate();
		happens(vendor, 'replied');
		await sandbox.sandbox.deliveries.settled();
		expect(sandbox.sandbox.deliveries.list()).toEqual([]);
		expect(Object.values(kept())[0]).not.toHaveProperty('hooks');
	});

	it('keeps its registration over a restart of n8n', async () => {
		const { started, activate, kept } = await publish({ vendor, filters });
		const registered = () => Object.values(kept())[0]?.hooks;
		const before = registered();
		await activate('init');
		expect(before).toBeDefined();
		expect(registered()).toEqual(before);
		happens(vendor, 'replied');
		await eventually(() => expect(started).toHaveLength(1));
	});

	it('refuses what the vendor did not send, and reads nothing because of it', async () => {
		const { url, kept } = await publish({ vendor, filters });
		const { secret } = (Object.values(kept())[0]?.hooks ?? {}) as { secret: string };
		const read = sandbox.sandbox.log.list().length;
		const forged = [
			{ body: '{}', headers: {} },
			{ body: JSON.stringify({ secret: 'x'.repeat(secret.length) }), headers: {} },
			{
				body: '{"data":{}}',
				headers: {
					'outreach-webhook-signature': 'a'.repeat(64),
					'attio-signature': 'a'.repeat(64),
					'x-gtm-secret': '',
					authorization: 'Basic bjhuOg==',
				},
			},
			{ body: 'no JSON', headers: {} },
		];
		for (const { body, headers } of forged) {
			const address = `${url()}?secret=undefined`;
			const { status } = await fetch(address, { method: 'POST', body, headers });
			expect(status).toBe(401);
		}
		const long = await fetch(url(), { method: 'POST', body: 'x'.repeat(1_000_001) });
		expect(long.status).toBe(413);
		expect(sandbox.sandbox.log.list()).toHaveLength(read);
	});
});

describe.each(['instantly', 'smartlead'])('with %s, which lists no unsubscribes', (vendor) => {
	it('starts with what only the webhook tells, once, though it comes twice and in another order', async () => {
		sandbox.sandbox.settings.deliveries = 'doubled';
		const { started, poll } = await publish({ vendor });
		const { email } = happens(vendor, 'unsubscribed');
		await eventually(() => expect(started.map(({ type }) => type)).toContain('unsubscribed'));
		sandbox.sandbox.settings.deliveries = 'swapped';
		happens(vendor, 'opened');
		happens(vendor, 'unsubscribed');
		await eventually(() => expect(started.map(({ type }) => type)).toContain('opened'));
		await sandbox.sandbox.deliveries.settled();
		await poll();
		const types = started.map(({ type }) => type);
		expect(types.filter((type) => type === 'opened')).toHaveLength(1);
		// Twice, at two moments: once delivered twice, once before the one that was due.
		expect(types.filter((type) => type === 'unsubscribed')).toHaveLength(2);
		expect(started.every((event) => event.email === email)).toBe(true);
	});
});

describe.each(['instantly', 'smartlead'])('an opt-out that %s only calls about', (vendor) => {
	const filters = { types: ['replied'] };
	const standing = async (email: string) => {
		const { suppression } = await (
			await contextGraph()
		).getContext({ subject: { type: 'contact', email } });
		return suppression.filter(({ source }) => source.startsWith(vendor));
	};

	it('is on the suppression list once, also where the filters let it not through', async () => {
		sandbox.sandbox.settings.deliveries = 'doubled';
		const { started } = await publish({ vendor, filters });
		const { email } = happens(vendor, 'unsubscribed');
		await sandbox.sandbox.deliveries.settled();
		expect(sandbox.sandbox.deliveries.list().map(({ status }) => status)).toEqual([200, 200]);
		expect(await standing(email)).toMatchObject([{ kind: 'email', reason: 'unsubscribed' }]);
		expect(started).toEqual([]);
	});
});

it('puts an opt-out that only a call tells of on the list also where the context graph is off', async () => {
	process.env[CONTEXT_VARIABLE] = 'off';
	try {
		await publish({ vendor: 'instantly', filters: { types: ['replied'] } });
		const { email } = happens('instantly', 'unsubscribed');
		await sandbox.sandbox.deliveries.settled();
		const standing = await processLedger().suppressions.find({ email });
		expect(standing).toMatchObject({ reason: 'unsubscribed', source: 'instantly' });
	} finally {
		delete process.env[CONTEXT_VARIABLE];
	}
});

it('registers nothing while it only polls', async () => {
	const { deactivate } = await publish({ vendor: 'lemlist', instant: false });
	await deactivate();
	expect(callsOf('POST', /hooks/)).toEqual([]);
	expect(callsOf('DELETE', /hooks/)).toEqual([]);
});

it('says why the vendor refused it, and that polling works without', async () => {
	sandbox.sandbox.setFault({ vendor: 'lemlist', kind: 'blocked', route: 'POST /api/hooks' });
	await expect(publish({ vendor: 'lemlist' })).rejects.toMatchObject({
		message: expect.stringContaining('lemlist') as string,
		description: expect.stringContaining('turn Instant off') as string,
	});
});

it('polls all the same when n8n starts while the vendor is down', async () => {
	const { started, activate } = await publish({ vendor: 'lemlist' });
	sandbox.sandbox.setFault({ vendor: 'lemlist', kind: 'blocked', route: 'GET /api/hooks' });
	await activate('init');
	happens('lemlist', 'replied');
	await eventually(() => expect(started).toHaveLength(1));
});

it('can be unpublished while the vendor is down', async () => {
	const { deactivate, kept } = await publish({ vendor: 'lemlist' });
	sandbox.sandbox.setFault({ vendor: 'lemlist', kind: 'blocked' });
	await deactivate();
	expect(Object.values(kept())[0]).not.toHaveProperty('hooks');
});

it('leaves no second webhook behind when its registration was forgotten', async () => {
	const { activate, deactivate, started, url } = await publish({ vendor: 'lemlist' });
	// As if n8n had been killed before it could note what it registered.
	await fetch(`${sandbox.url}/lemlist/api/hooks`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(':sandbox-lemlist').toString('base64')}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ targetUrl: url(), secret: 'nobody knows' }),
	});
	await deactivate();
	await activate();
	happens('lemlist', 'replied');
	await eventually(() => expect(started).toHaveLength(1));
	await sandbox.sandbox.deliveries.settled();
	expect(sandbox.sandbox.deliveries.list()).toHaveLength(1);
});
