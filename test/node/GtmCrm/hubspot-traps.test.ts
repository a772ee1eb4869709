import { statusesOf, FROM_ITEMS, by, useCrm, values, where } from './crm-node';
import { GtmHubspotOAuth2Api } from '../../../credentials/GtmHubspotOAuth2Api.credentials';
import { toRead, toWrite } from '../../../sandbox/vendors/hubspot/scopes.ts';

const crm = useCrm('hubspot');
const { run } = crm;

const OBJECTS = '/crm/objects/2026-09/{type}';
const UPDATE = `POST ${OBJECTS}/batch/update`;
const SEARCH = `POST ${OBJECTS}/search`;

/** Something that HubSpot’s own users do, past the node. */
async function post(path: string, body: object): Promise<Record<string, unknown>> {
	const response = await fetch(`${crm.opened().url}/hubspot${path}`, {
		method: 'POST',
		headers: {
			authorization: 'Bearer pat-sandbox-hubspot',
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	expect(response.ok).toBe(true);
	return (await response.json()) as Record<string, unknown>;
}

const goOn = { onError: 'continueRegularOutput' } as const;

describe('a search of HubSpot', () => {
	it('does not see a contact of a moment ago, but an upsert by its email does', async () => {
		crm.opened().sandbox.settings.indexLagMs = 60_000;
		const draft = values({ email: 'fresh@northwind.example', title: 'CRO' });
		const first = await run('contact.upsert', draft);
		const search = await run('contact.search', where(['email', 'eq', 'fresh@northwind.example']));
		const second = await run('contact.upsert', draft);
		expect([first, search, second].flatMap(({ items }) => statusesOf(items))).toEqual([
			'created',
			'not_found',
			'unchanged',
		]);
	});

	it('finds choices in capitals by a list of them, as well as addresses in another spelling', async () => {
		await post('/crm/objects/2026-09/contacts', {
			properties: { email: 'choice@northwind.example', hs_lead_status: 'BAD_TIMING' },
		});
		crm.opened().sandbox.settings.indexLagMs = 0;
		const byStatus = await run('contact.search', where(['leadStatus', 'in', 'BAD_TIMING']));
		expect(byStatus.items).toMatchObject([{ record: { email: 'choice@northwind.example' } }]);
		const byEmail = await run('contact.search', where(['email', 'in', 'Choice@Northwind.example']));
		expect(byEmail.items).toMatchObject([{ record: { email: 'choice@northwind.example' } }]);
	});

	it('for more than HubSpot takes in one request is refused before it is sent', async () => {
		const emails = Array.from({ length: 150 }, (_, place) => `someone-${place}@northwind.example`);
		const { items } = await run('contact.search', where(['email', 'in', emails.join(',')]), goOn);
		expect(items).toMatchObject([
			{
				status: 'invalid',
				reason: { code: 'search_too_long', message: expect.stringContaining('3000') },
			},
		]);
		expect(crm.routes()).toEqual([]);
	});

	it('runs behind, and yet two items of one new domain make one company', async () => {
		crm.opened().sandbox.settings.indexLagMs = 60_000;
		const { items } = await run('company.upsert', FROM_ITEMS, {
			items: [
				{ domain: 'northwind.example', name: 'Northwind' },
				{ domain: 'www.northwind.example', name: 'Northwind', city: 'Ghent' },
				{ domain: 'northwind.example', name: 'Northwind' },
			],
		});
		expect(statusesOf(items)).toEqual(['created', 'updated', 'unchanged']);
		expect(crm.routes().filter((route) => route === `POST ${OBJECTS}`)).toHaveLength(1);
	});

	it('that finds more than 10,000 gives no more, and says that some are missing', async () => {
		for (let portion = 0; portion < 40; portion += 1) {
			const inputs = Array.from({ length: 100 }, (_, place) => ({
				properties: { email: `many-${portion}-${place}@northwind.example` },
			}));
			await post('/crm/objects/2026-09/contacts/batch/create', { inputs });
		}
		const { contacts = 0 } = crm.opened().sandbox.vendor('hubspot').counts();
		expect(contacts).toBeGreaterThan(10_000);
		const { items } = await run('contact.search', {
			...where(['email', 'known']),
			returnAll: true,
		});
		expect(items).toHaveLength(10_000);
		expect(items.at(-1)).toMatchObject({
			status: 'partial',
			reason: { code: 'results_limit', message: expect.stringContaining(String(contacts)) },
			notes: [`${contacts} in all`],
		});
	}, 60_000);

	it('takes six conditions, and no seventh is sent', async () => {
		const condition = ['email', 'known'] as [string, string];
		const six = await run('contact.search', { ...where(...Array(6).fill(condition)), limit: 1 });
		expect(statusesOf(six.items)).toEqual(['found']);
		const asked = crm.calls().length;
		const seven = await run('contact.search', where(...Array(7).fill(condition)));
		expect(seven.error?.message).toMatch(/accepts 6 conditions in a search, not 7/);
		expect(crm.calls()).toHaveLength(asked);
	});
});

describe('a batch of HubSpot', () => {
	it('of new contacts that is refused for one of them gives every contact its own outcome', async () => {
		const channels = ['email', 'no such channel', 'phone'];
		const items = channels.map((channel, place) => ({
			email: `part-${place}@northwind.example`,
			'custom.preferred_channel': channel,
		}));
		const finished = await run('contact.upsert', FROM_ITEMS, { items, ...goOn });
		expect(finished.items).toMatchObject([
			{ status: 'created', record: { email: items[0]?.email } },
			{
				status: 'invalid',
				reason: {
					code: 'VALIDATION_ERROR',
					message: expect.stringMatching(/preferred_channel.*no such channel/s),
				},
			},
			{ status: 'created', record: { email: items[2]?.email } },
		]);
	});

	it('of known ones that is done in part (207) gives every contact its own outcome', async () => {
		const { person, colleague } = crm.examples();
		const items = [
			{ email: person.email, title: 'Advisor' },
			{ email: colleague.email, 'custom.preferred_channel': 'no such channel' },
		];
		const finished = await run('contact.upsert', FROM_ITEMS, { items, ...goOn });
		expect(finished.items).toMatchObject([
			{ status: 'updated', record: items[0] },
			{ status: 'invalid', reason: { message: expect.stringMatching(/no such channel/) } },
		]);
		const [batch] = crm.calls().filter(({ route }) => route === UPDATE);
		expect(batch?.status).toBe(207);
	});

	it('names the item at fault and HubSpot’s own request when it stops the node', async () => {
		const items = [
			{ email: 'good@northwind.example' },
			{ email: 'bad@x.example', 'custom.preferred_channel': '?' },
		];
		const { error } = await run('contact.upsert', FROM_ITEMS, { items });
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			context: { itemIndex: 1 },
			description: expect.stringMatching(/code VALIDATION_ERROR, request [0-9a-f-]{36}/),
		});
	});
});

describe('a contact of several addresses, as after a merge', () => {
	const [own, second] = ['own@northwind.example', 'second@northwind.example'];

	beforeEach(async () => {
		await run('contact.upsert', values({ email: own, otherEmails: [second] }));
	});

	it('is found by each of them', async () => {
		const { items } = await run('contact.get', by('email', second));
		expect(items).toMatchObject([{ record: { email: own, otherEmails: [second] } }]);
	});

	it('keeps its own address when it is upserted by another', async () => {
		const draft = values({ email: second, title: 'CRO' });
		const outcomes = [await run('contact.upsert', draft), await run('contact.upsert', draft)];
		expect(outcomes.map(({ items }) => items[0])).toMatchObject([
			{ status: 'updated', record: { email: own, title: 'CRO' } },
			{ status: 'unchanged', record: { email: own, title: 'CRO' } },
		]);
	});

	it('keeps it too when it is linked in the same step', async () => {
		const { companyId } = await crm.exampleIds();
		const more = { associations: { companyIds: companyId } };
		const { items } = await run('contact.upsert', values({ email: second }, more));
		expect(items).toMatchObject([{ status: 'updated', record: { email: own } }]);
	});

	it('is one contact for two items that name it by both', async () => {
		const { items } = await run('contact.upsert', FROM_ITEMS, {
			items: [
				{ email: own, title: 'CRO' },
				{ email: second, title: 'CRO' },
			],
		});
		expect(items).toMatchObject([
			{ status: 'updated', record: { email: own } },
			{ status: 'unchanged', record: { email: own } },
		]);
		const [{ inputs } = {}] = crm.bodiesOf(UPDATE).slice(-1);
		expect(inputs).toMatchObject([{ properties: { jobtitle: 'CRO' } }]);
	});

	it('does not give an address that another contact has, and names that contact', async () => {
		const { contactId } = await crm.exampleIds();
		const { items } = await run('contact.upsert', values({ email: own }, { recordId: contactId }));
		const other = await run('contact.get', by('email', own));
		expect(items).toMatchObject([
			{ status: 'duplicate', record: { id: (other.items[0]?.record as { id: string }).id } },
		]);
	});
});

describe('a limit of HubSpot', () => {
	it('of the day ends the run at once: the other batches are not tried', async () => {
		crm.opened().sandbox.setFault({ vendor: 'hubspot', kind: 'rate_limit_quota' });
		const items = Array.from({ length: 250 }, (_, place) => ({ email: `q${place}@x.example` }));
		const finished = await run('contact.upsert', FROM_ITEMS, { items, ...goOn });
		expect(finished.items).toHaveLength(250);
		expect(new Set(statusesOf(finished.items))).toEqual(new Set(['quota_exhausted']));
		expect(finished.items[0]).toMatchObject({
			reason: { code: 'DAILY' },
			retry: { advised: false },
		});
		expect(crm.calls()).toHaveLength(1);
	});

	it('of the second is waited for', async () => {
		crm.opened().sandbox.setFault({ vendor: 'hubspot', kind: 'rate_limit_burst', times: 1 });
		const { domain } = crm.examples().account;
		const { items, hints } = await run('company.get', by('domain', domain));
		expect(items).toMatchObject([{ status: 'found', record: { domain } }]);
		expect(hints.join()).toMatch(/1 rejected by a rate limit/);
	});
});

it('a record that somebody else writes (423) is changed once it is free', async () => {
	const route = `PATCH ${OBJECTS}/{id}`;
	crm.opened().sandbox.setFault({ vendor: 'hubspot', kind: 'locked', route, times: 1 });
	const { domain } = crm.examples().account;
	const { items } = await run('company.upsert', values({ domain, city: 'Ghent' }));
	expect(items).toMatchObject([{ status: 'updated', record: { domain, city: 'Ghent' } }]);
	expect(crm.routes().filter((each) => each === route)).toHaveLength(2);
}, 15_000);

describe('a workflow of HubSpot', () => {
	const trigger = async (workflow: string, recordId: string) =>
		await run('workflow.trigger', { workflow, recordId, entity: 'contact', inputs: '{}' }, goOn);

	it('starts once for a contact: the second time it is in the list', async () => {
		const { contactId } = await crm.exampleIds();
		const first = await trigger('501', contactId);
		const second = await trigger('501', contactId);
		expect(first.items).toMatchObject([{ status: 'updated' }]);
		expect(second.items).toMatchObject([
			{ status: 'unchanged', notes: [expect.stringContaining('does not start again')] },
		]);
	});

	it('is not started by a list that HubSpot fills, by none, or for nobody', async () => {
		const { contactId } = await crm.exampleIds();
		const finished = [
			await trigger('503', contactId),
			await trigger('999999', contactId),
			await trigger('501', '1'),
		];
		expect(finished.map(({ items }) => items[0])).toMatchObject([
			{ status: 'invalid', error: expect.stringContaining('DYNAMIC list') },
			{ status: 'not_found', reason: { code: 'OBJECT_NOT_FOUND' } },
			{ status: 'not_found', reason: { code: 'no_such_record' } },
		]);
	});

	it('needs a scope, which the message names with what to do', async () => {
		const { contactId } = await crm.exampleIds();
		const { error } = await run(
			'workflow.trigger',
			{ workflow: '501', recordId: contactId, entity: 'contact', inputs: '{}' },
			{ credentials: { gtmHubspotApi: { accessToken: 'pat-sandbox-hubspot-crm-only' } } },
		);
		expect(error?.message).toMatch(
			/Add these scopes to the service key or app, and use its new key or token: crm\.lists\.read/,
		);
	});
});

it('the scopes of the credential are enough for every kind of activity and for lists', async () => {
	const scope = new GtmHubspotOAuth2Api().properties.find(({ name }) => name === 'scope');
	const granted = (scope?.default as string).split(' ');
	const asked = ['contacts', 'companies', 'deals', 'notes', 'tasks', 'calls', 'emails', 'meetings']
		.flatMap((type) => [toRead, toWrite].map(({ scope: of }) => ({ type, of })))
		.flatMap(({ type, of }) => (typeof of === 'function' ? of({ type }) : of));
	expect(asked.length).toBeGreaterThan(16);
	expect(
		[...asked, 'crm.lists.read', 'crm.lists.write'].filter((one) => !granted.includes(one)),
	).toEqual([]);
});

describe('an outcome that HubSpot keeps as a choice', () => {
	const log = async (operation: string, outcome: string) => {
		const { contactId } = await crm.exampleIds();
		const parameters = {
			body: 'Talked',
			associations: { contactIds: contactId },
			activityFields: { outcome },
		};
		return await run(`activity.${operation}`, parameters, goOn);
	};

	it.each([
		['call', 'Left voicemail', 'b2cf5968-551e-4856-9783-52b3da59a7d0'],
		['call', 'no-answer', '73a0d17f-1163-4015-bdd5-ec830791da20'],
		['call', 'F240BBAC-87C9-4F6E-BF70-924B57D47DB7', 'f240bbac-87c9-4f6e-bf70-924b57d47db7'],
		['meeting', 'Completed', 'COMPLETED'],
		['meeting', 'no show', 'NO_SHOW'],
	])('is written for a %s as HubSpot spells it: %s', async (operation, outcome, written) => {
		expect(statusesOf((await log(operation, outcome)).items)).toEqual(['created']);
		expect(
			crm
				.calls()
				.map(({ requestBody = '' }) => requestBody)
				.join('\n'),
		).toContain(written);
	});

	it('is refused by name for a call before anything is logged, if HubSpot has none such', async () => {
		const { items } = await log('call', 'Great talk');
		expect(items).toMatchObject([
			{
				status: 'invalid',
				reason: {
					code: 'unknown_outcome',
					message: expect.stringMatching(/Great talk.*Connected/),
				},
			},
		]);
		expect(crm.routes().filter((route) => route === `POST ${OBJECTS}`)).toEqual([]);
	});
});

it('a rule of the admin that a write breaks is told with the property to add', async () => {
	const stage = '148006731';
	const deal = { name: 'Renewal', pipeline: '77001842', stage };
	const { items } = await run('deal.upsert', values(deal), goOn);
	expect(items).toMatchObject([
		{
			status: 'invalid',
			reason: {
				message: expect.stringContaining('an admin of the account, requires closed_lost_reason'),
			},
		},
	]);
	const kept = await run('deal.upsert', values({ ...deal, lostReason: 'Price' }), goOn);
	expect(statusesOf(kept.items)).toEqual(['created']);
});

it('choices that HubSpot has hidden are not offered', async () => {
	const { items } = await run('property.list', { entity: 'contact', returnAll: true });
	const status = items.find(
		({ record }) => (record as { name?: string }).name === 'hs_lead_status',
	);
	expect(JSON.stringify(status)).toContain('OPEN_DEAL');
	expect(JSON.stringify(status)).not.toContain('BAD_TIMING');
});

it('a body of plain text stays plain in HubSpot, which reads it as HTML', async () => {
	const { contactId } = await crm.exampleIds();
	const body = 'One < two\n<b>not bold</b> & more';
	await run('activity.note', { body, associations: { contactIds: contactId } });
	const sent = crm.calls().map(({ requestBody = '' }) => requestBody);
	expect(sent.join('')).toContain('One &lt; two<br>&lt;b&gt;not bold&lt;/b&gt; &amp; more');
});

it('only the dated version is asked, for versions 1 to 4 are ending', async () => {
	const { contactId, dealId } = await crm.exampleIds();
	await run('activity.note', { body: 'Hello', associations: { contactIds: contactId } });
	await run('deal.upsert', values({ name: 'New' }, { associations: { contactIds: contactId } }));
	await run('deal.history', by('id', dealId));
	await run('property.list', { entity: 'deal' });
	await run('owner.list', {});
	const urls = crm.calls().map(({ url }) => url);
	expect(urls.length).toBeGreaterThan(8);
	expect(urls.filter((url) => !url.includes('/2026-09'))).toEqual([]);
	expect(crm.routes()).toContain(SEARCH);
});
