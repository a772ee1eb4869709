import type { Account } from '../../../src/gtm/model/account';
import { CRMS, ENRICHERS, openCrm, openEnricher } from './open-vendors';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(30_000);

/** All but Salesforce, whose contacts have one. */
const SEVERAL_ADDRESSES = ['attio', 'hubspot', 'pipedrive'] as const;

describe.each(CRMS)('%s', (id) => {
	test('keeps two shops of one host as two companies', async () => {
		const { vendor, client } = openCrm(id);
		const shops = ['shop-one.myshopify.com', 'https://shop-two.myshopify.com/'];
		const outcomes = [];
		for (const domain of shops) {
			const values: Account = { domain, name: domain };
			outcomes.push(await vendor.company.upsert(client, { values }));
		}
		expect(outcomes.map(({ status, record }) => [status, record?.domain])).toEqual([
			['created', 'shop-one.myshopify.com'],
			['created', 'shop-two.myshopify.com'],
		]);
		const ids = outcomes.map(({ record }) => record?.id);
		expect(new Set(ids).size).toBe(2);
	});

	test.each(['gmail.com', 'myshopify.com', 'https://www.linkedin.com/company/acme'])(
		'makes no company of %s',
		async (domain) => {
			const { vendor, client, sent } = openCrm(id);
			const outcome = await vendor.company.upsert(client, { values: { domain, name: 'Acme' } });
			expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'invalid_domain' } });
			expect(sent.filter(({ method }) => method === 'PATCH' || method === 'PUT')).toEqual([]);
		},
	);

	test('takes three spellings of one number for one, and keeps the one that is there', async () => {
		const { vendor, client } = openCrm(id);
		const email = 'dana@phones.example';
		const first = '+1 303-555-0152';
		await vendor.contact.upsert(client, { values: { email, lastName: 'Dee', phone: first } });
		const kept = (await vendor.contact.get(client, { email }, {})).record?.phone;
		for (const phone of ['+13035550152', '(303) 555-0152']) {
			const again = await vendor.contact.upsert(client, { values: { email, phone } });
			expect(again).toMatchObject({ status: 'unchanged', record: { phone: kept } });
		}
	});
});

test.each(SEVERAL_ADDRESSES)(
	'%s adds an address besides the main one, and takes none away',
	async (id) => {
		const { vendor, client } = openCrm(id);
		const email = 'dana@work.example';
		const add = async (others: string[]) =>
			await vendor.contact.upsert(client, {
				values: { email, lastName: 'Dee', otherEmails: others },
			});
		const made = await add(['dana@home.example']);
		const added = await add(['dana@club.example', 'Dana@Work.example']);
		expect(added).toMatchObject({ status: 'updated', record: { id: made.record?.id, email } });
		expect(added.record?.otherEmails?.toSorted()).toEqual([
			'dana@club.example',
			'dana@home.example',
		]);
		expect(await add(['dana@home.example'])).toMatchObject({ status: 'unchanged' });
		const found = await vendor.contact.upsert(client, {
			values: { email: 'dana@home.example', firstName: 'Dana' },
		});
		expect(found).toMatchObject({ status: 'updated', record: { id: made.record?.id, email } });
	},
);

test('Salesforce has one address, and names the others as left out', async () => {
	const { vendor, client } = openCrm('salesforce');
	const values = {
		email: 'dana@work.example',
		lastName: 'Dee',
		otherEmails: ['dana@home.example'],
	};
	const outcome = await vendor.contact.upsert(client, { values });
	expect(outcome.notes?.join()).toContain('otherEmails');
});

test('Pipedrive keeps the labels of the numbers that are there', async () => {
	const { vendor, client, sent } = openCrm('pipedrive');
	const email = 'dana@phones.example';
	const values = { email, lastName: 'Dee', phone: '+13035550152', mobilePhone: '+13035550199' };
	await vendor.contact.upsert(client, { values });
	await vendor.contact.upsert(client, { values: { email, phone: '+13035550100' } });
	expect(sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toMatchObject([
		{
			phones: [
				{ value: '+13035550100', label: 'work', primary: true },
				{ value: '+13035550152', label: 'work', primary: false },
				{ value: '+13035550199', label: 'mobile', primary: false },
			],
		},
	]);
	const read = await vendor.contact.get(client, { email }, {});
	expect(read.record).toMatchObject({ phone: '+13035550100', mobilePhone: '+13035550199' });
});

test('HubSpot finds a company by a domain that came with a merge', async () => {
	const { vendor, client } = openCrm('hubspot');
	const made = await vendor.company.upsert(client, {
		values: { domain: 'merged.example', name: 'Merged' },
	});
	const before = await vendor.company.upsert(client, { values: { domain: 'before.example' } });
	await client.send({
		method: 'POST',
		path: '/crm/objects/2026-09/companies/merge',
		body: { primaryObjectId: made.record?.id, objectIdToMerge: before.record?.id },
		effect: 'unsafe',
	});
	const again = await vendor.company.upsert(client, {
		values: { domain: 'before.example', city: 'Denver' },
	});
	expect(again).toMatchObject({
		status: 'updated',
		record: { id: made.record?.id, domain: 'merged.example', city: 'Denver' },
	});
});

test.each(ENRICHERS)(
	'%s is not asked, and not paid, for the company of a shared host',
	async (id) => {
		const { vendor, client, sent } = openEnricher(id);
		for (const domain of ['gmail.com', 'myshopify.com', 'linkedin.com/in/dana']) {
			expect(await vendor.enrichCompany(client, { domain }, {})).toMatchObject({
				status: 'invalid',
			});
		}
		expect(sent).toEqual([]);
	},
);
