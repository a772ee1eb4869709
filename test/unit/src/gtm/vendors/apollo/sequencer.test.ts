import { apollo } from '../../../../../../sandbox/vendors/apollo/apollo.ts';
import {
	contactId,
	mailboxId,
	sequenceId,
} from '../../../../../../sandbox/vendors/apollo/state.ts';
import type { Person } from '../../../../../../sandbox/world/world.ts';
import { apolloSequencer } from '../../../../../../src/gtm/vendors/apollo/apollo';
import type { EnrollRequest } from '../../../../../../src/gtm/sequencer/sequencer-vendor';
import { openVendor } from '../sandbox-client';

const open = (settings = {}) =>
	openVendor(apollo, apolloSequencer, { header: 'x-api-key' }, settings);

let opened: ReturnType<typeof open>;

beforeEach(() => {
	opened = open();
});

/** The first two are active, the fifth is paused. */
const sequence = (place = 0) => sequenceId(`sequence-${place}`);
const sender = () => mailboxId(opened.world.users[0]?.key ?? '');

const request = (email: string, more: Partial<EnrollRequest> = {}): EnrollRequest => ({
	sequenceId: sequence(),
	contact: { email },
	senderId: sender(),
	...more,
});

const enroll = (email: string, more: Partial<EnrollRequest> = {}) =>
	apolloSequencer.enroll(opened.client, request(email, more));

const sentTo = (part: string) => opened.sent.filter(({ url }) => url.includes(part));

/** Someone whose enrollment has this status, and the sequence. */
function enrolledAs(status: string): { person: Person; sequenceId: string } {
	const { enrollments, lookup } = opened.world;
	const found = enrollments.find(
		(each) =>
			each.status === status &&
			(status === 'bounced' || lookup.person.get(each.personKey)?.emailVerdict === 'valid'),
	);
	const person = lookup.person.get(found?.personKey ?? '');
	if (found === undefined || person === undefined) throw new Error(`nobody is ${status}`);
	return { person, sequenceId: sequenceId(found.sequenceKey) };
}

describe('sequences', () => {
	test('are listed with their state, by a part of the name', async () => {
		const all = await apolloSequencer.listSequences(opened.client, { limit: 100 });
		expect(all.record).toHaveLength(opened.world.sequences.length);
		expect(all.record?.[4]).toMatchObject({ id: sequence(4), status: 'paused' });
		expect(all.record?.[7]).toMatchObject({ status: 'archived' });
		const some = await apolloSequencer.listSequences(opened.client, { limit: 1, text: 'inbound' });
		expect(some.record).toMatchObject([{ name: 'Inbound follow-up', status: 'active' }]);
	});

	test('are found by id, or not', async () => {
		const found = await apolloSequencer.getSequence(opened.client, sequence(2));
		expect(found).toMatchObject({ status: 'found', record: { name: 'Funding announced' } });
		const none = await apolloSequencer.getSequence(opened.client, 'nonsense');
		expect(none).toMatchObject({ status: 'not_found', reason: { code: 'no_such_sequence' } });
	});
});

describe('enrolling', () => {
	test('finds the contact of an address: the id of the person is never used', async () => {
		const { person } = opened.examples;
		const outcome = await enroll(person.email, {
			contact: { email: person.email.toUpperCase(), id: 'id-in-some-crm' },
		});
		expect(outcome).toMatchObject({
			status: 'created',
			record: {
				sequenceId: sequence(),
				contactId: contactId(person.key),
				status: 'active',
				step: 1,
			},
		});
		expect(sentTo('add_contact_ids')[0]?.query).toMatchObject({
			'contact_ids[]': [contactId(person.key)],
		});
		expect(sentTo('/contacts').map(({ method }) => method)).toEqual(['POST']);
	});

	test('creates the contact if there is none, once, without clearing fields', async () => {
		const contact = { email: 'new@fresh.example', fullName: 'Nora Fresh', title: '' };
		const outcome = await enroll('', { contact });
		expect(outcome).toMatchObject({ status: 'created', record: { email: contact.email } });
		expect(opened.sent.find(({ url }) => url.endsWith('/contacts'))?.body).toEqual({
			email: contact.email,
			first_name: 'Nora',
			last_name: 'Fresh',
			run_dedupe: true,
		});
		expect(await enroll('', { contact })).toMatchObject({ status: 'unchanged' });
		expect(opened.sent.filter(({ url }) => url.endsWith('/contacts'))).toHaveLength(1);
	});

	test('says when Apollo took a namesake for the person', async () => {
		const { person, account } = opened.examples;
		const outcome = await enroll('', {
			contact: {
				email: 'other@alias.example',
				firstName: person.firstName,
				lastName: person.lastName,
				accountName: account.name,
			},
		});
		expect(outcome.record?.contactId).toBe(contactId(person.key));
		expect(outcome.notes?.join()).toMatch(/same name and company/);
	});

	test('uses the oldest of several contacts with one address, and says so', async () => {
		const outcome = await enroll(opened.examples.duplicated.email);
		expect(outcome.status).toBe('created');
		expect(outcome.notes?.join()).toMatch(/2 contacts/);
	});

	test('adds nobody who has unsubscribed', async () => {
		const outcome = await enroll(opened.examples.optedOut.email);
		expect(outcome).toMatchObject({
			status: 'suppressed',
			reason: { code: 'email_unsubscribed' },
		});
		expect(sentTo('add_contact_ids')).toHaveLength(0);
	});

	test('adds nobody whose namesake, whom Apollo takes them for, has unsubscribed', async () => {
		const { optedOut } = opened.examples;
		const { firstName, lastName, accountKey } = optedOut;
		const accountName = opened.world.lookup.account.get(accountKey)?.name ?? '';
		const contact = { email: 'other@alias.example', firstName, lastName, accountName };
		const outcome = await enroll('', { contact });
		expect(outcome).toMatchObject({ status: 'suppressed' });
		expect(outcome.notes?.join()).toMatch(/same name and company/);
		expect(sentTo('add_contact_ids')).toHaveLength(0);
	});

	test('leaves who is in the sequence as they are', async () => {
		const { person, sequenceId: id } = enrolledAs('active');
		const outcome = await enroll(person.email, { sequenceId: id });
		expect(outcome).toMatchObject({ status: 'unchanged', record: { status: 'active' } });
		expect(sentTo('add_contact_ids')).toHaveLength(0);
	});

	test('does not begin again with who has been through it', async () => {
		const { person, sequenceId: id } = enrolledAs('replied');
		const outcome = await enroll(person.email, { sequenceId: id });
		expect(outcome).toMatchObject({ status: 'duplicate', record: { status: 'replied' } });
	});

	test.each([
		['active', 'contacts_active_in_other_campaigns'],
		['replied', 'contacts_finished_in_other_campaigns'],
	])('skips who is %s elsewhere, unless that is allowed', async (status, code) => {
		const { person, sequenceId: id } = enrolledAs(status);
		const other = sequence(id === sequence(1) ? 2 : 1);
		const outcome = await enroll(person.email, { sequenceId: other });
		expect(outcome).toMatchObject({ status: 'skipped', reason: { code } });
		const allowed = await enroll(person.email, { sequenceId: other, evenIfElsewhere: true });
		expect(allowed.status).toBe('created');
	});

	test.each([
		['catchAll', 'contacts_unverified_email'],
		['undeliverable', 'contacts_unverified_email'],
		['jobChanged', 'contacts_with_job_change'],
	] as const)('a 200 that left someone out is a skip with its reason: %s', async (who, code) => {
		const outcome = await enroll(opened.examples[who].email);
		expect(outcome).toMatchObject({
			status: 'skipped',
			reason: { code },
			retry: { advised: false },
		});
	});

	test('into a sequence that is off says that nothing is sent', async () => {
		const outcome = await enroll(opened.examples.person.email, { sequenceId: sequence(4) });
		expect(outcome).toMatchObject({ status: 'created', record: { status: 'paused' } });
		expect(outcome.notes?.join()).toMatch(/Sequence inactive/);
	});

	test('takes the sender by address, the default one, or asks', async () => {
		const { person } = opened.examples;
		const [first, second] = opened.world.users;
		const byAddress = await enroll(person.email, { senderId: second?.email ?? '' });
		expect(byAddress.record?.sender).toBe(second?.email);
		const byDefault = await enroll('fresh@y.example', { senderId: undefined });
		expect(byDefault.record?.sender).toBe(first?.email);
		const unknown = await enroll('fresh@x.example', { senderId: 'nobody@home.example' });
		expect(unknown).toMatchObject({ status: 'invalid', reason: { code: 'no_such_sender' } });
		const created = opened.sent.filter(({ url }) => url.endsWith('/contacts'));
		expect(created.map(({ body }) => body)).toMatchObject([{ email: 'fresh@y.example' }]);
	});

	test('is refused before anything is sent if it cannot be meant', async () => {
		expect(await enroll('nonsense')).toMatchObject({ reason: { code: 'email_required' } });
		const variables = { city: 'Berlin' };
		expect(await enroll(opened.examples.person.email, { variables })).toMatchObject({
			status: 'invalid',
			reason: { code: 'variables_not_offered' },
		});
		expect(opened.sent).toHaveLength(0);
	});

	test('of many goes in one request, in order, with nobody twice', async () => {
		const { person, optedOut, unknownEmail } = opened.examples;
		const emails = [optedOut.email, person.email, 'nonsense', unknownEmail, person.email];
		const outcomes = await apolloSequencer.enrollMany?.(
			opened.client,
			emails.map((email) => request(email)),
		);
		expect(outcomes?.map(({ status }) => status)).toEqual([
			'suppressed',
			'created',
			'invalid',
			'created',
			'unchanged',
		]);
		expect(sentTo('add_contact_ids')).toHaveLength(1);
	});
});

describe('an enrollment', () => {
	test.each(['active', 'paused', 'replied', 'finished', 'bounced', 'opted_out'])(
		'that is %s is shown as such',
		async (status) => {
			const { person, sequenceId: id } = enrolledAs(status);
			const reference = { sequenceId: id, email: person.email };
			const outcome = await apolloSequencer.getEnrollment(opened.client, reference);
			expect(outcome).toMatchObject({ status: 'found', record: { status, sequenceId: id } });
		},
	);

	test('is found by the contact, although the view of a contact does not show it', async () => {
		const { person, sequenceId: id } = enrolledAs('active');
		const reference = { sequenceId: id, contactId: contactId(person.key) };
		const outcome = await apolloSequencer.getEnrollment(opened.client, reference);
		expect(outcome).toMatchObject({ status: 'found', record: { email: person.email } });
	});

	test('that is not there says what is missing', async () => {
		const get = (reference: object) =>
			apolloSequencer.getEnrollment(opened.client, { sequenceId: sequence(), ...reference });
		const { person, unknownEmail } = opened.examples;
		expect(await get({ email: person.email })).toMatchObject({ reason: { code: 'not_enrolled' } });
		expect(await get({ email: unknownEmail })).toMatchObject({
			reason: { code: 'no_such_contact' },
		});
		expect(await get({ contactId: 'f'.repeat(24) })).toMatchObject({ status: 'not_found' });
		expect(await get({ enrollmentId: '1' })).toMatchObject({
			status: 'invalid',
			reason: { code: 'contact_required' },
		});
	});

	test('is stopped, and stays so', async () => {
		const { person, sequenceId: id } = enrolledAs('active');
		const reference = { sequenceId: id, email: person.email };
		const outcome = await apolloSequencer.stop(opened.client, reference);
		expect(outcome).toMatchObject({ status: 'updated', record: { status: 'finished' } });
		expect(JSON.stringify(outcome)).not.toContain('sandbox-apollo-master');
		const again = await apolloSequencer.stop(opened.client, reference);
		expect(again.status).toBe('unchanged');
		expect(sentTo('remove_or_stop')).toHaveLength(1);
	});

	test('that Apollo has not stopped yet is pending', async () => {
		opened = open({ indexLagMs: 5_000 });
		const { person, sequenceId: id } = enrolledAs('active');
		const reference = { sequenceId: id, email: person.email };
		const outcome = await apolloSequencer.stop(opened.client, reference);
		expect(outcome).toMatchObject({ status: 'pending', reason: { code: 'stop_under_way' } });
		await opened.clock.advance(6_000);
		const later = await apolloSequencer.getEnrollment(opened.client, reference);
		expect(later.record?.status).toBe('finished');
	});
});

describe('engagement', () => {
	test('of a contact is told newest first', async () => {
		const { person, sequenceId: id } = enrolledAs('replied');
		const contact = { email: person.email, sequenceId: id };
		const outcome = await apolloSequencer.engagementHistory(opened.client, contact, { limit: 10 });
		expect(outcome.record?.map(({ type }) => type)).toEqual(['replied', 'other']);
		expect(outcome.record?.at(-1)?.detail).toBe('enrolled');
	});

	test('of a window counts messages of whole days, and no rate that cannot be known', async () => {
		const window = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
		const query = { sequenceId: sequence(), window };
		const outcome = await apolloSequencer.statistics(opened.client, query);
		expect(outcome.record?.map(({ name }) => name)).toEqual(['sent', 'opened', 'replied']);
		expect(sentTo('sync_report')[0]?.body).toMatchObject({
			filters: { smart_datetime_range: { min: '2026-10-01', max: '2026-10-31' } },
		});
		const all = await apolloSequencer.statistics(opened.client, {
			...query,
			window: { from: '2020-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
		});
		expect(all.record?.[0]?.value).toBeGreaterThan(outcome.record?.[0]?.value ?? Infinity);
	});

	test('of no sequence is not found', async () => {
		const outcome = await apolloSequencer.statistics(opened.client, { sequenceId: 'nonsense' });
		expect(outcome).toMatchObject({ status: 'not_found', reason: { code: 'no_such_sequence' } });
	});
});

describe('an answer that cannot be read', () => {
	const SEARCH = 'POST /api/v1/contacts/search';
	const CREATE = 'POST /api/v1/contacts';
	const MAILBOXES = 'GET /api/v1/email_accounts';

	test.each([SEARCH, CREATE])('of %s is no “there is none”', async (route) => {
		opened.sandbox.setFault({ vendor: 'apollo', kind: 'garbage', route });
		const outcome = await enroll('new.person@unreadable-run.com');
		expect(outcome).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
			retry: { advised: true },
		});
		expect(sentTo('add_contact_ids')).toHaveLength(0);
	});

	test('of the mailboxes does not mean that none is linked', async () => {
		opened.sandbox.setFault({ vendor: 'apollo', kind: 'truncated', route: MAILBOXES });
		const outcome = await apolloSequencer.enroll(opened.client, {
			sequenceId: sequence(),
			contact: { email: opened.examples.person.email },
		});
		expect(outcome).toMatchObject({ status: 'upstream_error' });
	});
});
