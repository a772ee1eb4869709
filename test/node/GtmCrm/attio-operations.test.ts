import { describeOperations } from '../gtm/describe-operations';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { activityCases } from './activity-cases';
import { nothingChanged } from './nothing-changed';
import { FROM_ITEMS, by, exampleIds, values, where } from './crm-node';
import { ATTRIBUTES, STAGES } from '../../../sandbox/vendors/attio/attributes.ts';

const RECORDS = '/v2/objects/{object}/records';
const QUERY = `POST ${RECORDS}/query`;
const GET = `GET ${RECORDS}/{record_id}`;
const ASSERT = `PUT ${RECORDS}`;
const PAST = `GET ${RECORDS}/{record_id}/attributes/{attribute}/values`;

const idsOf = async (sandbox: OpenSandbox) => await exampleIds(sandbox, 'attio');

const titleOf = (stage: string) => STAGES.find(({ id }) => id === stage)?.title;

describeOperations('crm', 'attio', {
	'contact.get': async (sandbox) => {
		const { examples } = sandbox.sandbox.world;
		const { email, firstName, lastName, title, phone, city } = examples.person;
		const { companyId } = await idsOf(sandbox);
		return {
			parameters: by('email', '={{ $json.email }}'),
			items: [{ email }, { email: examples.unknownEmail }],
			outputs: [
				{
					status: 'found',
					provider: 'attio',
					record: { email, firstName, lastName, title, phone, city, accountId: companyId },
				},
				{ status: 'not_found', reason: { code: 'no_match' } },
			],
			asked: [QUERY, QUERY],
		};
	},
	'contact.search': ({ sandbox: { world } }) => {
		const { email, title, firstName } = world.examples.person;
		return {
			parameters: { ...where(['email', 'eq', email], ['title', 'eq', title]), text: firstName },
			outputs: [{ status: 'found', record: { email, title, firstName } }],
			asked: [QUERY],
		};
	},
	'contact.upsert': ({ sandbox: { world } }) => {
		const { person, colleague } = world.examples;
		return {
			parameters: FROM_ITEMS,
			items: [
				{ email: 'new@northwind.example', firstName: 'Noa', lastName: 'Dam', title: 'CRO' },
				{ email: person.email, title: 'Advisor' },
				{ email: colleague.email, title: colleague.title },
			],
			outputs: [
				{ status: 'created', record: { email: 'new@northwind.example', fullName: 'Noa Dam' } },
				{
					status: 'updated',
					record: { email: person.email, title: 'Advisor', lastName: person.lastName },
				},
				{ status: 'unchanged', record: { email: colleague.email, title: colleague.title } },
			],
			asked: [QUERY, ASSERT, `PUT ${RECORDS}/{record_id}`, GET],
		};
	},
	'contact.history': ({ sandbox: { world } }) => {
		const { email, title, createdAt } = world.examples.person;
		return {
			parameters: { ...by('email', email), options: { fields: 'title' } },
			outputs: [{ status: 'found', record: { field: 'title', at: createdAt, to: title } }],
			asked: [QUERY, PAST],
		};
	},
	'company.get': ({ sandbox: { world } }) => {
		const { domain, name, city, country, foundedYear } = world.examples.account;
		return {
			parameters: by('domain', domain),
			outputs: [
				{
					status: 'found',
					record: { domain, name, industry: 'industrial_automation', city, country, foundedYear },
				},
			],
			asked: [QUERY],
		};
	},
	'company.search': ({ sandbox: { world } }) => {
		const { domain, name, city } = world.examples.account;
		return {
			parameters: where(['domain', 'in', domain], ['city', 'eq', city]),
			outputs: [{ status: 'found', record: { domain, name, city } }],
			asked: [QUERY],
		};
	},
	'company.upsert': ({ sandbox: { world } }) => {
		const { domain, name } = world.examples.account;
		return {
			parameters: FROM_ITEMS,
			items: [
				{ domain: 'northwind-fresh.example', name: 'Northwind', employeeRange: '11-50' },
				{ domain: `https://www.${domain}/`, name },
			],
			outputs: [
				{ status: 'created', record: { name: 'Northwind', employeeRange: '11-50' } },
				{ status: 'unchanged', record: { domain, name } },
			],
			asked: [QUERY, ASSERT, GET],
		};
	},
	'company.history': ({ sandbox: { world } }) => {
		const { domain, name } = world.examples.account;
		return {
			parameters: { ...by('domain', domain), options: { fields: 'name, domain' } },
			outputs: [
				{ status: 'found', record: { field: 'name', to: name } },
				{ status: 'found', record: { field: 'domain', to: domain } },
			],
			asked: [QUERY, PAST, PAST],
		};
	},
	'deal.get': async (sandbox) => {
		const { companyId, dealId } = await idsOf(sandbox);
		const { name, stage, status, amount, currency } = sandbox.sandbox.world.examples.deal;
		return {
			parameters: by('id', dealId),
			outputs: [
				{
					status: 'found',
					record: {
						id: dealId,
						name,
						stage: titleOf(stage),
						...(status !== 'open' && { status }),
						amount: { amount, currency },
						accountId: companyId,
					},
				},
			],
			asked: [GET],
		};
	},
	'deal.search': ({ sandbox: { world } }) => {
		const { name, amount } = world.examples.deal;
		return {
			parameters: where(['name', 'eq', name], ['amount.amount', 'gte', String(amount)]),
			outputs: [{ status: 'found', record: { name, amount: { amount } } }],
			asked: [QUERY],
		};
	},
	'deal.upsert': async (sandbox) => {
		const { contactId, companyId } = await idsOf(sandbox);
		const [{ email = '' } = {}] = sandbox.sandbox.world.users;
		const pilot = { name: 'Pilot', stage: 'Discovery' };
		const associations = { contactIds: contactId, companyIds: companyId };
		return {
			parameters: values({ ...pilot, amount: 5_000, ownerId: email }, { associations }),
			outputs: [
				{
					status: 'created',
					record: {
						...pilot,
						amount: { amount: 5_000, currency: 'USD' },
						accountId: companyId,
						contactIds: [contactId],
					},
				},
			],
			asked: [`POST ${RECORDS}`, GET],
		};
	},
	'deal.history': async (sandbox) => {
		const { dealId } = await idsOf(sandbox);
		const { history } = sandbox.sandbox.world.examples.deal;
		return {
			parameters: { ...by('id', dealId), options: { fields: 'stage' } },
			outputs: history.toReversed().map(({ stage, at }, place, all) => ({
				status: 'found',
				record: {
					field: 'stage',
					at,
					to: titleOf(stage),
					...(all[place + 1] && { from: titleOf(all[place + 1]?.stage ?? '') }),
				},
			})),
			asked: [GET, PAST],
		};
	},
	...activityCases('attio', {
		note: { on: ['contact'], asked: ['POST /v2/notes', 'GET /v2/notes/{id}'] },
		task: { on: ['contact', 'deal'], asked: ['POST /v2/tasks', 'GET /v2/tasks/{id}'] },
	}),
	'workflow.trigger': async (sandbox) => {
		const { contactId } = await idsOf(sandbox);
		return {
			parameters: {
				workflow: 'outbound_queue',
				entity: 'contact',
				recordId: contactId,
				inputs: '{}',
			},
			outputs: [{ status: 'created', record: { list: 'outbound_queue', recordId: contactId } }],
			asked: [`GET ${RECORDS}/{record_id}/entries`, 'PUT /v2/lists/{list}/entries'],
		};
	},
	'property.list': () => ({
		parameters: { entity: 'deal' },
		outputs: ATTRIBUTES.deals.map(({ slug, title, system, required, writable, options }) => ({
			status: 'found',
			record: {
				name: slug,
				label: title,
				isCustom: !system,
				required,
				readOnly: !writable,
				...(options.length > 0 && {
					options: options.map((option) => ({ value: option, label: option })),
				}),
			},
		})),
		asked: [
			'GET /v2/objects/{object}/attributes',
			'GET /v2/objects/{object}/attributes/{attribute}/statuses',
		],
	}),
	'change.list': () =>
		nothingChanged(...Array<string>(4).fill('POST /v2/objects/{object}/records/query')),
	'owner.list': ({ sandbox: { world } }) => ({
		parameters: {},
		outputs: world.users.map(({ email, firstName, lastName, active }) => ({
			status: 'found',
			record: { email, name: `${firstName} ${lastName}`, active },
		})),
		asked: ['GET /v2/workspace_members'],
	}),
});
