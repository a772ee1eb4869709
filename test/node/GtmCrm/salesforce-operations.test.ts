import { describeOperations } from '../gtm/describe-operations';
import { activityCases } from './activity-cases';
import { nothingChanged } from './nothing-changed';
import { FROM_ITEMS, by, exampleIds, runCrm, values, where } from './crm-node';
import { FLOWS } from '../../../sandbox/vendors/salesforce/flow-routes.ts';
import { SCHEMAS } from '../../../sandbox/vendors/salesforce/schema.ts';
import { DEAL_STAGES } from '../../../sandbox/world/words.ts';
import type { OpenSandbox } from '../gtm/run-gtm-node';

const API = '/services/data/v64.0';
const QUERY = `GET ${API}/query`;
const CREATE = `POST ${API}/sobjects/{object}`;
const LOGGED = { on: ['contact', 'deal'] as Array<'contact' | 'deal'>, asked: [CREATE, QUERY] };

const idsOf = async (sandbox: OpenSandbox) => await exampleIds(sandbox, 'salesforce');

const change = async (sandbox: OpenSandbox, resource: string, record: object) =>
	await runCrm(sandbox, 'salesforce', [resource, 'upsert'], values(record));

const labelOf = (stage: string) => DEAL_STAGES.find(({ id }) => id === stage)?.label;

describeOperations('crm', 'salesforce', {
	'contact.get': ({ sandbox: { world } }) => {
		const { email, firstName, lastName, title } = world.examples.person;
		return {
			parameters: by('email', '={{ $json.email }}'),
			items: [{ email }, { email: world.examples.unknownEmail }],
			outputs: [
				{
					status: 'found',
					provider: 'salesforce',
					record: {
						email,
						firstName,
						lastName,
						title,
						department: 'engineering',
						accountName: world.examples.account.name,
					},
				},
				{ status: 'not_found', reason: { code: 'no_match' } },
			],
			asked: [QUERY, QUERY],
		};
	},
	'contact.search': ({ sandbox: { world } }) => {
		const { email, lastName } = world.examples.person;
		return {
			parameters: where(['email', 'eq', email], ['lastName', 'eq', lastName]),
			outputs: [{ status: 'found', record: { email, lastName }, notes: ['1 in all'] }],
			asked: [QUERY],
		};
	},
	'contact.upsert': ({ sandbox: { world } }) => {
		const { person, colleague } = world.examples;
		return {
			parameters: FROM_ITEMS,
			items: [
				{ email: 'new@northwind.example', lastName: "O'Brien", title: 'CRO' },
				{ email: person.email, title: 'Advisor' },
				{ email: colleague.email, title: colleague.title },
			],
			outputs: [
				{ status: 'created', record: { email: 'new@northwind.example', lastName: "O'Brien" } },
				{ status: 'updated', record: { email: person.email, title: 'Advisor' } },
				{ status: 'unchanged', record: { email: colleague.email, title: colleague.title } },
			],
			asked: [QUERY, `POST ${API}/composite/sobjects`, `PATCH ${API}/composite/sobjects`, QUERY],
		};
	},
	'contact.history': async (sandbox) => {
		const { email, title } = sandbox.sandbox.world.examples.person;
		await change(sandbox, 'contact', { email, title: 'Advisor', phone: '+1 555 0100' });
		return {
			parameters: { ...by('email', email), options: { fields: 'title' } },
			outputs: [
				{
					status: 'found',
					record: { field: 'title', from: title, to: 'Advisor', by: 'Integration User' },
				},
			],
			asked: [QUERY, QUERY],
		};
	},
	'company.get': ({ sandbox: { world } }) => {
		const { domain, name, employees, city } = world.examples.account;
		return {
			parameters: by('domain', domain),
			outputs: [
				{
					status: 'found',
					record: { domain, name, industry: 'industrial_automation', employees, city },
				},
			],
			asked: [QUERY],
		};
	},
	'company.search': ({ sandbox: { world } }) => {
		const { domain, name } = world.examples.account;
		return {
			parameters: where(['domain', 'eq', domain]),
			outputs: [{ status: 'found', record: { domain, name } }],
			asked: [QUERY],
		};
	},
	'company.upsert': ({ sandbox: { world } }) => {
		const { domain, name } = world.examples.account;
		return {
			parameters: FROM_ITEMS,
			items: [
				{ domain: 'northwind-fresh.example', name: 'Northwind' },
				{ domain, name },
			],
			outputs: [
				{ status: 'created', record: { domain: 'northwind-fresh.example', name: 'Northwind' } },
				{ status: 'unchanged', record: { domain, name } },
			],
			asked: [QUERY, CREATE, QUERY],
		};
	},
	'company.history': async (sandbox) => {
		const { domain, employees } = sandbox.sandbox.world.examples.account;
		await change(sandbox, 'company', { domain, employees: 12_345 });
		return {
			parameters: by('domain', domain),
			outputs: [{ status: 'found', record: { field: 'employees', from: employees, to: 12_345 } }],
			asked: [QUERY, QUERY],
		};
	},
	'deal.get': async (sandbox) => {
		const { companyId, dealId } = await idsOf(sandbox);
		const { name, stage, status, amount, closeDate } = sandbox.sandbox.world.examples.deal;
		return {
			// The short form of the id names the same record.
			parameters: by('id', dealId.slice(0, 15)),
			outputs: [
				{
					status: 'found',
					record: {
						id: dealId,
						name,
						status,
						stage: labelOf(stage),
						closeDate,
						amount: { amount },
						accountId: companyId,
					},
				},
			],
			asked: [QUERY],
		};
	},
	'deal.search': ({ sandbox: { world } }) => {
		const { name, amount, closeDate } = world.examples.deal;
		return {
			parameters: where(['name', 'eq', name], ['closeDate', 'eq', closeDate]),
			outputs: [{ status: 'found', record: { name, closeDate, amount: { amount } } }],
			asked: [QUERY],
		};
	},
	'deal.upsert': async (sandbox) => {
		const { contactId, companyId } = await idsOf(sandbox);
		const pilot = { name: 'Pilot', stage: 'Discovery', closeDate: '2027-01-31' };
		const associations = { contactIds: contactId, companyIds: companyId };
		return {
			parameters: values({ ...pilot, amount: 5_000 }, { associations }),
			outputs: [
				{
					status: 'created',
					record: {
						...pilot,
						status: 'open',
						probability: 0.2,
						amount: { amount: 5_000 },
						accountId: companyId,
					},
				},
			],
			// The opportunity, its contact role, and both read back.
			asked: [CREATE, QUERY, CREATE, QUERY],
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
					to: labelOf(stage),
					...(all[place + 1] && { from: labelOf(all[place + 1]?.stage ?? '') }),
				},
			})),
			asked: [QUERY, QUERY, QUERY],
		};
	},
	...activityCases('salesforce', {
		note: LOGGED,
		task: LOGGED,
		call: LOGGED,
		email: LOGGED,
		meeting: LOGGED,
	}),
	'workflow.trigger': async (sandbox) => {
		const { contactId } = await idsOf(sandbox);
		const flow = 'Start_Onboarding';
		return {
			parameters: {
				workflow: flow,
				entity: 'contact',
				recordId: contactId,
				inputs: '{"tier":"A"}',
			},
			outputs: [
				{
					status: 'updated',
					record: {
						workflow: flow,
						recordId: contactId,
						outputs: { Flow__InterviewStatus: FLOWS[flow]?.ending },
					},
				},
			],
			asked: [`POST ${API}/actions/custom/flow/{flow}`],
		};
	},
	'property.list': () => ({
		parameters: { entity: 'contact' },
		outputs: SCHEMAS.Contact.fields.map(({ name, custom, required, readOnly }) => ({
			status: 'found',
			record: {
				name,
				isCustom: custom === true,
				required: required === true,
				readOnly: readOnly === true,
			},
		})),
		asked: [`GET ${API}/sobjects/{object}/describe`],
	}),
	'owner.list': ({ sandbox: { world } }) => ({
		parameters: {},
		outputs: world.users
			.map(({ email, firstName, lastName, active }) => ({
				status: 'found',
				record: { email, name: `${firstName} ${lastName}`, active },
			}))
			.toSorted((a, b) => (a.record.name < b.record.name ? -1 : 1)),
		asked: [QUERY],
	}),
	'change.list': () => nothingChanged(`GET ${API}/queryAll`),
});
