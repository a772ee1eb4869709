import type { CrmRecords } from '../../../src/gtm/crm/crm-vendor';
import type { Deal } from '../../../src/gtm/model/deal';
import { CRMS, openCrm } from './open-vendors';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(30_000);

/** Attio keeps no owner of people, nor of companies in its standard attributes. */
const NO_OWNERS = ['attio contact', 'attio company'];

const company = { domain: 'choices.example', name: 'Choices' };

describe('a word of our vocabulary', () => {
	test('is written in the words of HubSpot, and read as ours again', async () => {
		const { vendor, client, sent } = openCrm('hubspot');
		const values = { ...company, industry: 'financial_services' };
		const made = await vendor.company.upsert(client, { values });
		expect(made).toMatchObject({ status: 'created', record: { industry: 'financial_services' } });
		const bodies = sent.filter(
			({ method, url }) => method === 'POST' && url.endsWith('/companies'),
		);
		expect(bodies.map(({ body }) => body)).toMatchObject([
			{ properties: { industry: 'FINANCIAL_SERVICES' } },
		]);
		expect(await vendor.company.upsert(client, { values })).toMatchObject({ status: 'unchanged' });
	});

	test('that the account has no word for is left out and named, and the rest is written', async () => {
		const { vendor, client } = openCrm('hubspot');
		const values = { email: 'dana@choices.example', title: 'Counsel', department: 'legal' };
		const made = await vendor.contact.upsert(client, { values });
		expect(made).toMatchObject({
			status: 'partial',
			reason: { code: 'value_left_out', message: expect.stringContaining('"legal"') as string },
			record: { email: values.email, title: 'Counsel' },
		});
	});

	test('is written as the user says', async () => {
		const { vendor, client } = openCrm('hubspot');
		const values = { email: 'dana@choices.example', department: 'legal' };
		const valueMapping = [{ field: 'department', from: 'Legal', to: 'operations' }];
		const made = await vendor.contact.upsert(client, { values, valueMapping });
		expect(made).toMatchObject({ status: 'created', record: { department: 'operations' } });
	});

	test('goes with many contacts at once as with one', async () => {
		const { vendor, client } = openCrm('hubspot');
		const drafts = ['c_suite', 'head'].map((seniority, index) => ({
			values: { email: `person${index}@choices.example`, seniority },
		}));
		const outcomes = (await vendor.contact.upsertMany?.(client, drafts)) ?? [];
		expect(outcomes.map(({ status, record }) => [status, record?.seniority])).toEqual([
			['created', 'c_suite'],
			['partial', undefined],
		]);
	});
});

describe('a deal', () => {
	const deal: Deal = {
		name: 'Pilot',
		amount: { amount: 1200, currency: 'USD' },
		closeDate: '2026-12-24',
	};
	const writeTo = async (id: string, values: Deal) => {
		const { vendor, client } = openCrm(id);
		const { records } = await vendor.deal.search(client, { conditions: [], limit: 5 });
		const { ownerEmail, accountId } =
			records.find(({ ownerEmail: own }) => own !== undefined) ?? {};
		return await vendor.deal.upsert(client, {
			values: {
				...deal,
				...(ownerEmail !== undefined && { ownerEmail }),
				...(accountId !== undefined && { accountId }),
				...values,
			},
		});
	};

	test.each<[string, string]>([
		['hubspot', 'Proposal'],
		['pipedrive', 'Proposal'],
		['salesforce', 'proposal'],
	])('has its stage by title in %s', async (id, stage) => {
		expect(await writeTo(id, { stage })).toMatchObject({
			status: 'created',
			record: { stageLabel: 'Proposal', status: 'open' },
		});
	});

	test.each(CRMS)('that is won is won in %s', async (id) => {
		expect(
			await writeTo(id, { status: 'won', ...(id === 'pipedrive' && { stage: 'Closed Won' }) }),
		).toMatchObject({ status: 'created', record: { status: 'won' } });
	});

	test('goes into a single-currency org of Salesforce, and the currency is named', async () => {
		const made = await writeTo('salesforce', { stage: 'Discovery' });
		expect(made).toMatchObject({ status: 'created', record: { amount: { amount: 1200 } } });
		expect(made.notes?.join()).toContain('CurrencyIsoCode');
	});

	test('whose stage there is not is written without it, and the stage is named', async () => {
		expect(await writeTo('pipedrive', { stage: 'Signed in blood' })).toMatchObject({
			status: 'partial',
			reason: { message: expect.stringContaining('"Signed in blood"') as string },
		});
	});

	test('whose owner nobody is, is named', async () => {
		expect(await writeTo('pipedrive', { ownerEmail: 'nobody@else.example' })).toMatchObject({
			status: 'partial',
			reason: { message: expect.stringContaining('ownerEmail') as string },
		});
	});
});

describe.each(CRMS)('an owner of %s', (id) => {
	test.each(['contact', 'company', 'deal'] as const)('goes with a %s by email', async (entity) => {
		const { vendor, client, sent } = openCrm(id);
		const records = vendor[entity] as CrmRecords<{ id?: string; ownerEmail?: string }>;
		const found = await records.search(client, { conditions: [], limit: 20 });
		const owned = found.records.filter(({ ownerEmail }) => ownerEmail !== undefined);
		if (NO_OWNERS.includes(`${id} ${entity}`)) {
			expect(owned).toEqual([]);
			return;
		}
		const [first] = owned;
		expect(first?.ownerEmail).toContain('@');
		const asked = sent.length;
		const alone = await records.get(client, { id: first?.id ?? '' }, { fields: ['ownerEmail'] });
		expect(alone.record?.ownerEmail).toBe(first?.ownerEmail);
		// The people of the account are asked for once.
		expect(sent.length - asked).toBe(1);
	});
});
