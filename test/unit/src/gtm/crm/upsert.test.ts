import type { UpsertDraft } from '../../../../../src/gtm/crm/crm-vendor';
import { upsertRecord } from '../../../../../src/gtm/crm/upsert';
import type { Contact } from '../../../../../src/gtm/model/contact';
import { InMemoryCrm } from './in-memory-crm';

let crm: InMemoryCrm;

beforeEach(() => {
	crm = new InMemoryCrm();
});

const upsert = async (draft: UpsertDraft<Contact>) =>
	await upsertRecord(crm.steps, crm.client, draft);

const stored = (values: Contact = {}) => crm.add({ mail: 'dana@acme.com', job: 'CTO', ...values });
const link = { companyIds: ['1'] };

describe('a record that is not there', () => {
	it('is created and read back', async () => {
		const values = { email: 'Dana@Acme.com ', title: 'CTO' };
		expect(await upsert({ values })).toEqual({
			status: 'created',
			provider: 'memory',
			record: { id: '1', email: 'dana@acme.com', title: 'CTO' },
		});
	});

	it('gets what it was looked for by, so that the next upsert finds it', async () => {
		const draft = { match: { email: 'dana@acme.com' }, values: { title: 'CTO' } };
		expect(await upsert(draft)).toMatchObject({ status: 'created' });
		expect(await upsert(draft)).toMatchObject({ status: 'unchanged' });
	});

	it('is not created if it was named by an id', async () => {
		const outcome = await upsert({ match: { id: '404' }, values: { title: 'CTO' } });
		expect(outcome).toMatchObject({ status: 'not_found', reason: { code: 'no_such_id' } });
		expect(crm.rows.size).toBe(0);
	});

	it('is created once, however its address is written', async () => {
		const emails = ['dana@acme.com', 'DANA@acme.com', ' dana@acme.com'];
		const outcomes = await Promise.all(emails.map((email) => upsert({ values: { email } })));
		expect(outcomes.map(({ status }) => status)).toEqual(['created', 'unchanged', 'unchanged']);
	});

	it('is not created if nothing would recognise it', async () => {
		expect(await upsert({ values: { title: 'CTO' } })).toMatchObject({
			status: 'invalid',
			reason: { code: 'no_identity' },
		});
		expect(await upsert({ values: { email: 'no address' } })).toMatchObject({
			status: 'invalid',
			reason: { code: 'invalid_email' },
		});
		expect(crm.calls).toEqual([]);
	});

	it('is a new one each time where nothing needs to recognise it', async () => {
		const steps = { ...crm.steps, createsUnmatched: true } as const;
		const draft = { values: { title: 'CTO' } };
		await upsertRecord(steps, crm.client, draft);
		expect(await upsertRecord(steps, crm.client, draft)).toMatchObject({
			status: 'created',
			record: { id: '2' },
		});
	});

	it('that the vendor itself updated counts as updated', async () => {
		const id = stored();
		const create = () => Promise.resolve({ id, status: 'updated' as const });
		const find = () => Promise.resolve([]);
		const values = { email: 'dana@acme.com' };
		const steps = { ...crm.steps, create, find };
		expect(await upsertRecord(steps, crm.client, { values })).toMatchObject({
			status: 'updated',
			record: { id },
		});
	});
});

describe('a record that is there', () => {
	it('is left alone if nothing differs', async () => {
		stored();
		const outcome = await upsert({ values: { email: 'dana@acme.com', title: 'CTO' } });
		expect(outcome.status).toBe('unchanged');
		expect(crm.calls).toEqual(['find', 'readBack']);
	});

	it('keeps the parts of a value that were not named', async () => {
		crm.add({ mail: 'dana@acme.com', name: { first: 'Dana', last: 'Scully' } });
		const values = { email: 'dana@acme.com', lastName: 'Mulder' };
		expect(await upsert({ values })).toMatchObject({
			status: 'updated',
			record: { firstName: 'Dana', lastName: 'Mulder' },
		});
	});

	it('keeps what is filled, part by part, also of the vendor’s own fields', async () => {
		crm.add({ mail: 'dana@acme.com', name: { first: 'Dana' }, tier: 'A' });
		const outcome = await upsert({
			values: {
				email: 'dana@acme.com',
				firstName: 'D.',
				lastName: 'Scully',
				custom: { tier: 'B', score: 3 },
			},
			onlyIfEmpty: ['firstName', 'lastName', 'tier', 'custom.score'],
		});
		expect(outcome).toMatchObject({
			status: 'updated',
			record: { firstName: 'Dana', lastName: 'Scully', custom: { tier: 'A', score: 3 } },
		});
	});

	it('is in doubt if there are two, and nothing is written', async () => {
		stored();
		stored();
		const outcome = await upsert({ values: { email: 'dana@acme.com', title: 'CEO' } });
		expect(outcome).toMatchObject({ status: 'duplicate', reason: { code: 'ambiguous_match' } });
		expect(crm.calls).toEqual(['find']);
	});

	it('is told with what could not be written', async () => {
		stored();
		const outcome = await upsert({ values: { email: 'dana@acme.com', city: 'Ghent' } });
		expect(outcome.notes).toEqual(['city was left out: the vendor has no field for it']);
	});
});

describe('a link', () => {
	it('that is made changes the record, one that was there does not', async () => {
		stored();
		const draft = { values: { email: 'dana@acme.com' }, associations: link };
		expect(await upsert(draft)).toMatchObject({ status: 'updated' });
		expect(await upsert(draft)).toMatchObject({ status: 'unchanged' });
		expect(crm.calls.filter((step) => step === 'associate')).toHaveLength(1);
	});

	it('that the vendor did not make is named', async () => {
		const associations = { companyIds: ['1', '9'] };
		const outcome = await upsert({ values: { email: 'dana@acme.com' }, associations });
		expect(outcome).toMatchObject({
			status: 'partial',
			record: { email: 'dana@acme.com' },
			reason: { code: 'association_missing' },
			// Of a record that nothing recognizes a repetition would make a second one.
			retry: { advised: false },
		});
		expect(outcome.reason?.message).toContain('not linked to company 9.');
	});

	it('that fails after the values were written does not hide that they were', async () => {
		const id = stored();
		crm.fail('associate');
		const values = { email: 'dana@acme.com', title: 'CEO' };
		expect(await upsert({ values, associations: link })).toMatchObject({
			status: 'partial',
			record: { id },
			reason: { code: 'association_missing' },
		});
		expect(crm.rows.get(id)?.values.job).toBe('CEO');
	});

	it('whose record cannot be read leaves the values alone', async () => {
		const id = stored();
		crm.fail('readBack');
		const values = { email: 'dana@acme.com', title: 'CEO' };
		const outcome = await upsert({ values, associations: link });
		expect(outcome.status).toBe('upstream_error');
		expect(crm.rows.get(id)?.values.job).toBe('CTO');
	});
});

describe('a failure', () => {
	it('of the reading back is partial, with the id, and is not to be repeated', async () => {
		crm.fail('readBack');
		const outcome = await upsert({ values: { email: 'dana@acme.com' } });
		expect(outcome).toMatchObject({
			status: 'partial',
			record: { id: '1' },
			reason: { code: 'not_read_back' },
			retry: { advised: false },
		});
	});

	it('to show what was written a moment ago says nothing of its links', async () => {
		const steps = { ...crm.steps, readBack: () => Promise.resolve(undefined) };
		const draft = { values: { email: 'dana@acme.com' }, associations: link };
		expect(await upsertRecord(steps, crm.client, draft)).toMatchObject({
			status: 'partial',
			record: { id: '1' },
			reason: { code: 'not_read_back', message: expect.not.stringContaining('linked') as string },
			retry: { advised: false },
		});
	});

	it('of one does not stop the next one for the same record', async () => {
		crm.fail('find');
		const draft = { values: { email: 'dana@acme.com' } };
		const outcomes = await Promise.all([upsert(draft), upsert(draft)]);
		expect(outcomes.map(({ status }) => status)).toEqual(['upstream_error', 'created']);
	});

	it('of our own is thrown', async () => {
		const broken = () => Promise.reject(new TypeError('a bug'));
		const steps = { ...crm.steps, find: broken };
		const draft = { values: { email: 'dana@acme.com' } };
		await expect(upsertRecord(steps, crm.client, draft)).rejects.toThrow('a bug');
	});
});
