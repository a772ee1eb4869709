import { FROM_ITEMS, by, statusesOf, useCrm, values, where } from './crm-node';
import type { Fault } from '../../../sandbox/frame/faults.ts';
import { SESSION, SESSION_WITHOUT_API } from '../../../sandbox/vendors/salesforce/login-routes.ts';

const crm = useCrm('salesforce');
const { run } = crm;

const API = '/services/data/v64.0';
const QUERY = `GET ${API}/query`;
const CREATE = `POST ${API}/sobjects/{object}`;
const CHANGE = `PATCH ${API}/sobjects/{object}/{id}`;

const goOn = { onError: 'continueRegularOutput' } as const;

const fault = (more: Omit<Fault, 'vendor'>) =>
	crm.opened().sandbox.setFault({ vendor: 'salesforce', ...more });

const contacts = () => crm.opened().sandbox.vendor('salesforce').counts().contacts ?? 0;
const askedFor = (route: string) => crm.routes().filter((each) => each === route);

/** A second contact of an email, which a person made in spite of the warning. */
async function saveAnyway(fields: object): Promise<string> {
	const response = await fetch(`${crm.opened().url}/salesforce${API}/sobjects/Contact`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${SESSION}`,
			'content-type': 'application/json',
			'sforce-duplicate-rule-header': 'allowSave=true',
		},
		body: JSON.stringify(fields),
	});
	expect(response.status).toBe(201);
	return ((await response.json()) as { id: string }).id;
}

describe('a duplicate rule of the org', () => {
	/** The same person at the same company under another address. */
	const alias = () => {
		const { email, firstName, lastName } = crm.examples().person;
		return { email: `alias.${email}`, firstName, lastName };
	};

	it('blocks a record, and the outcome has the id of the one that is there', async () => {
		const { contactId } = await crm.exampleIds();
		const before = contacts();
		const { items } = await run('contact.upsert', values(alias()));
		expect(items).toMatchObject([
			{
				status: 'duplicate',
				record: { id: contactId },
				reason: {
					code: 'DUPLICATES_DETECTED',
					message: expect.stringContaining('Set Record ID to it, or change the rule'),
				},
				retry: { advised: false },
			},
		]);
		expect(contacts()).toBe(before);
	});

	it('blocks that one only of many', async () => {
		const items = [alias(), { email: 'new@northwind.example', lastName: 'Dam' }];
		const finished = await run('contact.upsert', FROM_ITEMS, { items });
		expect(statusesOf(finished.items)).toEqual(['duplicate', 'created']);
	});

	it('blocks a company of the name of another', async () => {
		const { companyId } = await crm.exampleIds();
		const { name } = crm.examples().account;
		const { items } = await run('company.upsert', values({ name, domain: 'other-name.example' }));
		expect(items).toMatchObject([{ status: 'duplicate', record: { id: companyId } }]);
	});
});

it('an email that two contacts have is in doubt: nothing is written, and reading says so', async () => {
	const { email, title } = crm.examples().person;
	const second = await saveAnyway({ LastName: 'Second', Email: email });
	const upserted = await run('contact.upsert', values({ email, title: 'Intern' }));
	const got = await run('contact.get', by('email', email));
	expect(upserted.items).toMatchObject([
		{ status: 'duplicate', reason: { code: 'ambiguous_match' } },
	]);
	expect(upserted.items[0]?.reason).toMatchObject({ message: expect.stringContaining(second) });
	expect(got.items).toMatchObject([
		{ status: 'found', record: { title }, notes: [expect.stringContaining(second)] },
	]);
});

describe('a value in a query', () => {
	it.each([
		["x' OR LastName != '", 'eq'],
		["x' OR LastName LIKE '%", 'contains'],
		["\\' OR LastName != \\'", 'eq'],
		['%', 'contains'],
		['_', 'contains'],
	])('such as %s is no part of the query', async (value, operator) => {
		const { items } = await run('contact.search', where(['lastName', operator, value]));
		expect(statusesOf(items)).toEqual(['not_found']);
		expect(crm.calls().at(-1)).toMatchObject({ status: 200, route: QUERY });
	});

	it('finds a name with a quote in it', async () => {
		const obrien = { email: 'obrien@northwind.example', lastName: "O'Brien" };
		await run('contact.upsert', values(obrien));
		const { items } = await run('contact.search', where(['lastName', 'eq', "O'Brien"]));
		expect(items).toMatchObject([{ status: 'found', record: obrien }]);
	});
});

describe('a search of more than 2,000 records', () => {
	const NEXT = `GET ${API}/query/{cursor}`;
	const all = async () =>
		await run('contact.search', {
			...where(['email', 'known']),
			returnAll: true,
			options: { fields: 'id, email' },
		});

	it('follows the pages to the end, each record once', async () => {
		const { items } = await all();
		const ids = items.map(({ record }) => (record as { id: string }).id);
		expect(new Set(ids).size).toBe(contacts());
		expect(ids).toHaveLength(contacts());
		expect(askedFor(NEXT)).toHaveLength(Math.ceil(contacts() / 2_000) - 1);
	});

	it('keeps what came when a page fails, and does not call it all', async () => {
		fault({ kind: 'rate_limit_quota', route: NEXT });
		const { items } = await all();
		expect(items).toHaveLength(2_000);
		expect(items[0]).toMatchObject({ status: 'partial', reason: { code: 'page_failed' } });
	});
});

describe('a row that somebody else writes (UNABLE_TO_LOCK_ROW)', () => {
	it('is changed once it is free', async () => {
		fault({ kind: 'locked', route: CHANGE, times: 1 });
		const { domain } = crm.examples().account;
		const { items } = await run('company.upsert', values({ domain, employees: 4_321 }));
		expect(items).toMatchObject([{ status: 'updated', record: { domain, employees: 4_321 } }]);
		expect(askedFor(CHANGE)).toHaveLength(2);
	}, 15_000);

	it('hinders a new record, which is not sent twice, and may be tried again later', async () => {
		fault({ kind: 'locked', route: CREATE });
		const draft = values({ domain: 'northwind.example', name: 'Northwind' });
		const { items } = await run('company.upsert', draft, goOn);
		expect(items).toMatchObject([
			{
				status: 'upstream_error',
				reason: { code: 'UNABLE_TO_LOCK_ROW' },
				retry: { advised: true },
			},
		]);
		expect(askedFor(CREATE)).toHaveLength(1);
	});
});

it('the requests of the day (REQUEST_LIMIT_EXCEEDED, a 403) are no missing right, and are not tried again', async () => {
	fault({ kind: 'rate_limit_quota' });
	const items = Array.from({ length: 150 }, (_, place) => ({
		email: `q${place}@northwind.example`,
		lastName: 'Dam',
	}));
	const finished = await run('contact.upsert', FROM_ITEMS, { items, ...goOn });
	expect(new Set(statusesOf(finished.items))).toEqual(new Set(['quota_exhausted']));
	expect(finished.items[0]).toMatchObject({
		reason: {
			code: 'REQUEST_LIMIT_EXCEEDED',
			message: expect.stringContaining('Setup > Company Information'),
		},
	});
	expect(crm.calls().map(({ status }) => status)).toEqual([403]);
});

it('a user who may not use the API is told who can allow it', async () => {
	const { error } = await run('contact.get', by('email', crm.examples().person.email), {
		credentials: { gtmSalesforceApi: { sessionToken: SESSION_WITHOUT_API } },
	});
	expect(error?.message).toMatch(/REST API is not enabled.*Check the permission sets/);
	expect(error?.description).toContain('Status forbidden, code API_DISABLED_FOR_ORG');
});

it.each([
	['', /Instance URL in the credential is empty/],
	['https://acme.lightning.force.com', /URL of the Lightning app, not of the API/],
])('an instance URL of "%s" is refused before anything is sent', async (instanceUrl, message) => {
	const { error } = await run('contact.get', by('id', '003Hp00000AbCdE'), {
		credentials: { gtmSalesforceApi: { baseUrl: '', instanceUrl } },
	});
	expect(error?.message).toMatch(message);
	expect(crm.calls()).toEqual([]);
});

it('an error, which is a list in Salesforce, names the fields that are missing', async () => {
	const deal = await run('deal.upsert', values({ name: 'Pilot', stage: 'Discovery' }), goOn);
	const contact = await run('contact.upsert', values({ email: 'no@name.example' }), goOn);
	expect([deal, contact].map(({ items }) => items[0])).toMatchObject([
		{ status: 'invalid', error: expect.stringContaining('CloseDate') },
		{ status: 'invalid', error: expect.stringContaining('LastName') },
	]);
});

it('a create whose answer was lost is looked for, and not sent again', async () => {
	fault({ kind: 'reset', when: 'after', route: CREATE, times: 1 });
	const draft = values({ domain: 'northwind.example', name: 'Northwind' });
	const { items } = await run('company.upsert', draft);
	expect(items).toMatchObject([{ status: 'created', record: { domain: 'northwind.example' } }]);
	expect(askedFor(CREATE)).toHaveLength(1);
});

it('an activity of two people says who it does not hang on', async () => {
	const { contactId } = await crm.exampleIds();
	const colleague = await run('contact.get', by('email', crm.examples().colleague.email));
	const { id } = colleague.items[0]?.record as { id: string };
	const { items } = await run('activity.call', {
		subject: 'Intro',
		associations: { contactIds: `${contactId}, ${id}` },
	});
	expect(items).toMatchObject([
		{
			status: 'partial',
			record: { contactIds: [contactId] },
			reason: { code: 'association_missing', message: expect.stringContaining(id) },
		},
	]);
});

describe('a flow', () => {
	const trigger = async (workflow: string, inputs = '{}') => {
		const { contactId } = await crm.exampleIds();
		const form = { workflow, entity: 'contact', recordId: contactId, inputs };
		const { items } = await run('workflow.trigger', form, goOn);
		return items[0];
	};

	it('that ends in an error is no success, although the answer is 200', async () => {
		const item = await trigger('Broken_Flow');
		expect(item).toMatchObject({ status: 'upstream_error', reason: { code: 'flow_failed' } });
		expect(crm.calls().at(-1)?.status).toBe(200);
	});

	it('that waits says so', async () => {
		expect(await trigger('Wait_For_Approval')).toMatchObject({
			status: 'updated',
			notes: [expect.stringContaining('Waiting')],
		});
	});

	it('that takes no such input says what it needs, and one that there is not is not found', async () => {
		expect(await trigger('Start_Onboarding', '{"colour":"red"}')).toMatchObject({
			status: 'invalid',
			error: expect.stringMatching(/colour.*"recordId"/s),
		});
		expect(await trigger('No_Such_Flow')).toMatchObject({ status: 'not_found' });
	});
});
