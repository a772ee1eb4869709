import { hubspot as hubspotModule } from '../../../../../sandbox/vendors/hubspot/hubspot.ts';
import { SESSION } from '../../../../../sandbox/vendors/salesforce/login-routes.ts';
import { salesforce as salesforceModule } from '../../../../../sandbox/vendors/salesforce/salesforce.ts';
import type { UpsertDraft } from '../../../../../src/gtm/crm/crm-vendor';
import { type CheckedDraft, upsertChecked } from '../../../../../src/gtm/crm/upsert-checked';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { Contact } from '../../../../../src/gtm/model/contact';
import { hubspot } from '../../../../../src/gtm/vendors/hubspot/hubspot';
import { salesforce } from '../../../../../src/gtm/vendors/salesforce/salesforce';
import { openVendor } from '../vendors/sandbox-client';

const header = 'authorization';

/** The CRMs that write many contacts at once. */
const CRMS = [
	{
		crm: hubspot,
		score: 'icp_score',
		open: () => openVendor(hubspotModule, hubspot, { header, key: 'Bearer pat-sandbox-hubspot' }),
	},
	{
		crm: salesforce,
		score: 'Score__c',
		open: () => openVendor(salesforceModule, salesforce, { header, key: `Bearer ${SESSION}` }),
	},
] as const;

const LONG = 30_000;

describe.each(CRMS)('many contacts at $crm.profile.name', ({ crm, open, score }) => {
	let opened: ReturnType<typeof open>;

	beforeEach(() => {
		opened = open();
	}, LONG);

	const upsertAll = async (...inputs: Array<Partial<CheckedDraft<Contact>>>) => {
		const ledger = createMemoryLedger(() => opened.clock.now());
		return await upsertChecked<Contact>(
			{
				records: crm.contact,
				kind: 'contact',
				client: opened.client,
				ledger: () => ledger,
				checkActions: checkByList(() => ledger.suppressions),
				now: opened.clock.now,
			},
			inputs.map((input) => ({ draft: { values: {} }, suppression: 'check', ...input })),
		);
	};

	const titleNow = async () => {
		const { email } = opened.examples.person;
		const { record } = await crm.contact.get(opened.client, { email }, {});
		return record?.title;
	};

	/** What the person's title shall be, and how they are named. */
	const titled = (title: string, more: Partial<UpsertDraft<Contact>> = {}) => ({
		values: { email: opened.examples.person.email, title },
		...more,
	});

	it(
		'keep a value of the account’s own field, by the name that the form gives it',
		async () => {
			const { email } = opened.examples.person;
			const scored = (value: number) => ({ values: { email, custom: { [score]: value } } });
			await upsertAll({ draft: scored(90) });
			const [outcome] = await upsertAll({
				draft: { ...scored(10), onlyIfEmpty: [`custom.${score}`] },
			});
			expect(outcome).toMatchObject({ status: 'unchanged' });
			const options = { fields: [score] };
			const { record } = await crm.contact.get(opened.client, { email }, options);
			expect(Number(record?.custom?.[score])).toBe(90);
		},
		LONG,
	);

	it(
		'are written in their order, also if the earlier one is linked',
		async () => {
			const { domain } = opened.examples.account;
			const { record } = await crm.company.get(opened.client, { domain }, {});
			const associations = { companyIds: [record?.id ?? ''] };
			await upsertAll({ draft: titled('CEO', { associations }) }, { draft: titled('CTO') });
			expect(await titleNow()).toBe('CTO');
		},
		LONG,
	);

	it(
		'are written in their order, also if one is named by its id',
		async () => {
			const { email } = opened.examples.person;
			const { record } = await crm.contact.get(opened.client, { email }, {});
			const byId = { match: { id: record?.id ?? '' }, values: { title: 'CEO' } };
			await upsertAll({ draft: byId }, { draft: titled('CTO') });
			expect(await titleNow()).toBe('CTO');
			await upsertAll({ draft: titled('COO') }, { draft: byId });
			expect(await titleNow()).toBe('CEO');
		},
		LONG,
	);

	it(
		'are written in their order, also if one has an idempotency key',
		async () => {
			await upsertAll({ draft: titled('CEO') }, { draft: titled('CTO'), idempotencyKey: 'k' });
			expect(await titleNow()).toBe('CTO');
			await upsertAll({ draft: titled('COO'), idempotencyKey: 'l' }, { draft: titled('CFO') });
			expect(await titleNow()).toBe('CFO');
		},
		LONG,
	);
});

describe('a batch of new contacts at HubSpot', () => {
	it(
		'of which somebody made one meanwhile is written one by one',
		async () => {
			const { client, sent } = CRMS[0].open();
			const emails = ['one@many.example', 'two@many.example'];
			const [raced = ''] = emails;
			const outcomes = await hubspot.contact.upsertMany?.(
				{
					...client,
					send: async (request) => {
						if (request.path.endsWith('/batch/create')) {
							const properties = { email: raced };
							const path = '/crm/objects/2026-09/contacts';
							await client.send({ method: 'POST', path, body: { properties }, effect: 'unsafe' });
						}
						return await client.send(request);
					},
				},
				emails.map((email) => ({ values: { email, lastName: 'Smith' } })),
			);
			expect(outcomes).toMatchObject([{ status: 'updated' }, { status: 'created' }]);
			expect(sent.filter(({ url }) => url.endsWith('/batch/create'))).toHaveLength(1);
		},
		LONG,
	);
});
