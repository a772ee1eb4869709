import type { Associations, CrmEntity } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import type { Activity } from '../../../src/gtm/model/activity';
import { attio } from '../../../src/gtm/vendors/attio/attio';
import { exampleId } from './attio-examples';
import { describeCrm } from '../../unit/src/gtm/crm/crm-conformance';
import { describeChecked } from './openapi/checked-suite';
import { describeContract } from './openapi/specs';
import { type OpenSandbox, checkedClient, writesTo } from './sandbox-client';
import { openSandbox } from './sandbox-port';

const AT = '2026-11-20T09:00:00.000Z';

describeContract('attio', [], (spec) => {
	describeChecked('attio', spec, (options) => describeCrm(attio, options));

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

	const log = async (activity: Partial<Activity>, associations: Associations) =>
		await attio.logActivity(client, {
			activity: { type: 'note', at: AT, ...activity },
			associations,
		});

	describe('a record', () => {
		test('is read by email, domain or id in canonical words', async () => {
			const { person, account } = examples();
			const read = await contact.get(client, { email: person.email }, {});
			expect(read).toMatchObject({
				status: 'found',
				record: {
					email: person.email,
					firstName: person.firstName,
					title: person.title,
					country: person.country,
					city: person.city,
					accountId: await idOf('company'),
				},
			});
			expect(read.record).not.toHaveProperty('custom');
			const again = await contact.get(client, { id: await idOf('contact') }, {});
			expect(again).toEqual(read);
			expect(await company.get(client, { domain: account.domain }, {})).toMatchObject({
				record: {
					name: account.name,
					industry: 'industrial_automation',
					foundedYear: account.foundedYear,
				},
			});
		});

		test('leaves with the fields that were asked for, custom ones too', async () => {
			const { person } = examples();
			const fields = ['title', 'lead_status'];
			const { record, raw } = await contact.get(
				client,
				{ email: person.email },
				{ fields, keepRaw: true },
			);
			expect(record).toEqual({ title: person.title, custom: { lead_status: person.leadStatus } });
			expect(raw).toHaveProperty('values.email_addresses');
		});

		test('that is not there is not found', async () => {
			const outcomes = [
				await contact.get(client, { email: examples().unknownEmail }, {}),
				await deal.get(client, { id: crypto.randomUUID() }, {}),
				await deal.history(client, { id: crypto.randomUUID() }, {}),
			];
			expect(outcomes.map(({ status }) => status)).toEqual(Array(3).fill('not_found'));
		});
	});

	describe('a search', () => {
		test('follows pages up to the limit, in the order asked for', async () => {
			const sort = { field: 'lastName', direction: 'ascending' } as const;
			const found = await contact.search(client, { conditions: [], sort, limit: 620 });
			expect(found.records).toHaveLength(620);
			const names = found.records.map(({ lastName = '' }) => lastName);
			expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
		});

		test.each([
			['title', 'eq', (title: string) => title],
			['title', 'contains', (title: string) => title.slice(1)],
			['title', 'in', (title: string) => [title, 'Nobody']],
		] as const)('compares %s by %s', async (field, operator, valueOf) => {
			const { title } = examples().person;
			const value = valueOf(title);
			const { records } = await contact.search(client, {
				conditions: [{ field, operator, value }],
				limit: 20,
			});
			expect(records.length).toBeGreaterThan(0);
			expect(records.every((record) => record.title?.includes(title.slice(1)))).toBe(true);
		});

		test('joins conditions on parts of values, on missing values and on names', async () => {
			const { person } = examples();
			const { records, outcome } = await contact.search(client, {
				conditions: [
					{ field: 'city', operator: 'eq', value: person.city },
					{ field: 'email', operator: 'known' },
					{ field: 'icp_score', operator: 'unknown' },
					{ field: 'country', operator: 'neq', value: 'ZZ' },
					{ field: 'accountId', operator: 'eq', value: await idOf('company') },
				],
				text: person.lastName,
				limit: 5,
			});
			expect(outcome.status).toBe('found');
			expect(records.map(({ email }) => email)).toContain(person.email);
		});
	});

	test('the stages of a deal are told newest first, each with the one before', async () => {
		const id = await idOf('deal');
		await deal.upsert(client, { match: { id }, values: { stage: 'Lost' } });
		const { record = [] } = await deal.history(client, { id }, { fields: ['stage'] });
		const last = record[0];
		expect(last).toMatchObject({ field: 'stage', to: 'Lost' });
		expect(last?.from).toBe(record[1]?.to);
		expect(record.map(({ at }) => at)).toEqual(
			record
				.map(({ at }) => at)
				.toSorted()
				.reverse(),
		);
	});

	test('a note hangs on one record, and on no more', async () => {
		const contactIds = [await idOf('contact')];
		const note = { subject: 'Call', body: 'Wants a demo' };
		expect(await log(note, { contactIds })).toMatchObject({
			status: 'created',
			record: { id: expect.any(String), contactIds, body: 'Wants a demo' },
		});
		const companyIds = [await idOf('company')];
		for (const links of [{}, { contactIds, companyIds }]) {
			expect(await log(note, links)).toMatchObject({
				status: 'invalid',
				reason: { code: 'one_record_only' },
			});
		}
		expect(writesTo(opened, 'attio')).toEqual(['POST /v2/notes']);
	});

	test('a task hangs on several records and belongs to a member', async () => {
		const associations = {
			contactIds: [await idOf('contact')],
			companyIds: [await idOf('company')],
		};
		const ownerId = opened.sandbox.world.users[0]?.email;
		const task = { type: 'task', subject: 'Send the offer', ownerId } as const;
		expect(await log(task, associations)).toMatchObject({
			status: 'created',
			record: { contactIds: associations.contactIds, accountIds: associations.companyIds },
		});
		const tooLong = await log({ ...task, body: 'x'.repeat(2_000) }, associations);
		expect(tooLong).toMatchObject({ status: 'invalid', reason: { code: 'task_text' } });
	});

	test('a record enters a list once', async () => {
		const trigger = {
			workflow: 'outbound_queue',
			entity: 'contact',
			recordId: await idOf('contact'),
		} as const;
		const first = await attio.triggerWorkflow(client, trigger);
		const again = await attio.triggerWorkflow(client, trigger);
		expect([first.status, again.status]).toEqual(['created', 'unchanged']);
		const unknown = await attio.triggerWorkflow(client, { ...trigger, workflow: 'nothing' });
		expect(unknown.status).toBe('not_found');
	});

	test('attributes come with their choices and canonical names', async () => {
		const { record = [] } = await attio.listProperties(client, 'deal');
		const stage = record.find(({ name }) => name === 'stage');
		expect(stage).toMatchObject({ canonical: 'stage', type: 'options', required: true });
		expect(stage?.options).toContainEqual({ value: 'Lost', label: 'Lost' });
		expect(record.find(({ name }) => name === 'created_at')).toMatchObject({ readOnly: true });
		expect(record.find(({ name }) => name === 'close_date')).toMatchObject({ isCustom: true });
	});

	test('a limit that is hit is told with the time to wait', async () => {
		opened.sandbox.setFault({ vendor: 'attio', kind: 'rate_limit_burst' });
		const { status, retry } = await contact.get(client, { email: examples().person.email }, {});
		expect(status).toBe('rate_limited');
		expect(retry).toMatchObject({ advised: true, afterMs: expect.any(Number) });
	});

	describe('lists', () => {
		test('are offered for the records that they hold, and say who is on them', async () => {
			const { record: all } = (await attio.lists?.all(client, 'contact')) ?? {};
			expect(all).toMatchObject([{ name: 'Outbound queue' }]);
			const list = all?.[0]?.id ?? '';
			const [on, off] = await Promise.all(
				['on', 'off'].map(async (name) => {
					const values = { email: `${name}@lists-run.example` };
					const { record } = await contact.upsert(client, { values });
					return record?.id ?? '';
				}),
			);
			const trigger = { workflow: list, entity: 'contact', recordId: on ?? '' } as const;
			expect(await attio.triggerWorkflow(client, trigger)).toMatchObject({ status: 'created' });
			const question = { entity: 'contact', ids: [on ?? '', off ?? ''], lists: [list] } as const;
			expect(await attio.lists?.onOneOf(client, question)).toEqual(new Set([on]));
		});
	});
});
