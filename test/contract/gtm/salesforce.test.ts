import { SESSION } from '../../../sandbox/vendors/salesforce/login-routes.ts';
import { CRM_OPERATIONS } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { salesforce } from '../../../src/gtm/vendors/salesforce/salesforce';
import { type Deviation, unspecified } from './openapi/spec';
import { describeCrm } from '../../unit/src/gtm/crm/crm-conformance';
import { describeChecked } from './openapi/checked-suite';
import { describeContract } from './openapi/specs';
import { type OpenSandbox, checkedClient } from './sandbox-client';
import { openSandbox } from './sandbox-port';

const AT = '2026-11-20T09:00:00.000Z';

const API = String.raw`/services/data/v[\d.]+`;

const DEVIATIONS: readonly Deviation[] = [
	...unspecified(
		'GET',
		String.raw`${API}/query/\w+-\d+`,
		"the collection has a query's first page only; the description of that request tells of this",
	),
	...unspecified(
		'PATCH',
		`${API}/composite/sobjects`,
		"the collection is of 2021 and names an object behind it; today's reference does not",
	),
	...unspecified(
		'POST',
		String.raw`${API}/actions/custom/flow/\w+`,
		'the collection lists the actions, and starts none',
	),
];

describeContract('salesforce', DEVIATIONS, (spec) => {
	describeChecked('salesforce', spec, (options) => describeCrm(salesforce, options));

	let opened: OpenSandbox;
	let client: VendorClient;
	let problems: readonly string[];

	beforeEach(async () => {
		opened = await openSandbox({ settings: { limits: 'off' } });
		({ client, problems } = checkedClient(opened, {
			profile: salesforce.profile,
			spec: spec(),
			headers: { authorization: `Bearer ${SESSION}` },
		}));
	});

	afterEach(async () => {
		await opened.close();
		expect(problems).toEqual([]);
	});

	const { contact, company, deal } = salesforce;

	async function theirIds() {
		const { person, account, deal: example } = opened.sandbox.world.examples;
		const one = await contact.get(client, { email: person.email }, {});
		const two = await company.get(client, { domain: account.domain }, {});
		const { records } = await deal.search(client, {
			conditions: [{ field: 'name', operator: 'eq', value: example.name }],
			sort: { field: 'createdAt', direction: 'descending' },
			limit: 1,
		});
		return {
			contactId: one.record?.id ?? '',
			companyId: two.record?.id ?? '',
			dealId: records[0]?.id ?? '',
		};
	}

	test('reads, searches of many pages and the lists are requests that it knows', async () => {
		const { contactId, companyId, dealId } = await theirIds();
		const all = await contact.search(client, { conditions: [], limit: 2_500 });
		const statuses = [
			all.outcome.status,
			(await contact.history(client, { id: contactId }, {})).status,
			(await company.history(client, { id: companyId }, {})).status,
			(await deal.history(client, { id: dealId }, {})).status,
			(await salesforce.listProperties(client, 'deal')).status,
			(await salesforce.listOwners(client)).status,
		];
		expect(statuses).toEqual(['found', 'found', 'found', 'found', 'found', 'found']);
	});

	test('records are made and changed as it says, one by one and many at once', async () => {
		const { contactId, companyId, dealId } = await theirIds();
		const associations = { contactIds: [contactId], companyIds: [companyId] };
		// The org takes people of one name and one domain for duplicates.
		const many = ['Noor', 'Silva'].map((lastName) => ({
			values: { email: `${lastName}@contract.example`, lastName },
		}));
		const outcomes = [
			await contact.upsert(client, { values: { email: 'kim@new.example', lastName: 'Kim' } }),
			await company.upsert(client, { values: { domain: 'new.example', name: 'New' } }),
			await deal.upsert(client, {
				values: { id: dealId, amount: { amount: 12, currency: 'USD' } },
				associations,
			}),
			...((await contact.upsertMany?.(client, many)) ?? []),
			...((await contact.upsertMany?.(
				client,
				many.map(({ values }) => ({ values: { ...values, title: 'CFO' } })),
			)) ?? []),
		];
		expect(outcomes.map(({ status }) => status)).toEqual([
			'created',
			'created',
			'updated',
			'created',
			'created',
			'updated',
			'updated',
		]);
	});

	test('activities are logged and flows started as it says', async () => {
		const { contactId, dealId } = await theirIds();
		const associations = { contactIds: [contactId], dealIds: [dealId] };
		const types = CRM_OPERATIONS.flatMap((name) => /^activity\.(.+)/.exec(name)?.[1] ?? []);
		for (const type of types as Array<'call' | 'email' | 'meeting' | 'note' | 'task'>) {
			const activity = { type, at: AT, subject: 'Contract' };
			const outcome = await salesforce.logActivity(client, { activity, associations });
			expect({ type, status: outcome.status }).toEqual({ type, status: 'created' });
		}
		const started = await salesforce.triggerWorkflow(client, {
			workflow: 'Start_Onboarding',
			entity: 'contact',
			recordId: contactId,
		});
		expect(started.status).toBe('updated');
	});
});
