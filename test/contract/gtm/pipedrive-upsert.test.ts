import type { CrmEntity } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { pipedrive } from '../../../src/gtm/vendors/pipedrive/pipedrive';
import { describeContract } from './openapi/specs';
import { TITLE_OF_ORGANIZATION, dealsNamed, exampleId } from './pipedrive-examples';
import { type OpenSandbox, checkedClient, writesTo } from './sandbox-client';
import { openSandbox } from './sandbox-port';

describeContract('pipedrive', [TITLE_OF_ORGANIZATION], (spec) => {
	let opened: OpenSandbox;
	let client: VendorClient;
	const problems: Array<readonly string[]> = [];

	beforeEach(async () => {
		opened = await openSandbox({ settings: { limits: 'off' } });
		client = as('sandbox-pipedrive');
	});

	afterEach(async () => {
		await opened.close();
		expect(problems.splice(0).flat()).toEqual([]);
	});

	function as(token: string, maxAttempts = 1): VendorClient {
		const checked = checkedClient(
			opened,
			{ profile: pipedrive.profile, spec: spec(), headers: { 'x-api-token': token } },
			maxAttempts,
		);
		problems.push(checked.problems);
		return checked.client;
	}

	const { contact, company, deal } = pipedrive;
	const examples = () => opened.sandbox.world.examples;
	const idOf = async (kind: CrmEntity) => await exampleId(opened, client, kind);
	const values = { email: 'noa.new@northwind.example', firstName: 'Noa', lastName: 'Van Dam' };

	test('of a name that Pipedrive splits elsewhere is no change', async () => {
		const draft = { values: { ...values, firstName: 'Noa Maria', lastName: 'Dam' } };
		await contact.upsert(client, draft);
		expect(await contact.upsert(client, draft)).toMatchObject({ status: 'unchanged' });
	});

	test('of an address that two persons have writes nothing', async () => {
		const id = await idOf('contact');
		const { email } = examples().person;
		await contact.upsert(client, {
			match: { id: await other(id) },
			values: { otherEmails: [email] },
		});
		const before = writesTo(opened, 'pipedrive').length;
		const outcome = await contact.upsert(client, { values: { email, lastName: 'Changed' } });
		expect(outcome).toMatchObject({ status: 'duplicate', reason: { code: 'ambiguous_match' } });
		expect(writesTo(opened, 'pipedrive')).toHaveLength(before);
	});

	const other = async (id: string): Promise<string> => {
		const { email } = examples().colleague;
		const { record } = await contact.get(client, { email }, {});
		if (record?.id === undefined || record.id === id) throw new Error('there is no other');
		return record.id;
	};

	test('adds addresses and takes none away', async () => {
		const { email } = examples().person;
		const second = 'second@northwind.example';
		const added = await contact.upsert(client, { values: { email, otherEmails: [second] } });
		expect(added).toMatchObject({ status: 'updated', record: { email, otherEmails: [second] } });
		const bySecond = await contact.upsert(client, { values: { email: second } });
		expect(bySecond).toMatchObject({ status: 'unchanged', record: { email } });
	});

	test('of a company keeps the domain in the account’s own field', async () => {
		const draft = { values: { domain: 'https://www.northwind.example/', name: 'Northwind' } };
		const made = await company.upsert(client, draft);
		expect(made).toMatchObject({ status: 'created', record: { domain: 'northwind.example' } });
		expect(await company.upsert(client, draft)).toMatchObject({ status: 'unchanged' });
		const [call] = opened.sandbox.log.list().filter(({ method }) => method === 'POST');
		expect(JSON.parse(call?.requestBody ?? '')).toEqual({
			name: 'Northwind',
			custom_fields: { [await domainKey()]: 'northwind.example' },
		});
		const nameless = { values: { domain: 'nameless.example' } };
		expect(await company.upsert(client, nameless)).toMatchObject({
			status: 'created',
			record: { name: 'nameless.example' },
		});
	});

	const domainKey = async () => {
		const { record = [] } = await pipedrive.listProperties(client, 'company');
		return record.find(({ canonical }) => canonical === 'domain')?.name ?? '';
	};

	test('of a company that was typed in as a web address finds it', async () => {
		const { domain } = examples().account;
		const outcome = await company.upsert(client, { values: { domain } });
		expect(outcome).toMatchObject({ status: expect.stringMatching(/unchanged|updated/) });
		expect(writesTo(opened, 'pipedrive')).not.toContain('POST /api/v2/organizations');
	});

	test('writes custom fields by their keys, and names one that there is not', async () => {
		const { record: fields = [] } = await pipedrive.listProperties(client, 'contact');
		const key = fields.find(({ label }) => label === 'Lead status')?.name ?? '';
		const { email } = examples().person;
		const set = async (custom: Record<string, unknown>) =>
			await contact.upsert(client, { values: { email, custom } });
		await set({ [key]: 12 });
		expect(await set({ [key]: 12 })).toMatchObject({ status: 'unchanged' });
		expect(await set({ [key]: 13 })).toMatchObject({ status: 'updated' });
		const unknown = 'f'.repeat(40);
		const outcome = await set({ [unknown]: 1 });
		expect(outcome).toMatchObject({ status: 'partial' });
		expect(outcome.reason?.message).toContain(unknown);
	});

	test('links to a company, once, and to no more than one', async () => {
		const companyIds = [await idOf('company')];
		const made = await contact.upsert(client, { values, associations: { companyIds } });
		expect(made).toMatchObject({ status: 'created', record: { accountId: companyIds[0] } });
		const again = await contact.upsert(client, { values, associations: { companyIds } });
		expect(again.status).toBe('unchanged');
		for (const associations of [{ companyIds: ['1', '2'] }, { dealIds: ['1'] }]) {
			expect(await contact.upsert(client, { values, associations })).toMatchObject({
				status: 'invalid',
				reason: { code: 'unsupported_association' },
			});
		}
	});

	test('of a deal makes one each time, and changes one by its id', async () => {
		const draft = {
			name: 'Fresh deal',
			stage: '2',
			amount: { amount: 100, currency: 'EUR' },
			probability: 0.29,
			closeDate: '2026-12-24',
			accountId: await idOf('company'),
			contactIds: [await idOf('contact')],
		};
		const made = await deal.upsert(client, { values: draft });
		expect(made).toMatchObject({ status: 'created', record: { ...draft, status: 'open' } });
		const id = made.record?.id;
		const lost = { id, status: 'lost', lostReason: 'No budget' } as const;
		expect(await deal.upsert(client, { values: lost })).toMatchObject({
			status: 'updated',
			record: { ...lost, amount: draft.amount },
		});
		expect(await deal.upsert(client, { values: lost })).toMatchObject({ status: 'unchanged' });
	});

	test('whose answer is lost is not repeated, and says to look', async () => {
		const patient = as('sandbox-pipedrive', 3);
		opened.sandbox.setFault({
			vendor: 'pipedrive',
			kind: 'reset',
			route: 'POST /api/v2/deals',
			when: 'after',
			times: 1,
		});
		const outcome = await deal.upsert(patient, { values: { name: 'Lost answer' } });
		expect(outcome.status).toBe('upstream_error');
		expect(outcome.reason?.message).toContain('Check before you send it again');
		expect((await dealsNamed(client, 'Lost answer')).records).toHaveLength(1);
	});

	test('with a key that may only read is forbidden', async () => {
		expect(await contact.upsert(as('sandbox-pipedrive-reader'), { values })).toMatchObject({
			status: 'forbidden',
		});
	});
});
