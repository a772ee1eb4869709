import type { Associations, CrmEntity, SearchCondition } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import type { Activity } from '../../../src/gtm/model/activity';
import { pipedrive } from '../../../src/gtm/vendors/pipedrive/pipedrive';
import { describeCrm } from '../../unit/src/gtm/crm/crm-conformance';
import { describeChecked } from './openapi/checked-suite';
import { describeContract } from './openapi/specs';
import { TITLE_OF_ORGANIZATION, exampleId } from './pipedrive-examples';
import { type OpenSandbox, checkedClient, writesTo } from './sandbox-client';
import { openSandbox } from './sandbox-port';

const AT = '2026-11-20T09:00:00.000Z';

describeContract('pipedrive', [TITLE_OF_ORGANIZATION], (spec) => {
	describeChecked('pipedrive', spec, (options) => describeCrm(pipedrive, options));

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

	const log = async (activity: Partial<Activity>, associations: Associations) =>
		await pipedrive.logActivity(client, {
			activity: { type: 'note', at: AT, ...activity },
			associations,
		});

	describe('a record', () => {
		test('is read by email, domain or id in canonical words', async () => {
			const { person, account, deal: example } = examples();
			const read = await contact.get(client, { email: person.email }, {});
			expect(read).toMatchObject({
				status: 'found',
				record: {
					email: person.email,
					firstName: person.firstName,
					title: person.title,
					city: person.city,
					accountId: await idOf('company'),
				},
			});
			expect(read.record).not.toHaveProperty('custom');
			expect(await contact.get(client, { id: await idOf('contact') }, {})).toEqual(read);
			expect(await company.get(client, { domain: account.domain }, {})).toMatchObject({
				record: { name: account.name, domain: account.domain, city: account.city },
			});
			expect(await deal.get(client, { id: await idOf('deal') }, {})).toMatchObject({
				record: {
					name: example.name,
					status: example.status,
					amount: { amount: example.amount, currency: example.currency },
					closeDate: example.closeDate,
				},
			});
		});

		test('leaves with the fields that were asked for, custom ones too', async () => {
			const { record: fields = [] } = await pipedrive.listProperties(client, 'contact');
			const linkedin = fields.find(({ label }) => label === 'LinkedIn')?.name ?? '';
			const { person } = examples();
			const { record } = await contact.get(
				client,
				{ email: person.email },
				{ fields: ['title', linkedin] },
			);
			expect(record).toEqual({ title: person.title, custom: { [linkedin]: person.linkedinUrl } });
		});

		test('that is not there is not found, and an id that is none is told', async () => {
			const outcomes = [
				await contact.get(client, { email: examples().unknownEmail }, {}),
				await company.get(client, { domain: examples().unknownDomain }, {}),
				await deal.get(client, { id: '77' }, {}),
				await deal.history(client, { id: '77' }, {}),
			];
			expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('not_found'));
			expect(await deal.get(client, { id: '7/../8' }, {})).toMatchObject({
				status: 'invalid',
				reason: { code: 'invalid_id' },
			});
		});

		test('who has opted out says so', async () => {
			const { email } = examples().optedOut;
			expect(await contact.get(client, { email }, {})).toMatchObject({
				record: { email, optedOut: true },
			});
		});
	});

	describe('a search', () => {
		const search = async (conditions: SearchCondition[], limit = 10) =>
			await contact.search(client, { conditions, limit });

		test('follows pages up to the limit, in the order asked for', async () => {
			const sort = { field: 'createdAt', direction: 'descending' } as const;
			const { records } = await contact.search(client, { conditions: [], sort, limit: 230 });
			expect(records).toHaveLength(230);
			const times = records.map(({ createdAt = '' }) => createdAt);
			expect(times).toEqual(times.toSorted().reverse());
		});

		test('by email, by name and by company finds the person', async () => {
			const { person } = examples();
			const accountId = await idOf('company');
			const ofCompany = { field: 'accountId', operator: 'eq', value: accountId } as const;
			for (const condition of [
				{ field: 'email', operator: 'eq', value: person.email },
				{ field: 'fullName', operator: 'contains', value: person.lastName },
			] as const) {
				const { records, outcome } = await search([condition, ofCompany]);
				expect(outcome.status).toBe('found');
				expect(records.map(({ email }) => email)).toContain(person.email);
				expect(records.every((record) => record.accountId === accountId)).toBe(true);
			}
			const { records } = await search([ofCompany]);
			expect(records.map(({ email }) => email)).toContain(person.email);
		});

		test('by time of change and by domain', async () => {
			const since = { field: 'updatedAt', operator: 'gte', value: '2999-01-01T00:00:00.000Z' };
			const { outcome } = await search([since as SearchCondition]);
			expect(outcome.status).toBe('not_found');
			const { domain, name } = examples().account;
			const found = await company.search(client, {
				conditions: [{ field: 'domain', operator: 'eq', value: domain }],
				limit: 5,
			});
			expect(found.records).toMatchObject([{ name }]);
		});

		test.each([
			[{ field: 'title', operator: 'eq', value: 'CTO' }, 'unsupported_condition'],
			[{ field: 'ownerId', operator: 'gt', value: 3 }, 'unsupported_condition'],
			[{ field: 'fullName', operator: 'contains', value: 'x' }, 'text_too_short'],
		] as const)('that Pipedrive cannot do is refused: %j', async (condition, code) => {
			const { outcome } = await search([condition]);
			expect(outcome).toMatchObject({ status: 'invalid', reason: { code } });
			expect(opened.sandbox.log.list()).toEqual([]);
			// So that the specification has one request to look at.
			expect((await pipedrive.listOwners(client)).status).toBe('found');
		});
	});

	test('the stages of a deal are told newest first, each with the one before', async () => {
		const id = await idOf('deal');
		const before = (await deal.get(client, { id }, {})).record?.stage;
		const stage = before === '2' ? '3' : '2';
		await deal.upsert(client, { match: { id }, values: { stage, amount: { amount: 1 } } });
		const { record = [] } = await deal.history(client, { id }, { fields: ['stage'] });
		expect(record[0]).toMatchObject({ field: 'stage', from: Number(before), to: Number(stage) });
		expect(record.every(({ field }) => field === 'stage')).toBe(true);
		const person = { id: await idOf('contact') };
		expect(await contact.history(client, person, {})).toMatchObject({
			status: 'found',
			record: [],
		});
	});

	describe('an activity', () => {
		const links = async () => ({
			contactIds: [await idOf('contact')],
			companyIds: [await idOf('company')],
			dealIds: [await idOf('deal')],
		});

		test('that is a note hangs on one record of each kind, its text as text', async () => {
			const associations = await links();
			const outcome = await log({ subject: 'Call', body: '<b>Demo</b> & more' }, associations);
			expect(outcome).toMatchObject({
				status: 'created',
				record: {
					contactIds: associations.contactIds,
					accountIds: associations.companyIds,
					dealIds: associations.dealIds,
				},
			});
			const [call] = opened.sandbox.log.list().filter(({ method }) => method === 'POST');
			expect(call?.requestBody).toContain('Call<br>&lt;b&gt;Demo&lt;/b&gt; &amp; more');
			expect(await log({ body: 'x' }, {})).toMatchObject({ reason: { code: 'no_record' } });
		});

		test.each(['task', 'call', 'email', 'meeting'] as const)(
			'that is a %s is logged',
			async (type) => {
				const associations = await links();
				const activity = { type, subject: 'Talk', endsAt: '2026-11-20T10:30:00.000Z' };
				const outcome = await log(activity, associations);
				expect(outcome).toMatchObject({
					status: 'created',
					record: { type, contactIds: associations.contactIds, dealIds: associations.dealIds },
				});
				const [call] = opened.sandbox.log.list().filter(({ method }) => method === 'POST');
				expect(JSON.parse(call?.requestBody ?? '')).toMatchObject({
					type,
					due_date: '2026-11-20',
					due_time: '09:00',
					duration: '01:30',
					done: type !== 'task',
				});
			},
		);

		test('that has no room for its links is not logged', async () => {
			const { contactIds } = await links();
			const two = { contactIds, dealIds: ['1', '2'] };
			expect(await log({ type: 'call' }, two)).toMatchObject({
				status: 'invalid',
				reason: { code: 'unsupported_association' },
			});
			const unknown = { contactIds: ['77'] };
			expect(await log({ type: 'call' }, unknown)).toMatchObject({ status: 'invalid' });
			expect(writesTo(opened, 'pipedrive')).toEqual(['POST /api/v2/activities']);
		});
	});

	test('a deal is moved to the stage that an automation starts on, once', async () => {
		const recordId = await idOf('deal');
		const current = (await deal.get(client, { id: recordId }, {})).record?.stage;
		const workflow = current === '4' ? '5' : '4';
		const trigger = { workflow, entity: 'deal', recordId } as const;
		const first = await pipedrive.triggerWorkflow(client, trigger);
		const again = await pipedrive.triggerWorkflow(client, trigger);
		expect([first.status, again.status]).toEqual(['updated', 'unchanged']);
		const other = await pipedrive.triggerWorkflow(client, { ...trigger, entity: 'contact' });
		expect(other).toMatchObject({ status: 'invalid', reason: { code: 'deal_and_stage' } });
	});

	test('fields come with their keys, choices and canonical names', async () => {
		const { record: ofContact = [] } = await pipedrive.listProperties(client, 'contact');
		const { record: ofCompany = [] } = await pipedrive.listProperties(client, 'company');
		const status = ofContact.find(({ label }) => label === 'Lead status');
		expect(status).toMatchObject({ type: 'options', isCustom: true, readOnly: false });
		expect(status?.name).toMatch(/^[0-9a-f]{40}$/);
		expect(status?.options).toContainEqual({ value: '11', label: 'NEW' });
		expect(ofContact.find(({ name }) => name === 'email')).toMatchObject({ canonical: 'email' });
		expect(ofContact.find(({ name }) => name === 'job_title')).toMatchObject({ readOnly: true });
		expect(ofCompany.find(({ label }) => label === 'Domain')).toMatchObject({
			canonical: 'domain',
		});
	});

	test('the limit of two seconds is waited for, the budget of the day is not', async () => {
		const { email } = examples().person;
		opened.sandbox.setFault({ vendor: 'pipedrive', kind: 'rate_limit_burst', times: 1 });
		const burst = await contact.get(client, { email }, {});
		expect(burst).toMatchObject({ status: 'rate_limited', retry: { advised: true } });
		opened.sandbox.setFault({ vendor: 'pipedrive', kind: 'rate_limit_quota' });
		const daily = await contact.get(as('sandbox-pipedrive', 3), { email }, {});
		expect(daily).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'daily_budget' },
			retry: { advised: false },
		});
	});
});
