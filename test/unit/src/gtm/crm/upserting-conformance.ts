import { contactSchema } from '../../../../../src/gtm/model/contact';
import { type CrmStage, NEW } from './crm-stage';

const email = NEW.email ?? '';

/** That a record is made once, written only where it differs, and not made again in doubt. */
export function describeUpserting(open: () => CrmStage): void {
	describe('an upsert', () => {
		test('creates once, writes nothing for the same, and changes what differs', async () => {
			const { crm, client, writes, forget, contactsOf } = open();
			const made = await crm.contact.upsert(client, { values: NEW });
			expect(made).toMatchObject({ status: 'created', record: NEW });
			expect(contactSchema.safeParse(made.record).error).toBeUndefined();
			forget();
			const same = await crm.contact.upsert(client, { values: NEW });
			expect(same).toMatchObject({ status: 'unchanged', record: { id: made.record?.id } });
			expect(writes()).toEqual([]);
			const changed = await crm.contact.upsert(client, { values: { ...NEW, lastName: 'Reis' } });
			expect(changed).toMatchObject({
				status: 'updated',
				record: { id: made.record?.id, lastName: 'Reis', firstName: NEW.firstName },
			});
			expect(await contactsOf(email)).toHaveLength(1);
		});

		test('of a company recognizes it by its domain, however that is written', async () => {
			const { crm, client } = open();
			const values = { domain: 'conformance-run.com', name: 'Conformance Run' };
			const made = await crm.company.upsert(client, { values });
			expect(made).toMatchObject({ status: 'created', record: values });
			const again = await crm.company.upsert(client, {
				values: { domain: 'https://www.Conformance-Run.com/', name: 'Conformance Run' },
			});
			expect(again).toMatchObject({ status: 'unchanged', record: { id: made.record?.id } });
		});

		test('of one person twice at once makes one', async () => {
			const { crm, client, contactsOf } = open();
			const both = await Promise.all([
				crm.contact.upsert(client, { values: NEW }),
				crm.contact.upsert(client, { values: NEW }),
			]);
			expect(both.map(({ status }) => status).toSorted()).toEqual(['created', 'unchanged']);
			expect(await contactsOf(email)).toHaveLength(1);
		});

		test('leaves alone what is filled, if that is asked for', async () => {
			const { crm, client } = open();
			await crm.contact.upsert(client, { values: NEW });
			const outcome = await crm.contact.upsert(client, {
				values: { ...NEW, lastName: 'Reis' },
				onlyIfEmpty: ['lastName'],
			});
			expect(outcome).toMatchObject({ status: 'unchanged', record: { lastName: 'Silva' } });
		});

		test('of a deal changes the one of its id', async () => {
			const stage = open();
			const { crm, client } = stage;
			const { deal: id } = await stage.ids();
			const outcome = await crm.deal.upsert(client, { values: { name: 'Renamed' }, match: { id } });
			expect(outcome).toMatchObject({ status: 'updated', record: { id, name: 'Renamed' } });
		});

		test('links what it makes to a company that is there, and reads the link back', async () => {
			const stage = open();
			const { company } = await stage.ids();
			const outcome = await stage.crm.contact.upsert(stage.client, {
				values: NEW,
				associations: { companyIds: [company] },
			});
			// A link that is not there when it is read back makes it partial.
			expect(outcome.status).toBe('created');
		});

		test.each(['reset', 'timeout', 'garbage'] as const)(
			'whose answer is lost (%s) leaves one record, whatever is said of it',
			async (kind) => {
				const stage = open();
				const { crm, client, contactsOf } = stage;
				const route = await stage.creating();
				const vendor = crm.profile.id;
				stage.sandbox.setFault({ vendor, kind, route, when: 'after', times: 1 });
				const outcome = await crm.contact.upsert(client, { values: NEW });
				expect(await contactsOf(email)).toHaveLength(1);
				if (outcome.status === 'upstream_error') {
					expect(outcome.retry?.advised ?? false).toBe(false);
				} else expect(['created', 'unchanged', 'duplicate']).toContain(outcome.status);
				const again = await crm.contact.upsert(client, { values: NEW });
				expect(again.status).toBe('unchanged');
				expect(await contactsOf(email)).toHaveLength(1);
			},
		);

		test('that fails before it is done makes nobody', async () => {
			const stage = open();
			const { crm, client, contactsOf } = stage;
			const route = await stage.creating();
			stage.sandbox.setFault({ vendor: crm.profile.id, kind: 'server_error', route });
			const outcome = await crm.contact.upsert(client, { values: NEW });
			expect(outcome.status).toBe('upstream_error');
			expect(await contactsOf(email)).toEqual([]);
		});
	});

	describe('many upserts', () => {
		test('have one outcome for each draft in its order', async () => {
			const { crm, client, examples } = open();
			await crm.contact.upsert(client, { values: NEW });
			const drafts = [
				{ values: { email: 'first@conformance-run.com', lastName: 'Abara' } },
				{ values: NEW },
				{ values: { ...NEW, lastName: 'Reis' } },
				{ values: { email: examples.person.email, firstName: 'Changed' } },
			];
			const outcomes =
				(await crm.contact.upsertMany?.(client, drafts)) ??
				(await Promise.all(drafts.map(async (one) => await crm.contact.upsert(client, one))));
			expect(outcomes.map(({ status }) => status)).toEqual([
				'created',
				'unchanged',
				'updated',
				'updated',
			]);
			expect(outcomes.map(({ record }) => record?.email)).toEqual(
				drafts.map(({ values }) => values.email),
			);
		});
	});
}
