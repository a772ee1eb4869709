import { hubspot } from '../../../../sandbox/vendors/hubspot/hubspot.ts';
import { callerOf } from './caller';

const CRM = '/crm/objects/2026-09';

let caller: ReturnType<typeof callerOf>;

const call = (...what: Parameters<typeof caller.call>) => caller.call(...what);

/** The id of a record that is there. */
async function idOf(type: string, id: string, idProperty: string): Promise<string> {
	const { body } = await call(
		'GET',
		`${CRM}/${type}/${encodeURIComponent(id)}?idProperty=${idProperty}`,
	);
	return (body as { id: string }).id;
}

const personId = () => idOf('contacts', caller.sandbox.world.examples.person.email, 'email');

beforeEach(() => {
	caller = callerOf(hubspot);
});

describe('records of the emulated HubSpot', () => {
	test('are read by email with the properties, history and associations that were asked for', async () => {
		const { person } = caller.sandbox.world.examples;
		const query = 'idProperty=email&properties=jobtitle,nonsense&associations=companies';
		const path = `${CRM}/contacts/${encodeURIComponent(person.email.toUpperCase())}?${query}`;
		const { status, body } = await call('GET', path);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			properties: { jobtitle: person.title, hs_object_id: expect.any(String) },
			associations: { companies: { results: [{ type: 'contact_to_company' }] } },
		});
		expect((body as { properties: object }).properties).not.toHaveProperty('nonsense');
	});

	test('answer alike at the numbered version', async () => {
		const id = await personId();
		const dated = await call('GET', `${CRM}/contacts/${id}`);
		expect(await call('GET', `/crm/v3/objects/contacts/${id}`)).toMatchObject({ body: dated.body });
	});

	test('that are not there are 404 with a category and a correlation id', async () => {
		expect(await call('GET', `${CRM}/contacts/1`)).toMatchObject({
			status: 404,
			body: { status: 'error', category: 'OBJECT_NOT_FOUND', correlationId: expect.any(String) },
		});
	});

	test('show the stages of a deal, newest first, also after a change', async () => {
		const { deal } = caller.sandbox.world.examples;
		const found = await call('POST', `${CRM}/deals/search`, {
			filterGroups: [{ filters: [{ propertyName: 'dealname', operator: 'EQ', value: deal.name }] }],
		});
		const [{ id }] = (found.body as { results: [{ id: string }] }).results;
		await call('PATCH', `${CRM}/deals/${id}`, { properties: { dealstage: 'closedlost' } });
		const { body } = await call(
			'GET',
			`${CRM}/deals/${id}?propertiesWithHistory=dealstage&properties=hs_is_closed`,
		);
		const { propertiesWithHistory, properties } = body as {
			propertiesWithHistory: { dealstage: Array<{ value: string; timestamp: string }> };
			properties: object;
		};
		expect(properties).toMatchObject({ hs_is_closed: 'true' });
		expect(propertiesWithHistory.dealstage).toHaveLength(deal.history.length + 1);
		expect(propertiesWithHistory.dealstage[0]).toMatchObject({ value: 'closedlost' });
		expect(propertiesWithHistory.dealstage.at(-1)?.timestamp).toBe(deal.history[0]?.at);
	});

	test('refuse values that their properties do not take, all at once, and write nothing', async () => {
		const id = await personId();
		const properties = {
			nonsense: '1',
			hs_lead_status: 'MAYBE',
			email: 'nobody',
			hs_object_id: '7',
			jobtitle: 'X',
		};
		const refused = await call('PATCH', `${CRM}/contacts/${id}`, { properties });
		expect(refused).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
		const { errors } = refused.body as { errors: Array<{ code: string }> };
		expect(errors.map(({ code }) => code).sort()).toEqual([
			'INVALID_EMAIL',
			'INVALID_OPTION',
			'PROPERTY_DOESNT_EXIST',
			'READ_ONLY_VALUE',
		]);
		const { body } = await call('GET', `${CRM}/contacts/${id}?properties=jobtitle`);
		expect(body).not.toMatchObject({ properties: { jobtitle: 'X' } });
	});

	test('take no address for an owner, and leave a lifecycle stage that would go back', async () => {
		const id = await personId();
		const patch = async (properties: object) =>
			await call('PATCH', `${CRM}/contacts/${id}`, { properties });
		expect(await patch({ hubspot_owner_id: 'dana@northwind.example' })).toMatchObject({
			status: 400,
		});
		await patch({ lifecyclestage: 'customer' });
		expect(await patch({ lifecyclestage: 'lead' })).toMatchObject({
			status: 200,
			body: { properties: { lifecyclestage: 'customer' } },
		});
		await patch({ lifecyclestage: '' });
		expect(await patch({ lifecyclestage: 'lead' })).toMatchObject({
			body: { properties: { lifecyclestage: 'lead' } },
		});
	});

	test('with an address that is taken conflict, and name the record', async () => {
		const { email } = caller.sandbox.world.examples.person;
		expect(await call('POST', `${CRM}/contacts`, { properties: { email } })).toMatchObject({
			status: 409,
			body: {
				category: 'CONFLICT',
				message: `Contact already exists. Existing ID: ${await personId()}`,
			},
		});
	});
});

describe('batches of the emulated HubSpot', () => {
	test('upsert by email, and say what is new', async () => {
		const { email } = caller.sandbox.world.examples.person;
		const input = (id: string) => ({ id, idProperty: 'email', properties: { jobtitle: 'Chief' } });
		const { status, body } = await call('POST', `${CRM}/contacts/batch/upsert`, {
			inputs: [input(email), input('new@fresh.example')],
		});
		expect(status).toBe(200);
		expect((body as { results: Array<{ new: boolean }> }).results.map((each) => each.new)).toEqual([
			false,
			true,
		]);
	});

	test('that read say what could not be read beside what could', async () => {
		const id = await personId();
		expect(
			await call('POST', `${CRM}/contacts/batch/read`, {
				inputs: [{ id }, { id: '5' }],
				properties: [],
			}),
		).toMatchObject({
			status: 200,
			body: { results: [{ id }], numErrors: 1, errors: [{ context: { ids: ['5'] } }] },
		});
	});

	test('upsert by unique properties only, each record once, a hundred at most', async () => {
		const upsert = (type: string, inputs: unknown[]) =>
			call('POST', `${CRM}/${type}/batch/upsert`, { inputs });
		const domain = { id: 'a.example', idProperty: 'domain', properties: {} };
		expect(await upsert('companies', [domain])).toMatchObject({ status: 400 });
		const twice = { id: 'a@b.example', idProperty: 'email', properties: {} };
		expect(await upsert('contacts', [twice, twice])).toMatchObject({ status: 400 });
		const many = Array.from({ length: 101 }, (_, n) => ({ ...twice, id: `a${n}@b.example` }));
		expect(await upsert('contacts', many)).toMatchObject({ status: 400 });
	});

	test('of creates make all or none', async () => {
		const before = caller.sandbox.vendor('hubspot').counts().contacts;
		const { email } = caller.sandbox.world.examples.person;
		const inputs = ['fresh@one.example', email].map((each) => ({ properties: { email: each } }));
		expect(await call('POST', `${CRM}/contacts/batch/create`, { inputs })).toMatchObject({
			status: 409,
		});
		expect(caller.sandbox.vendor('hubspot').counts().contacts).toBe(before);
	});
});

describe('searches of the emulated HubSpot', () => {
	const search = (body: object) => call('POST', `${CRM}/contacts/search`, body);

	test('combine filters, follow pages and sort', async () => {
		const filters = [
			{ propertyName: 'lifecyclestage', operator: 'IN', values: ['customer', 'lead'] },
			{ propertyName: 'jobtitle', operator: 'CONTAINS_TOKEN', value: 'chief' },
		];
		const sorts = [{ propertyName: 'email', direction: 'DESCENDING' }];
		const first = await search({
			filterGroups: [{ filters }],
			sorts,
			limit: 3,
			properties: ['email'],
		});
		const { results, paging, total } = first.body as {
			total: number;
			results: Array<{ id: string; properties: { email: string } }>;
			paging: { next: { after: string } };
		};
		expect(total).toBeGreaterThan(3);
		const emails = results.map(({ properties }) => properties.email);
		expect(emails).toEqual(emails.toSorted().reverse());
		const second = await search({
			filterGroups: [{ filters }],
			sorts,
			limit: 3,
			after: paging.next.after,
		});
		const next = (second.body as { results: Array<{ id: string }> }).results;
		expect(next.map(({ id }) => id)).not.toContain(results[0]?.id);
	});

	test('see what was written only after the index has caught up', async () => {
		const email = 'late@fresh.example';
		await call('POST', `${CRM}/contacts`, { properties: { email } });
		const body = {
			filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email }] }],
		};
		expect(await search(body)).toMatchObject({ body: { total: 0 } });
		caller.clock.advance(3_000);
		expect(await search(body)).toMatchObject({ body: { total: 1 } });
	});

	test('end at ten thousand, at 200 a page, and at five a second', async () => {
		expect(await search({ limit: 201 })).toMatchObject({ status: 400 });
		expect(await search({ limit: 100, after: '9950' })).toMatchObject({ status: 400 });
		for (let count = 0; count < 3; count += 1) await search({ limit: 1 });
		const refused = await search({ limit: 1 });
		expect(refused).toMatchObject({
			status: 429,
			body: { policyName: 'SECONDLY', errorType: 'RATE_LIMIT' },
		});
		expect(refused.headers).not.toHaveProperty('x-hubspot-ratelimit-max');
		caller.clock.advance(1_000);
		expect(await search({ limit: 1 })).toMatchObject({ status: 200 });
	});
});

describe('limits and keys of the emulated HubSpot', () => {
	test('tell what is left of ten seconds and of the day', async () => {
		const { headers } = await call('GET', '/account-info/2026-09/details');
		expect(headers).toMatchObject({
			'x-hubspot-ratelimit-max': '190',
			'x-hubspot-ratelimit-remaining': '189',
			'x-hubspot-ratelimit-daily-remaining': '649999',
			'x-hubspot-ratelimit-interval-milliseconds': '10000',
		});
	});

	test('a quota that is used up says so in its policy', async () => {
		caller.sandbox.setFault({ vendor: 'hubspot', kind: 'rate_limit_quota', times: 1 });
		expect(await call('GET', `${CRM}/contacts/1`)).toMatchObject({
			status: 429,
			headers: { 'x-hubspot-ratelimit-daily-remaining': '0' },
			body: { policyName: 'DAILY', message: 'You have reached your daily limit.' },
		});
	});

	test('a key without the scope is told which one it lacks', async () => {
		const key = 'pat-sandbox-hubspot-crm-only';
		expect(
			await call('GET', '/automation/sequences/2026-09?userId=1', undefined, key),
		).toMatchObject({
			status: 403,
			body: {
				category: 'MISSING_SCOPES',
				errors: [{ context: { requiredGranularScopes: ['automation.sequences.read'] } }],
			},
		});
		expect(await call('GET', `${CRM}/contacts/1`, undefined, 'none')).toMatchObject({
			status: 401,
		});
	});
});

describe('activities, lists, sequences and preferences of the emulated HubSpot', () => {
	test('a note is linked to a contact in the step that makes it', async () => {
		const contactId = await personId();
		const made = await call('POST', `${CRM}/notes`, {
			properties: { hs_note_body: 'Hello', hs_timestamp: '2026-11-25T09:00:00Z' },
			associations: [
				{
					to: { id: contactId },
					types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }],
				},
			],
		});
		expect(made.status).toBe(201);
		const { id } = made.body as { id: string };
		expect(await call('GET', `${CRM}/notes/${id}/associations/contacts`)).toMatchObject({
			body: { results: [{ toObjectId: contactId, associationTypes: [{ typeId: 202 }] }] },
		});
		expect(await call('GET', `${CRM}/notes/${id}?associations=contacts`)).toMatchObject({
			body: {
				associations: { contacts: { results: [{ id: contactId, type: 'note_to_contact' }] } },
			},
		});
	});

	test('a list of HubSpot’s own choosing takes no records', async () => {
		const contactId = await personId();
		const add = (listId: string) =>
			call('PUT', `/crm/lists/2026-09/${listId}/memberships/add`, [contactId, '5']);
		expect(await add('501')).toMatchObject({
			body: { recordsIdsAdded: [contactId], recordIdsMissing: ['5'] },
		});
		expect(await add('501')).toMatchObject({ body: { recordsIdsAdded: [] } });
		expect(await add('503')).toMatchObject({ status: 400 });
	});

	test('a contact is enrolled once, and not if it has opted out', async () => {
		const sequences = '/automation/sequences/2026-09';
		const { results } = (await call('GET', `${sequences}?userId=1`)).body as {
			results: Array<{ id: string }>;
		};
		const enroll = (contactId: string) =>
			call('POST', `${sequences}/enrollments?userId=1`, {
				contactId,
				sequenceId: results[0]?.id,
				senderEmail: 'dana@meridian-loop.example',
			});
		const contactId = await personId();
		expect(await enroll(contactId)).toMatchObject({ status: 200 });
		expect(await enroll(contactId)).toMatchObject({ status: 409 });
		expect(await call('GET', `${sequences}/enrollments/contact/${contactId}`)).toMatchObject({
			body: { toEmail: caller.sandbox.world.examples.person.email, sequenceId: results[0]?.id },
		});
		const { optedOut } = caller.sandbox.world.examples;
		const out = await idOf('contacts', optedOut.email, 'email');
		expect(await enroll(out)).toMatchObject({ status: 400 });
		expect(
			await call('GET', `/communication-preferences/2026-09/status/email/${optedOut.email}`),
		).toMatchObject({ body: { subscriptionStatuses: [{ status: 'NOT_SUBSCRIBED' }, {}] } });
	});

	test('properties tell what they take, custom ones too', async () => {
		const path = '/crm/properties/2026-09/contacts';
		const made = { name: 'favourite_tea', label: 'Favourite tea', type: 'string' };
		expect(await call('POST', path, made)).toMatchObject({ status: 201 });
		expect(await call('GET', `${path}/favourite_tea`)).toMatchObject({
			body: { hubspotDefined: false },
		});
		const id = await personId();
		await call('PATCH', `${CRM}/contacts/${id}`, { properties: { favourite_tea: 'green' } });
		expect(await call('GET', `${CRM}/contacts/${id}?properties=favourite_tea`)).toMatchObject({
			body: { properties: { favourite_tea: 'green' } },
		});
	});

	test('owners are found by email, and gone ones only if asked for', async () => {
		const [user] = caller.sandbox.world.users;
		expect(await call('GET', `/crm/owners/2026-09?email=${user?.email}`)).toMatchObject({
			body: { results: [{ email: user?.email, archived: false }] },
		});
		const { results } = (await call('GET', '/crm/owners/2026-09?archived=true')).body as {
			results: unknown[];
		};
		expect(results).toHaveLength(1);
	});
});
