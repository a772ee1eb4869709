import type { Contact } from '../../../src/gtm/model/contact';
import { CRMS, openCrm } from './open-vendors';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(60_000);

const LINKEDIN = 'https://www.linkedin.com/in/dana-without-email';

/** CRMs with a field of their own for it. */
const BY_PAGE = ['attio', 'hubspot'] as const;

describe.each(BY_PAGE)('a lead of LinkedIn at %s', (id) => {
	test('is made once, and found again by its page in any spelling', async () => {
		const { vendor, client } = openCrm(id);
		const upsert = async (values: Contact) => await vendor.contact.upsert(client, { values });
		const made = await upsert({ lastName: 'Dee', linkedinUrl: LINKEDIN });
		expect(made.status).toBe('created');
		// Another execution, which remembers nothing of the first one.
		const next = openNext(client);
		for (const linkedinUrl of [LINKEDIN, 'http://linkedin.com/in/Dana-Without-Email/']) {
			const again = await vendor.contact.upsert(next, {
				values: { lastName: 'Dee', title: 'CTO', linkedinUrl },
			});
			expect(again).toMatchObject({
				record: { id: made.record?.id, title: 'CTO', linkedinUrl: LINKEDIN },
			});
		}
		const { records } = await vendor.contact.search(next, {
			conditions: [{ field: 'lastName', operator: 'eq', value: 'Dee' }],
			limit: 10,
		});
		expect(records.filter((one) => one.linkedinUrl?.includes('dana-without'))).toHaveLength(1);
	});

	test('whose page two contacts have is in doubt, and nothing is written', async () => {
		const { vendor, client } = openCrm(id);
		for (const email of ['one@twice.example', 'two@twice.example']) {
			await vendor.contact.upsert(client, {
				values: { email, lastName: 'Dee', linkedinUrl: LINKEDIN },
			});
		}
		const values = { lastName: 'Dee', title: 'CTO', linkedinUrl: LINKEDIN };
		expect(await vendor.contact.upsert(client, { values })).toMatchObject({
			status: 'duplicate',
			reason: { code: 'ambiguous_match' },
		});
	});
});

describe.each(CRMS)('a lead by phone at %s', (id) => {
	test('is made once, and found again by number and name', async () => {
		const { vendor, client } = openCrm(id);
		const values = { firstName: 'Dana', lastName: 'Ringer', phone: '+13035550177' };
		const made = await vendor.contact.upsert(client, { values });
		expect(made.status).toBe('created');
		const again = await vendor.contact.upsert(openNext(client), { values });
		expect(again).toMatchObject({ status: 'unchanged', record: { id: made.record?.id } });
	});

	test('is not taken for a colleague who has the same number', async () => {
		const { vendor, client } = openCrm(id);
		const phone = '+13035550178';
		const first = await vendor.contact.upsert(client, {
			values: { email: 'bob@switchboard.example', firstName: 'Bob', lastName: 'Builder', phone },
		});
		const second = await vendor.contact.upsert(client, {
			values: { firstName: 'Ann', lastName: 'Answer', phone },
		});
		expect(second.status).toBe('created');
		expect(second.record?.id).not.toBe(first.record?.id);
	});

	test('who tells no name is refused with what to give', async () => {
		const { vendor, client } = openCrm(id);
		expect(
			await vendor.contact.upsert(client, { values: { phone: '+13035550179' } }),
		).toMatchObject({ status: 'invalid', reason: { code: 'no_identity' } });
	});
});

test('leads of a list are made once each, whatever they are known by', async () => {
	const { vendor, client } = openCrm('hubspot');
	const drafts = [
		{ values: { email: 'ada@listed.example' } },
		{ values: { lastName: 'Dee', linkedinUrl: LINKEDIN } },
		{ values: { lastName: 'Dee', title: 'CTO', linkedinUrl: `${LINKEDIN}/` } },
		{ values: { email: 'bea@listed.example' } },
	];
	const outcomes = (await vendor.contact.upsertMany?.(client, drafts)) ?? [];
	expect(outcomes.map(({ status }) => status)).toEqual([
		'created',
		'created',
		'updated',
		'created',
	]);
	expect(outcomes[2]?.record?.id).toBe(outcomes[1]?.record?.id);
});

/** The same account in an execution of its own. */
function openNext<Client extends object>(client: Client): Client {
	return { ...client };
}
