import type { Deal } from '../../../../../src/gtm/model/deal';
import { EVERY_CRM, type EveryCrm, LONG } from './every-crm';

describe.each(EVERY_CRM)('a deal at $crm.profile.name', (every: EveryCrm) => {
	const { crm, open, deal } = every;

	it.each([
		['closeDate', '12/24/2026'],
		['closeDate', '24.12.2026'],
		['closeDate', 46_380],
	])(
		'with %s %j, which is one day here and another there, is written without it and names it',
		async (field, value) => {
			const opened = open();
			const { closeDate: _closeDate, ...values } = deal(opened);
			const given = { ...values, [field]: value } as unknown as Deal;
			const outcome = await crm.deal.upsert(opened.client, { values: given });
			// Attio has no such field of its own, and Salesforce makes no deal without one.
			const ends = { attio: 'created', salesforce: 'invalid' } as Readonly<Record<string, string>>;
			expect(outcome.status).toBe(ends[crm.profile.id] ?? 'partial');
			expect(JSON.stringify([outcome.reason, outcome.notes])).toContain('closeDate was left out');
			expect(outcome.record?.closeDate).toBeUndefined();
		},
		LONG,
	);
});

it(
	'a word at Salesforce that must be true or false does not opt anybody in',
	async () => {
		const every = EVERY_CRM.find(({ crm }) => crm.profile.id === 'salesforce');
		if (every === undefined) throw new Error('there is no Salesforce');
		const { client } = every.open();
		const values = { email: 'dana@opted.example', lastName: 'Dee', optedOut: 'unsubscribed' };
		const outcome = await every.crm.contact.upsert(client, { values: values as object });
		expect(outcome).toMatchObject({
			status: 'partial',
			reason: { code: 'value_left_out', message: expect.stringContaining('optedOut') as string },
		});
	},
	LONG,
);
