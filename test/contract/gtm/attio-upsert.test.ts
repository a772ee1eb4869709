import type { CrmEntity } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { attio } from '../../../src/gtm/vendors/attio/attio';
import { dealsNamed, exampleId } from './attio-examples';
import type { Deviation } from './openapi/spec';
import { describeContract } from './openapi/specs';
import { type OpenSandbox, checkedClient } from './sandbox-client';
import { openSandbox } from './sandbox-port';

const DEVIATIONS: readonly Deviation[] = [
	{
		operation: '*',
		in: 'response',
		problem: /body\/code must be equal to one of the allowed values/,
		reason:
			'The specification names one or two codes of status 400 for an operation; Attio has more, such as uniqueness_conflict.',
	},
];

describeContract('attio', DEVIATIONS, (spec) => {
	let opened: OpenSandbox;
	let client: VendorClient;
	const problems: Array<readonly string[]> = [];

	beforeEach(async () => {
		opened = await openSandbox({ settings: { limits: 'off' } });
		client = as('sandbox-attio');
	});

	afterEach(async () => {
		await opened.close();
		expect(problems.splice(0).flat()).toEqual([]);
	});

	function as(token: string, maxAttempts = 1): VendorClient {
		const headers = { authorization: `Bearer ${token}` };
		const checked = checkedClient(
			opened,
			{ profile: attio.profile, spec: spec(), headers },
			maxAttempts,
		);
		problems.push(checked.problems);
		return checked.client;
	}

	const { contact, company, deal } = attio;
	const examples = () => opened.sandbox.world.examples;
	const idOf = async (kind: CrmEntity) => await exampleId(opened, client, kind);

	const values = { email: 'noa.new@northwind.example', firstName: 'Noa', title: 'CRO' };

	test('that the query does not show yet ends with the record that is there', async () => {
		const id = await idOf('contact');
		opened.sandbox.settings.indexLagMs = 60_000;
		await contact.upsert(client, { match: { id }, values: { title: 'CRO' } });
		// Now the index hides the record, as if it had been written a moment ago.
		const { email } = examples().person;
		const outcome = await contact.upsert(client, { values: { email, title: 'CEO' } });
		expect(outcome).toMatchObject({ status: 'updated', record: { id, title: 'CEO' } });
	});

	test('of a part of a name or a place keeps the other parts', async () => {
		const { person } = examples();
		const outcome = await contact.upsert(client, {
			values: { email: person.email, lastName: 'Newname', city: 'Ghent' },
		});
		expect(outcome).toMatchObject({
			status: 'updated',
			record: {
				firstName: person.firstName,
				fullName: `${person.firstName} Newname`,
				country: person.country,
				city: 'Ghent',
			},
		});
	});

	test('adds addresses and takes none away', async () => {
		const { email } = examples().person;
		const second = 'second@northwind.example';
		const added = await contact.upsert(client, { values: { email, otherEmails: [second] } });
		expect(added).toMatchObject({ status: 'updated', record: { email, otherEmails: [second] } });
		const bySecond = await contact.upsert(client, { values: { email: second } });
		expect(bySecond).toMatchObject({ status: 'unchanged', record: { email } });
		const match = { id: added.record?.id ?? '' };
		const third = 'third@northwind.example';
		const newFirst = await contact.upsert(client, { match, values: { email: third } });
		expect(newFirst.record).toMatchObject({ email: third, otherEmails: [email, second] });
	});

	test('of an address that another record has is a duplicate that names no address', async () => {
		const { person, colleague } = examples();
		const match = { id: await idOf('contact') };
		const outcome = await contact.upsert(client, { match, values: { email: colleague.email } });
		expect(outcome).toMatchObject({
			status: 'duplicate',
			reason: { code: 'uniqueness_conflict' },
		});
		expect(JSON.stringify(outcome)).not.toContain(colleague.email);
		expect(await contact.get(client, { email: person.email }, {})).toMatchObject({
			status: 'found',
		});
	});

	test('of a company sets a select by its title, and says no to one that there is not', async () => {
		const draft = (employeeRange: string) => ({
			values: { domain: 'https://www.northwind.example/about', name: 'Northwind', employeeRange },
		});
		expect(await company.upsert(client, draft('11-50'))).toMatchObject({
			status: 'created',
			record: { domain: 'northwind.example', employeeRange: '11-50' },
		});
		expect(await company.upsert(client, draft('about fifty'))).toMatchObject({
			status: 'invalid',
			reason: { code: 'value_not_found' },
		});
	});

	test('of a field that Attio does not have says so', async () => {
		const outcome = await company.upsert(client, {
			values: { domain: examples().account.domain, employees: 40 },
		});
		expect(outcome).toMatchObject({
			status: 'unchanged',
			notes: ['employees was left out: the vendor has no field for it'],
		});
	});

	test('links what it makes and what is there, and links once', async () => {
		const [companyId, dealId] = [await idOf('company'), await idOf('deal')];
		const associations = { companyIds: [companyId], dealIds: [dealId] };
		const made = await contact.upsert(client, { values, associations });
		expect(made).toMatchObject({ status: 'created', record: { accountId: companyId } });
		const email = 'unlinked@northwind.example';
		await contact.upsert(client, { values: { email } });
		const linked = await contact.upsert(client, { values: { email }, associations });
		const again = await contact.upsert(client, { values: { email }, associations });
		expect([linked.status, again.status]).toEqual(['updated', 'unchanged']);
		const { record } = await deal.get(client, { id: dealId }, {});
		expect(record?.contactIds).toEqual(
			expect.arrayContaining([made.record?.id, linked.record?.id]),
		);
	});

	test('that links to nothing writes nothing', async () => {
		const associations = { companyIds: [crypto.randomUUID()] };
		const outcome = await contact.upsert(client, { values, associations });
		expect(outcome.status).toBe('invalid');
		expect(await contact.get(client, { email: values.email }, {})).toMatchObject({
			status: 'not_found',
		});
	});

	test('of a deal makes one each time, and changes one by its id', async () => {
		const draft = {
			name: 'Fresh deal',
			stage: 'Lost',
			ownerId: opened.sandbox.world.users[0]?.email,
			amount: { amount: 100, currency: 'EUR' },
			accountId: await idOf('company'),
			contactIds: [await idOf('contact')],
		};
		const made = await deal.upsert(client, { values: draft });
		expect(made).toMatchObject({
			status: 'created',
			record: { ...draft, ownerId: expect.any(String), status: 'lost' },
		});
		const id = made.record?.id;
		const amount = { amount: 250 };
		const changed = await deal.upsert(client, { values: { id, amount } });
		expect(changed).toMatchObject({
			status: 'updated',
			record: { id, name: 'Fresh deal', amount: { amount: 250, currency: 'EUR' } },
		});
		expect(await deal.upsert(client, { values: { name: 'Without a stage' } })).toMatchObject({
			status: 'invalid',
			reason: { code: 'missing_value' },
		});
	});

	test('with a key that may only read says which scope is missing', async () => {
		const outcome = await contact.upsert(as('sandbox-attio-reader'), { values });
		expect(outcome.status).toBe('forbidden');
		expect(outcome.reason?.message).toContain('record_permission:read-write');
	});

	test('whose answer is lost is repeated if it is an assert, and is not for a deal', async () => {
		const patient = as('sandbox-attio', 2);
		const lose = (route: string) =>
			opened.sandbox.setFault({ vendor: 'attio', kind: 'reset', route, times: 1, when: 'after' });
		lose('PUT /v2/objects/{object}/records');
		const values = { domain: 'lost-answer.example', name: 'Lost Answer' };
		expect(await company.upsert(patient, { values })).toMatchObject({ status: 'created' });
		lose('POST /v2/objects/{object}/records');
		const ownerId = opened.sandbox.world.users[0]?.email;
		const draft = { name: 'Lost deal', stage: 'Lost', ownerId };
		expect(await deal.upsert(patient, { values: draft })).toMatchObject({
			status: 'upstream_error',
		});
		expect((await dealsNamed(client, 'Lost deal')).records).toHaveLength(1);
	});
});
