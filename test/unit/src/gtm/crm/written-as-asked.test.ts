import fc from 'fast-check';

import { toDraft } from '../../../../../src/gtm/crm/draft';
import { upsertChecked } from '../../../../../src/gtm/crm/upsert-checked';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { CrmRecords, UpsertDraft } from '../../../../../src/gtm/crm/crm-vendor';
import type { Contact } from '../../../../../src/gtm/model/contact';
import { EVERY_CRM, type EveryCrm, LONG, ownFieldOf } from './every-crm';

const EMAIL = 'dana@written.example';

describe.each(EVERY_CRM)('at $crm.profile.name', (every: EveryCrm) => {
	const { crm, open, ownField, deal } = every;
	let opened: ReturnType<typeof open>;
	let own: string;

	beforeAll(async () => {
		opened = open();
		own = await ownFieldOf(every, opened);
	}, LONG);

	const upsert = async (given: Record<string, unknown>) =>
		await crm.contact.upsert(opened.client, toDraft('contact', { email: EMAIL, ...given }));

	const now = async (...fields: string[]) =>
		(await crm.contact.get(opened.client, { email: EMAIL }, { fields })).record;

	describe('a field', () => {
		beforeEach(async () => {
			const given = { lastName: 'Doe', phone: '+13035550199', custom: { [own]: ownField.value } };
			await upsert(given);
		}, LONG);

		it(
			'is cleared by null, whether it is canonical or the account’s own',
			async () => {
				const none = { phone: null, custom: { [own]: null } };
				expect(await upsert(none)).toMatchObject({ status: 'updated' });
				const record = await now('phone', own);
				expect(record?.phone).toBeUndefined();
				expect(record?.custom?.[own]).toBeUndefined();
				expect(await upsert(none)).toMatchObject({ status: 'unchanged' });
			},
			LONG,
		);

		it(
			'is cleared one at a time, by the name that the form gives it',
			async () => {
				expect(await upsert({ [`custom.${own}`]: null })).toMatchObject({ status: 'updated' });
				const record = await now('phone', own);
				expect(record?.phone).toBeDefined();
				expect(record?.custom?.[own]).toBeUndefined();
			},
			LONG,
		);

		it(
			'is left alone by empty text and by undefined',
			async () => {
				const nothing = { phone: '', lastName: undefined, custom: { [own]: '' } };
				expect(await upsert(nothing)).toMatchObject({ status: 'unchanged' });
			},
			LONG,
		);

		it(
			'is not cleared where it shall keep its value',
			async () => {
				const draft = toDraft('contact', { email: EMAIL, phone: null });
				const outcome = await crm.contact.upsert(opened.client, {
					...draft,
					onlyIfEmpty: ['phone'],
				});
				expect(outcome).toMatchObject({ status: 'unchanged' });
			},
			LONG,
		);

		it(
			'never gets a text that stands for nothing or for an object',
			async () => {
				const odd = fc.oneof(
					fc.constant(null),
					fc.constant(''),
					fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom<unknown>(null, 1, 'x')),
					fc.array(fc.constantFrom<unknown>(null, {}, ['x'])),
				);
				await fc.assert(
					fc.asyncProperty(odd, fc.boolean(), async (value, isOwn) => {
						const before = opened.sent.length;
						await upsert(isOwn ? { custom: { [own]: value } } : { title: value });
						const written = opened.sent.slice(before).map(({ body }) => JSON.stringify(body ?? ''));
						expect(written.join()).not.toMatch(/"null"|\[object/);
					}),
					{ numRuns: 15, seed: 20_261_129 },
				);
			},
			LONG,
		);
	});

	it(
		'a deal of which a value does not fit is done in part, and the outcome names it',
		async () => {
			const values = { ...deal(opened), amount: { amount: '1,200.50' } } as object;
			const outcome = await crm.deal.upsert(opened.client, { values });
			expect(outcome).toMatchObject({
				status: 'partial',
				reason: { code: 'value_left_out', message: expect.stringContaining('amount') as string },
				retry: { advised: false },
			});
			expect(outcome.record?.id).toBeDefined();
		},
		LONG,
	);

	describe('what is checked before it is written', () => {
		const checked = async (
			ledger: ReturnType<typeof createMemoryLedger>,
			draft: UpsertDraft<Contact>,
			idempotencyKey?: string,
		) => {
			const records: CrmRecords<Contact> = crm.contact;
			const [outcome] = await upsertChecked<Contact>(
				{
					records,
					kind: 'contact',
					client: opened.client,
					ledger: () => ledger,
					checkActions: checkByList(() => ledger.suppressions),
					now: opened.clock.now,
				},
				[{ draft, suppression: 'check', ...(idempotencyKey !== undefined && { idempotencyKey }) }],
			);
			return outcome;
		};
		const newLedger = () => createMemoryLedger(() => opened.clock.now());

		it(
			'is who is found, too: somebody on the suppression list who is named by an id',
			async () => {
				const { email } = opened.examples.person;
				const { record } = await crm.contact.get(opened.client, { email }, {});
				const ledger = newLedger();
				await ledger.suppressions.add([{ kind: 'email', value: email, reason: 'unsubscribed' }]);
				const match = { id: record?.id ?? '' };
				const values = { lastName: 'Changed' };
				expect(await checked(ledger, { match, values })).toMatchObject({
					status: 'suppressed',
					reason: { code: 'suppressed_email' },
				});
				const { record: after } = await crm.contact.get(opened.client, { email }, {});
				expect(after?.lastName).toBe(record?.lastName);
			},
			LONG,
		);

		it(
			'is the key of a person without an email, who is made once',
			async () => {
				const ledger = newLedger();
				const values = { firstName: 'Kim', lastName: 'Linked' };
				const first = await checked(ledger, { values }, 'lead-1');
				const second = await checked(
					ledger,
					{ values: { ...values, phone: '+13035550142' } },
					'lead-1',
				);
				const other = await checked(ledger, { values: { ...values, lastName: 'Other' } }, 'lead-2');
				expect([first, second, other]).toMatchObject([
					{ status: 'created' },
					{ status: 'updated', record: { id: first?.record?.id } },
					{ status: 'created' },
				]);
				expect(other?.record?.id).not.toBe(first?.record?.id);
				expect(await checked(ledger, { values })).toMatchObject({
					status: 'invalid',
					reason: {
						code: 'no_identity',
						message: expect.stringContaining('Idempotency Key') as string,
					},
				});
			},
			LONG,
		);
	});

	it(
		'a record that is read and written back is unchanged',
		async () => {
			const { client, examples } = opened;
			const { person, account } = examples;
			const { record: contact = {} } = await crm.contact.get(client, { email: person.email }, {});
			const { record: company = {} } = await crm.company.get(
				client,
				{ domain: account.domain },
				{},
			);
			const { records: deals } = await crm.deal.search(client, {
				conditions: [{ field: 'name', operator: 'eq', value: examples.deal.name }],
				limit: 1,
			});
			const [found = {}] = deals;
			const outcomes = [
				await crm.contact.upsert(client, { values: contact }),
				await crm.company.upsert(client, { values: company }),
				await crm.deal.upsert(client, { values: found, match: { id: found.id ?? '' } }),
			];
			expect(outcomes.map(({ status, reason }) => [status, reason?.message])).toEqual([
				['unchanged', undefined],
				['unchanged', undefined],
				['unchanged', undefined],
			]);
		},
		LONG,
	);
});

describe.each(
	EVERY_CRM.filter(({ crm }) => crm.profile.id !== 'attio' && crm.profile.id !== 'pipedrive'),
)('$crm.profile.name, whose fields hold no objects', (every: EveryCrm) => {
	it(
		'is sent none: the field is named, and nothing is written',
		async () => {
			const opened = every.open();
			const own = await ownFieldOf(every, opened);
			const draft = toDraft('contact', {
				email: EMAIL,
				lastName: 'Doe',
				custom: { [own]: { a: 1 } },
			});
			const many = await every.crm.contact.upsertMany?.(opened.client, [draft]);
			const outcomes = [await every.crm.contact.upsert(opened.client, draft), ...(many ?? [])];
			for (const outcome of outcomes) {
				expect(outcome).toMatchObject({
					status: 'invalid',
					reason: {
						code: 'unwritable_value',
						message: expect.stringContaining(`custom.${own}: it is an object`) as string,
					},
				});
			}
			expect(opened.sent.filter(({ method }) => method !== 'GET')).toEqual([]);
		},
		LONG,
	);
});

it(
	'a lifecycle stage that HubSpot takes and does not keep is named',
	async () => {
		const [, { crm, open }] = EVERY_CRM;
		const { client, examples } = open();
		const { email } = examples.person;
		const stage = async (lifecycle: string) =>
			await crm.contact.upsert(client, { values: { email, lifecycle } });
		await stage('customer');
		for (const outcome of [await stage('lead'), await stage('lead')]) {
			expect(outcome).toMatchObject({
				status: 'partial',
				record: { lifecycle: 'customer' },
				reason: { code: 'value_not_kept', message: expect.stringContaining('lifecycle') as string },
			});
		}
	},
	LONG,
);

it(
	'what Salesforce has no room for is refused by its name',
	async () => {
		const [, , , { crm, open }] = EVERY_CRM;
		const { client } = open();
		const values = { email: EMAIL, lastName: 'x'.repeat(81) };
		expect(await crm.contact.upsert(client, { values })).toMatchObject({
			status: 'invalid',
			reason: { code: 'STRING_TOO_LONG' },
		});
	},
	LONG,
);

it(
	'a person whom Attio’s search does not show yet counts as created once',
	async () => {
		const [{ crm, open }] = EVERY_CRM;
		const { client, sandbox, clock } = open();
		sandbox.settings.indexLagMs = 60_000;
		const values = { email: EMAIL, lastName: 'Doe' };
		const outcomes = [];
		for (let run = 0; run < 3; run += 1) {
			// An execution of its own each time.
			outcomes.push(await crm.contact.upsert({ ...client }, { values }));
			await clock.advance(10_000);
		}
		expect(outcomes.map(({ status }) => status)).toEqual(['created', 'updated', 'updated']);
	},
	LONG,
);
