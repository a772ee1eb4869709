import { describeOperations } from '../gtm/describe-operations';
import { activityCases } from './activity-cases';
import { nothingChanged } from './nothing-changed';
import { FROM_ITEMS, by, exampleIds, values, where } from './crm-node';
import { PIPELINES, PROPERTIES } from '../../../sandbox/vendors/hubspot/property-definitions.ts';

const OBJECT = '/crm/objects/2026-09/{type}';
const GET = `GET ${OBJECT}/{id}`;
const SEARCH = `POST ${OBJECT}/search`;
const CREATE = `POST ${OBJECT}`;
const LOGGED = { on: ['contact', 'deal'] as Array<'contact' | 'deal'>, asked: [CREATE, GET] };

const idsOf = async (sandbox: Parameters<typeof exampleIds>[0]) =>
	await exampleIds(sandbox, 'hubspot');

describeOperations('crm', 'hubspot', {
	'contact.get': ({ sandbox: { world } }) => {
		const { email, firstName, lastName, title, phone } = world.examples.person;
		return {
			parameters: by('email', '={{ $json.email }}'),
			items: [{ email }, { email: world.examples.unknownEmail }],
			outputs: [
				{
					status: 'found',
					provider: 'hubspot',
					record: { email, firstName, lastName, title, phone },
				},
				{ status: 'not_found', reason: { code: 'no_match' } },
			],
			asked: [GET, GET],
		};
	},
	'contact.search': ({ sandbox: { world } }) => {
		const { email, lastName } = world.examples.person;
		return {
			parameters: where(['email', 'eq', email], ['lastName', 'eq', lastName]),
			outputs: [{ status: 'found', record: { email, lastName }, notes: ['1 in all'] }],
			asked: [SEARCH],
		};
	},
	'contact.upsert': ({ sandbox: { world } }) => {
		const { email } = world.examples.person;
		return {
			parameters: FROM_ITEMS,
			items: [
				{ email: 'new@northwind.example', title: 'CRO' },
				{ email, title: 'Advisor' },
				{ email: world.examples.colleague.email, title: world.examples.colleague.title },
			],
			outputs: [
				{ status: 'created', record: { email: 'new@northwind.example', title: 'CRO' } },
				{ status: 'updated', record: { email, title: 'Advisor' } },
				{ status: 'unchanged', record: { email: world.examples.colleague.email } },
			],
			asked: ['read', 'create', 'update', 'read'].map((verb) => `POST ${OBJECT}/batch/${verb}`),
		};
	},
	'contact.history': ({ sandbox: { world } }) => {
		const { email, leadStatus, createdAt } = world.examples.person;
		return {
			parameters: { ...by('email', email), options: { fields: 'leadStatus' } },
			outputs: [
				{ status: 'found', record: { field: 'leadStatus', to: leadStatus, at: createdAt } },
			],
			asked: [GET],
		};
	},
	'company.get': ({ sandbox: { world } }) => {
		const { domain, name, employees, city, country } = world.examples.account;
		return {
			parameters: by('domain', domain),
			outputs: [{ status: 'found', record: { domain, name, employees, city, country } }],
			asked: [SEARCH, GET],
		};
	},
	'company.search': ({ sandbox: { world } }) => {
		const { domain, name } = world.examples.account;
		return {
			parameters: where(['domain', 'in', domain]),
			outputs: [{ status: 'found', record: { domain, name } }],
			asked: [SEARCH],
		};
	},
	'company.upsert': ({ sandbox: { world } }) => {
		const { domain, name } = world.examples.account;
		return {
			parameters: FROM_ITEMS,
			items: [
				{ domain: 'northwind-fresh.example', name: 'Northwind' },
				{ domain: `https://www.${domain}/`, name },
			],
			outputs: [
				{ status: 'created', record: { domain: 'northwind-fresh.example', name: 'Northwind' } },
				{ status: 'unchanged', record: { domain, name } },
			],
			asked: [SEARCH, CREATE, GET, SEARCH],
		};
	},
	'company.history': ({ sandbox: { world } }) => {
		const { domain, lifecycle } = world.examples.account;
		return {
			parameters: { ...by('domain', domain), options: { fields: 'lifecycle' } },
			outputs: [{ status: 'found', record: { field: 'lifecycle', to: lifecycle } }],
			asked: [SEARCH, GET],
		};
	},
	'deal.get': async (sandbox) => {
		const { companyId, dealId } = await idsOf(sandbox);
		const { name, amount, currency, closeDate, status } = sandbox.sandbox.world.examples.deal;
		return {
			parameters: by('id', dealId),
			outputs: [
				{
					status: 'found',
					record: {
						id: dealId,
						name,
						status,
						closeDate,
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
			asked: [SEARCH],
		};
	},
	'deal.upsert': async (sandbox) => {
		const { contactId, companyId } = await idsOf(sandbox);
		const pilot = { name: 'Pilot', stage: 'qualifiedtobuy', amount: { amount: 5_000 } };
		const associations = { contactIds: contactId, companyIds: companyId };
		return {
			parameters: values(pilot, { associations }),
			outputs: [
				{
					status: 'created',
					record: { ...pilot, status: 'open', contactIds: [contactId], accountId: companyId },
				},
			],
			asked: [CREATE, GET],
		};
	},
	'deal.history': async (sandbox) => {
		const { dealId } = await idsOf(sandbox);
		const { pipeline, history } = sandbox.sandbox.world.examples.deal;
		const { stageId } = PIPELINES[pipeline === 'renewal' ? 1 : 0];
		return {
			parameters: { ...by('id', dealId), options: { fields: 'stage' } },
			outputs: history.toReversed().map(({ stage, at }) => ({
				status: 'found',
				record: { field: 'stage', at, to: stageId(stage) },
			})),
			asked: [GET],
		};
	},
	...activityCases('hubspot', {
		note: LOGGED,
		task: LOGGED,
		call: LOGGED,
		email: LOGGED,
		meeting: LOGGED,
	}),
	'workflow.trigger': async (sandbox) => {
		const { contactId } = await idsOf(sandbox);
		return {
			parameters: { workflow: '501', entity: 'contact', recordId: contactId, inputs: '{}' },
			outputs: [{ status: 'updated', record: { listId: '501', recordId: contactId } }],
			asked: ['PUT /crm/lists/2026-09/{listId}/memberships/add'],
		};
	},
	'property.list': () => ({
		parameters: { entity: 'company' },
		outputs: PROPERTIES.companies.map(({ name, label, hubspotDefined }) => ({
			status: 'found',
			record: { name, label, isCustom: !hubspotDefined },
		})),
		asked: ['GET /crm/properties/2026-09/{type}'],
	}),
	'owner.list': ({ sandbox: { world } }) => ({
		parameters: {},
		outputs: world.users
			.filter(({ active }) => active)
			.map(({ email, firstName, lastName }) => ({
				status: 'found',
				record: { email, name: `${firstName} ${lastName}`, active: true },
			})),
		asked: ['GET /crm/owners/2026-09'],
	}),
	'change.list': () =>
		nothingChanged('POST /crm/objects/2026-09/{type}/search', 'GET /crm/objects/2026-09/{type}'),
});
