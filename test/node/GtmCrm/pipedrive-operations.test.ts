import { describeOperations } from '../gtm/describe-operations';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { nothingChanged } from './nothing-changed';
import { activityCases } from './activity-cases';
import { FROM_ITEMS, by, exampleIds, runCrm, values, where } from './crm-node';
import { FIELDS, stageNumber } from '../../../sandbox/vendors/pipedrive/fields.ts';

const V2 = '/api/v2';
const LOGGED = {
	on: ['contact', 'deal'] as Array<'contact' | 'deal'>,
	asked: [`POST ${V2}/activities`, `GET ${V2}/activities/{id}`],
};

const idsOf = async (sandbox: OpenSandbox) => await exampleIds(sandbox, 'pipedrive');

const change = async (sandbox: OpenSandbox, resource: string, record: object) =>
	await runCrm(sandbox, 'pipedrive', [resource, 'upsert'], values(record));

/** Won and lost are statuses in Pipedrive, not stages. */
const stagesOf = (sandbox: OpenSandbox) =>
	sandbox.sandbox.world.examples.deal.history.flatMap(({ stage, at }) => {
		const number = stageNumber(stage);
		return number === undefined ? [] : [{ number, at: `${at.slice(0, 19)}.000Z` }];
	});

describeOperations('crm', 'pipedrive', {
	'contact.get': ({ sandbox: { world } }) => {
		const { email, firstName, lastName, title, phone } = world.examples.person;
		return {
			parameters: by('email', '={{ $json.email }}'),
			items: [{ email }, { email: world.examples.unknownEmail }],
			outputs: [
				{
					status: 'found',
					provider: 'pipedrive',
					record: { email, firstName, lastName, title, phone },
				},
				{ status: 'not_found', reason: { code: 'no_match' } },
			],
			asked: [`GET ${V2}/persons/search`, `GET ${V2}/persons`, `GET ${V2}/persons/search`],
		};
	},
	'contact.search': async (sandbox) => {
		const { companyId } = await idsOf(sandbox);
		const { email, firstName, lastName } = sandbox.sandbox.world.examples.person;
		return {
			parameters: where(['name', 'eq', `${firstName} ${lastName}`], ['accountId', 'eq', companyId]),
			outputs: [{ status: 'found', record: { email, accountId: companyId } }],
			asked: [`GET ${V2}/persons/search`, `GET ${V2}/persons`],
		};
	},
	'contact.upsert': ({ sandbox: { world } }) => {
		const { person, colleague } = world.examples;
		return {
			parameters: FROM_ITEMS,
			items: [
				{ email: 'new@northwind.example', firstName: 'Noa', lastName: 'van Dam' },
				{ email: person.email, lastName: 'Renamed' },
				{ email: colleague.email, firstName: colleague.firstName },
			],
			outputs: [
				{
					status: 'created',
					record: { email: 'new@northwind.example', firstName: 'Noa', lastName: 'van Dam' },
				},
				{
					status: 'updated',
					record: { email: person.email, firstName: person.firstName, lastName: 'Renamed' },
				},
				{ status: 'unchanged', record: { email: colleague.email } },
			],
			asked: [
				`GET ${V2}/persons/search`,
				`POST ${V2}/persons`,
				`PATCH ${V2}/persons/{id}`,
				`GET ${V2}/persons/{id}`,
			],
		};
	},
	'contact.history': async (sandbox) => {
		const { email, firstName, lastName } = sandbox.sandbox.world.examples.person;
		await change(sandbox, 'contact', { email, lastName: 'Renamed' });
		return {
			parameters: { ...by('email', email), options: { fields: 'fullName' } },
			outputs: [
				{
					status: 'found',
					record: {
						field: 'fullName',
						from: `${firstName} ${lastName}`,
						to: `${firstName} Renamed`,
						by: 'user 503',
					},
				},
			],
			asked: [`GET ${V2}/persons/search`, 'GET /v1/persons/{id}/flow'],
		};
	},
	'company.get': ({ sandbox: { world } }) => {
		const { domain, name, city, country } = world.examples.account;
		return {
			parameters: by('domain', domain),
			outputs: [{ status: 'found', record: { domain, name, city, country } }],
			asked: [
				`GET ${V2}/organizationFields`,
				`GET ${V2}/organizations/search`,
				`GET ${V2}/organizations`,
			],
		};
	},
	'company.search': ({ sandbox: { world } }) => {
		const { domain, name } = world.examples.account;
		return {
			parameters: where(['domain', 'eq', domain]),
			outputs: [{ status: 'found', record: { domain, name } }],
			asked: [`GET ${V2}/organizations/search`],
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
				{ status: 'unchanged', record: { name } },
			],
			asked: [
				`GET ${V2}/organizations/search`,
				`POST ${V2}/organizations`,
				`GET ${V2}/organizations/{id}`,
			],
		};
	},
	'company.history': async (sandbox) => {
		const { domain, name } = sandbox.sandbox.world.examples.account;
		await change(sandbox, 'company', { domain, name: 'Renamed' });
		return {
			parameters: by('domain', domain),
			outputs: [{ status: 'found', record: { field: 'name', from: name, to: 'Renamed' } }],
			asked: ['GET /v1/organizations/{id}/flow'],
		};
	},
	'deal.get': async (sandbox) => {
		const { companyId, dealId } = await idsOf(sandbox);
		const { examples } = sandbox.sandbox.world;
		const { name, status, amount, currency, closeDate, probability } = examples.deal;
		return {
			parameters: by('id', dealId),
			outputs: [
				{
					status: 'found',
					record: {
						id: dealId,
						name,
						status,
						amount: { amount, currency },
						closeDate,
						probability,
						accountId: companyId,
						stage: String(stagesOf(sandbox).at(-1)?.number),
					},
				},
			],
			asked: [`GET ${V2}/deals/{id}`],
		};
	},
	'deal.search': async (sandbox) => {
		const { companyId } = await idsOf(sandbox);
		const deals = sandbox.sandbox.world.lookup.dealsOfAccount.get(
			sandbox.sandbox.world.examples.account.key,
		);
		return {
			parameters: where(['accountId', 'eq', companyId]),
			outputs: (deals ?? []).map(({ name, amount }) => ({
				status: 'found',
				record: { name, amount: { amount }, accountId: companyId },
			})),
			asked: [`GET ${V2}/deals`],
		};
	},
	'deal.upsert': async (sandbox) => {
		const { contactId, companyId } = await idsOf(sandbox);
		const pilot = { name: 'Pilot', stage: '2', amount: { amount: 5_000, currency: 'USD' } };
		const associations = { contactIds: contactId, companyIds: companyId };
		return {
			parameters: values(pilot, { associations }),
			outputs: [
				{
					status: 'created',
					record: { ...pilot, status: 'open', accountId: companyId, contactIds: [contactId] },
				},
			],
			asked: [`POST ${V2}/deals`, `GET ${V2}/deals/{id}`],
		};
	},
	'deal.history': async (sandbox) => {
		const { dealId } = await idsOf(sandbox);
		const stages = stagesOf(sandbox);
		return {
			parameters: { ...by('id', dealId), options: { fields: 'stage' } },
			outputs: stages
				.slice(1)
				.map(({ number, at }, place) => ({
					status: 'found',
					record: { field: 'stage', at, from: stages[place]?.number, to: number },
				}))
				.toReversed(),
			asked: ['GET /v1/deals/{id}/flow'],
		};
	},
	...activityCases('pipedrive', {
		note: { on: ['contact', 'deal'], asked: ['POST /v1/notes', 'GET /v1/notes/{id}'] },
		task: LOGGED,
		call: LOGGED,
		email: LOGGED,
		meeting: LOGGED,
	}),
	'workflow.trigger': async (sandbox) => {
		const { dealId } = await idsOf(sandbox);
		const stage = stagesOf(sandbox).at(-1)?.number === 4 ? '3' : '4';
		return {
			parameters: { workflow: stage, entity: 'deal', recordId: dealId, inputs: '{}' },
			outputs: [{ status: 'updated', record: { stageId: stage, recordId: dealId } }],
			asked: [`GET ${V2}/deals/{id}`, `PATCH ${V2}/deals/{id}`],
		};
	},
	'property.list': () => ({
		parameters: { entity: 'contact' },
		outputs: FIELDS.persons.map(({ code, label, custom }) => ({
			status: 'found',
			record: { name: code, label, isCustom: custom },
		})),
		asked: [`GET ${V2}/personFields`],
	}),
	'change.list': () => nothingChanged('GET /api/v2/persons'),
	'owner.list': ({ sandbox: { world } }) => ({
		parameters: {},
		outputs: world.users.map(({ email, firstName, lastName, active }) => ({
			status: 'found',
			record: { email, name: `${firstName} ${lastName}`, active },
		})),
		asked: ['GET /v1/users'],
	}),
});
