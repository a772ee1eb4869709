import { FROM_ITEMS, by, statusesOf, useCrm, values, where } from './crm-node';
import { vendors } from '../../../src/gtm/vendors/registry';

// The first test of a file loads n8n's engine.
jest.setTimeout(30_000);

describe.each(vendors.crm.map(({ profile }) => [profile.id]))(
	'a field that there is not, named at %s',
	(vendor) => {
		const crm = useCrm(vendor);
		const { run } = crm;
		const given = () => ({ email: crm.examples().person.email, lastName: 'Doe' });

		it.each(['onlyIfEmpty', 'clear'])(
			'under %s is refused before anything is written',
			async (option) => {
				const label = { onlyIfEmpty: 'Only If Empty', clear: 'Fields to Clear' }[option];
				const upsertOptions = { [option]: 'phone, jobTitle' };
				const { error } = await run('contact.upsert', values(given(), { upsertOptions }));
				expect(error?.message).toContain(`${label}: "jobTitle" is not a contact field`);
				const isRead = (route = '') => route.startsWith('GET ') || route.endsWith('/token');
				expect(crm.routes().filter((route) => !isRead(route))).toEqual([]);
			},
		);

		it('under Fields is refused before anything is read', async () => {
			const parameters = { ...by('email', given().email), options: { fields: 'email, jobTitle' } };
			for (const operation of ['contact.get', 'contact.history']) {
				const { error } = await run(operation, parameters);
				expect(error?.message).toContain('Fields: "jobTitle" is not a contact field');
			}
		});

		it('in a condition is refused before anything is searched', async () => {
			const { error } = await run('contact.search', where(['jobTitle', 'eq', 'CTO']));
			expect(error?.message).toContain('Conditions: "jobTitle" is not a contact field');
		});

		it('is told from one of the account’s own, which the form calls custom', async () => {
			const { items: properties } = await run('property.list', { entity: 'contact' });
			const records = properties.map(({ record }) => record as Record<string, unknown>);
			const { name = '' } = records.find(({ isCustom }) => isCustom) ?? {};
			const upsertOptions = { onlyIfEmpty: `phone, custom.${String(name)}` };
			const { items } = await run('contact.upsert', values(given(), { upsertOptions }));
			expect(statusesOf(items)).toEqual(['updated']);
			const fields = `email, ${String(name)}, custom.${String(name)}`;
			const found = await run('contact.get', {
				...by('email', given().email),
				options: { fields },
			});
			expect(statusesOf(found.items)).toEqual(['found']);
		});
	},
);

describe('the node', () => {
	const crm = useCrm('hubspot');
	const { run } = crm;

	it('clears the fields that its option names where an item has no value, and no others', async () => {
		const { person, colleague } = crm.examples();
		const { items } = await run(
			'contact.upsert',
			{ ...FROM_ITEMS, upsertOptions: { clear: 'title' } },
			{
				items: [
					{ email: person.email, title: null, firstName: null, lastName: '' },
					{ email: colleague.email, title: 'Advisor' },
				],
			},
		);
		expect(items).toMatchObject([
			{ status: 'updated', record: { firstName: person.firstName, lastName: person.lastName } },
			{ status: 'updated', record: { title: 'Advisor' } },
		]);
		expect((items[0]?.record as { title?: string }).title).toBeUndefined();
	});

	it('that stops says what it has done, with ids', async () => {
		const { error, items } = await run('contact.upsert', FROM_ITEMS, {
			items: [
				{ email: 'one@northwind.example' },
				{ email: 'no address' },
				{ email: crm.examples().person.email, title: 'Advisor' },
			],
		});
		expect(items).toEqual([]);
		expect(error?.message).not.toMatch(/nothing was written/i);
		expect(error?.description).toMatch(
			/finished 2 of 3 items\. Their changes remain: 1 created \(ids \d+\); 1 updated \(ids \d+\)/,
		);
	});
});

describe('a search of Attio', () => {
	const crm = useCrm('attio');

	it('by the time of the last change, which Attio does not keep, says so in our words', async () => {
		const changed = where(['updatedAt', 'gte', '2026-11-01T00:00:00Z']);
		const { error } = await crm.run('contact.search', changed);
		expect(error?.message).toMatch(/cannot search or sort a contact by updatedAt/);
		expect(crm.calls()).toEqual([]);
	});
});
