import { CRM_OPERATIONS, type CrmVendor } from '../../../../../src/gtm/crm/crm-vendor';
import { accountSchema } from '../../../../../src/gtm/model/account';
import { ACTIVITY_TYPES, activitySchema } from '../../../../../src/gtm/model/activity';
import { contactSchema } from '../../../../../src/gtm/model/contact';
import { dealSchema } from '../../../../../src/gtm/model/deal';
import { credentialTypeOf } from '../../../../node/gtm/credential-types';
import type { AccountOptions } from '../vendors/vendor-account';
import { type CrmStage, openCrmStage } from './crm-stage';
import { describeUpserting } from './upserting-conformance';

const AT = '2026-11-20T09:00:00.000Z';

/** What every CRM does alike; what is a vendor's own stands in its own tests. */
export function describeCrm(crm: CrmVendor, options?: AccountOptions): void {
	const { contact, company, deal, capabilities } = crm;
	let stage: CrmStage;

	beforeEach(() => {
		stage = openCrmStage(crm, options);
	});

	test('points to the credential if the vendor does not know the key', async () => {
		const wrong = { accessToken: 'wrong', apiToken: 'wrong' };
		// Whoever logs in first is told so by the login.
		if (crm.credentialTypes.some((type) => credentialTypeOf(type).preAuthentication)) return;
		const other = openCrmStage(crm, { ...options, credential: wrong });
		const outcome = await contact.get(other.client, { email: 'kim@new.example' }, {});
		expect(outcome).toMatchObject({ status: 'forbidden', retry: { advised: false } });
	});

	describe('a record', () => {
		test('is read by what makes it unique, or by id, in canonical words', async () => {
			const { client, examples } = stage;
			const { person, account, deal: example } = examples;
			const ids = await stage.ids();
			const one = await contact.get(client, { email: person.email }, {});
			expect(one).toMatchObject({
				status: 'found',
				record: {
					email: person.email,
					firstName: person.firstName,
					lastName: person.lastName,
					title: person.title,
				},
			});
			expect(contactSchema.safeParse(one.record).error).toBeUndefined();
			expect(one.record).not.toHaveProperty('custom');
			const again = await contact.get(client, { id: ids.contact }, {});
			expect(again.record).toEqual(one.record);
			const two = await company.get(client, { domain: account.domain }, {});
			expect(two.record).toMatchObject({ name: account.name, domain: account.domain });
			expect(accountSchema.safeParse(two.record).error).toBeUndefined();
			const other = await company.get(client, { id: ids.company }, {});
			expect(other.record).toEqual(two.record);
			const three = await deal.get(client, { id: ids.deal }, {});
			expect(three.record).toMatchObject({ name: example.name });
			expect(three.record?.amount?.amount).toBe(example.amount);
			expect(dealSchema.safeParse(three.record).error).toBeUndefined();
		});

		test('that is not there is not found', async () => {
			const { client, examples } = stage;
			const { unknownEmail: email, unknownDomain: domain } = examples;
			expect((await contact.get(client, { email }, {})).status).toBe('not_found');
			expect((await company.get(client, { domain }, {})).status).toBe('not_found');
		});

		test('that is named by something else is refused', async () => {
			const { client } = stage;
			const outcomes = [
				await contact.get(client, { domain: 'acme.com' }, {}),
				await company.get(client, { email: 'kim@acme.com' }, {}),
				await deal.get(client, { email: 'kim@acme.com' }, {}),
			];
			expect(outcomes.map(({ status }) => status)).toEqual(['invalid', 'invalid', 'invalid']);
			expect(stage.requests.map(({ url }) => url)).toEqual([]);
		});

		test('leaves with the fields that were asked for, and no others', async () => {
			const { email } = stage.examples.person;
			const { record } = await contact.get(stage.client, { email }, { fields: ['email', 'title'] });
			const { id: _always, ...asked } = record ?? {};
			expect(asked).toEqual({ email, title: stage.examples.person.title });
		});

		test('is unknown after an answer that cannot be read: nobody is taken for not there', async () => {
			stage.sandbox.setFault({ vendor: crm.profile.id, kind: 'garbage' });
			const outcome = await contact.get(stage.client, { email: 'kim@new.example' }, {});
			expect(outcome).toMatchObject({ status: 'upstream_error' });
		});
	});

	describe('a search', () => {
		const search = async (value: string, operator: 'contains' | 'eq' | 'in' = 'eq') =>
			await contact.search(stage.client, {
				conditions: [
					{ field: 'email', operator, value: operator === 'in' ? [value, 'x@y.example'] : value },
				],
				limit: 10,
			});

		test('follows pages up to the limit, with every record once', async () => {
			const { outcome, records } = await contact.search(stage.client, {
				conditions: [],
				limit: 230,
			});
			expect(outcome.status).toBe('found');
			expect(new Set(records.map(({ id }) => id)).size).toBe(230);
			for (const one of records) expect(contactSchema.safeParse(one).error).toBeUndefined();
		});

		test('finds who has a value, and nobody else', async () => {
			const { email } = stage.examples.person;
			const { records } = await search(email);
			expect(records.map((one) => one.email)).toEqual([email]);
		});

		test.each(["x' OR 1 = 1 --", '%', '*', '"} , {"', '\\', '{{x}}'])(
			'takes %s as a value, whatever it would mean to the vendor',
			async (value) => {
				const { outcome, records } = await search(`${value}@new.example`);
				expect(records).toEqual([]);
				expect(['not_found', 'invalid']).toContain(outcome.status);
			},
		);

		test('by a field that there is not names it', async () => {
			const { outcome } = await contact.search(stage.client, {
				conditions: [{ field: 'shoeSize', operator: 'eq', value: 43 }],
				limit: 1,
			});
			expect(outcome).toMatchObject({ status: 'invalid', retry: { advised: false } });
			expect(outcome.reason?.message).toContain('shoeSize');
		});
	});

	describeUpserting(() => stage);

	test('the history of a deal is told newest first', async () => {
		const { deal: id } = await stage.ids();
		const { status, record = [] } = await deal.history(stage.client, { id }, {});
		expect(status).toBe('found');
		const times = record.map(({ at }) => at);
		expect(times).toEqual(times.toSorted().toReversed());
	});

	describe.each(ACTIVITY_TYPES)('a %s', (type) => {
		const offered = capabilities[`activity.${type}`].supported;

		test(offered ? 'is logged once with its links, and read back' : 'is not offered', async () => {
			const { contact: id } = await stage.ids();
			const activity = { type, at: AT, subject: 'Conformance', body: 'Said so' };
			const outcome = await crm.logActivity(stage.client, {
				activity,
				associations: { contactIds: [id] },
			});
			if (!offered) {
				expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'not_offered' } });
				expect(stage.writes()).toEqual([]);
				return;
			}
			expect(outcome).toMatchObject({ status: 'created', record: { type, contactIds: [id] } });
			expect(activitySchema.safeParse(outcome.record).error).toBeUndefined();
		});
	});

	describe('the account', () => {
		test.each(['contact', 'company', 'deal'] as const)(
			'tells the properties of a %s, the canonical ones by name',
			async (entity) => {
				const { record = [] } = await crm.listProperties(stage.client, entity);
				const canonical = record.map((one) => one.canonical);
				expect(canonical).toContain({ contact: 'email', company: 'name', deal: 'stage' }[entity]);
				expect(new Set(record.map(({ name }) => name)).size).toBe(record.length);
			},
		);

		test('tells its owners, by address', async () => {
			const { record = [] } = await crm.listOwners(stage.client);
			const people = stage.world.users.filter(({ active }) => active);
			expect(record).toEqual(
				expect.arrayContaining(
					people.map(({ email, firstName, lastName }) => ({
						id: expect.any(String),
						email,
						name: `${firstName} ${lastName}`,
						active: true,
					})),
				),
			);
		});
	});

	test('says of every operation whether it is offered', () => {
		expect(Object.keys(capabilities).toSorted()).toEqual([...CRM_OPERATIONS].toSorted());
	});
}
