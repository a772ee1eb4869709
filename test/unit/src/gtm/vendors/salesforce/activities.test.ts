import { salesforce } from '../../../../../../src/gtm/vendors/salesforce/salesforce';
import { API, type Org, openOrg } from './org';

const { contact, company, deal, logActivity, triggerWorkflow, listOwners, listProperties } =
	salesforce;

const AT = '2026-11-25T09:30:00.000Z';

let org: Org;
let ids: { contactId: string; companyId: string; dealId: string };

beforeEach(async () => {
	org = openOrg();
	const { person, account, deal: example } = org.examples;
	const one = await contact.get(org.client, { email: person.email }, {});
	const two = await company.get(org.client, { domain: account.domain }, {});
	const { records } = await deal.search(org.client, {
		conditions: [{ field: 'name', operator: 'eq', value: example.name }],
		limit: 1,
	});
	ids = {
		contactId: one.record?.id ?? '',
		companyId: two.record?.id ?? '',
		dealId: records[0]?.id ?? '',
	};
});

const lastBody = () => org.sent.findLast(({ method }) => method === 'POST')?.body;

describe('an activity', () => {
	test.each([
		[
			{ type: 'note', body: 'Budget is there' },
			{
				Subject: 'Note',
				Status: 'Completed',
				TaskSubtype: 'Task',
				ActivityDate: '2026-11-25',
				Description: 'Budget is there',
			},
		],
		[
			{ type: 'task', subject: 'Send it', done: false },
			{ Subject: 'Send it', Status: 'Not Started' },
		],
		[
			{
				type: 'call',
				subject: 'Intro',
				direction: 'outbound',
				durationSeconds: 90.4,
				outcome: 'Reached',
			},
			{
				TaskSubtype: 'Call',
				CallType: 'Outbound',
				CallDurationInSeconds: 90,
				CallDisposition: 'Reached',
			},
		],
		[
			{ type: 'email', subject: 'Re: terms', direction: 'inbound' },
			{ TaskSubtype: 'Email', Status: 'Completed' },
		],
		[
			{ type: 'meeting', subject: 'Demo' },
			{ StartDateTime: AT, EndDateTime: '2026-11-25T10:00:00.000Z' },
		],
	] as const)(
		'%j is logged on its person and its deal, and read back with their account',
		async (activity, fields) => {
			const { contactId, companyId, dealId } = ids;
			const outcome = await logActivity(org.client, {
				activity: { ...activity, at: AT },
				associations: { contactIds: [contactId], dealIds: [dealId], companyIds: [companyId] },
			});
			expect(outcome).toMatchObject({
				status: 'created',
				record: {
					type: activity.type,
					contactIds: [contactId],
					dealIds: [dealId],
					accountIds: [companyId],
				},
			});
			expect(lastBody()).toMatchObject({ ...fields, WhoId: contactId, WhatId: dealId });
		},
	);

	test('of two people is linked to the first, and says who is missing', async () => {
		const other = await contact.get(org.client, { email: org.examples.colleague.email }, {});
		const outcome = await logActivity(org.client, {
			activity: { type: 'note', at: AT },
			associations: { contactIds: [ids.contactId, other.record?.id ?? ''] },
		});
		expect(outcome).toMatchObject({
			status: 'partial',
			record: { contactIds: [ids.contactId] },
			reason: {
				code: 'association_missing',
				message: expect.stringContaining(other.record?.id ?? '-') as string,
			},
		});
	});

	test('that was logged but could not be read back says so, and is not logged again', async () => {
		org.sandbox.setFault({
			vendor: 'salesforce',
			kind: 'rate_limit_quota',
			route: `GET ${API}/query`,
		});
		const outcome = await logActivity(org.client, {
			activity: { type: 'note', at: AT },
			associations: { contactIds: [ids.contactId] },
		});
		expect(outcome).toMatchObject({
			status: 'partial',
			record: { id: expect.stringMatching(/^00T/) as string },
			reason: { code: 'not_read_back' },
		});
	});

	test('whose answer got lost is not sent again', async () => {
		org.sandbox.setFault({
			vendor: 'salesforce',
			kind: 'server_error',
			route: `POST ${API}/sobjects/{object}`,
		});
		const before = org.sent.length;
		expect(
			await logActivity(org.client, { activity: { type: 'note', at: AT }, associations: {} }),
		).toMatchObject({ status: 'upstream_error' });
		expect(org.sent).toHaveLength(before + 1);
	});
});

describe('a flow', () => {
	const run = async (workflow: string, inputs = {}) =>
		await triggerWorkflow(org.client, {
			workflow,
			entity: 'contact',
			recordId: ids.contactId,
			inputs,
		});

	test('gets the record and the inputs', async () => {
		expect(await run('Start_Onboarding', { tier: 'A' })).toMatchObject({
			status: 'updated',
			record: { workflow: 'Start_Onboarding', outputs: { Flow__InterviewStatus: 'Finished' } },
		});
		expect(lastBody()).toEqual({ inputs: [{ recordId: ids.contactId, tier: 'A' }] });
	});

	test('that waits is under way', async () => {
		expect(await run('Wait_For_Approval')).toMatchObject({
			status: 'updated',
			notes: [expect.stringContaining('Waiting')],
		});
	});

	test('that ends in an error is no success, although the answer is 200', async () => {
		expect(await run('Broken_Flow')).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'flow_failed' },
		});
	});

	test('that fails says why, and is not run again', async () => {
		const before = org.sent.length;
		expect(await run('Faulty_Flow')).toMatchObject({
			status: 'invalid',
			reason: {
				code: 'UNKNOWN_EXCEPTION',
				message: expect.stringContaining('unhandled fault') as string,
			},
		});
		expect(org.sent).toHaveLength(before + 1);
	});

	test('that does not take an input says what it needs', async () => {
		expect(await run('Start_Onboarding', { nonsense: 1 })).toMatchObject({
			status: 'invalid',
			reason: { message: expect.stringMatching(/nonsense.*"recordId"/) as string },
		});
	});

	test('that there is not is not found', async () => {
		expect(await run('Nonsense/../Start_Onboarding')).toMatchObject({ status: 'not_found' });
	});
});

describe('what the org has', () => {
	test('fields with their types, choices and canonical names', async () => {
		const { record = [] } = await listProperties(org.client, 'contact');
		const of = (name: string) => record.find((property) => property.name === name);
		expect(of('Email')).toMatchObject({
			canonical: 'email',
			type: 'text',
			readOnly: false,
			isCustom: false,
		});
		expect(of('LastName')).toMatchObject({ required: true });
		expect(of('Name')).toMatchObject({ readOnly: true, required: false });
		expect(of('OwnerId')).toMatchObject({ type: 'reference', required: false });
		expect(of('Score__c')).toMatchObject({ type: 'number', isCustom: true });
		expect(of('Interests__c')).toMatchObject({
			type: 'multiOptions',
			options: [{ value: 'API', label: 'API' }, {}, {}],
		});
	});

	test('owners, without the users that are programs', async () => {
		const { status, record = [] } = await listOwners(org.client);
		expect(status).toBe('found');
		expect(record).toHaveLength(org.world.users.length);
		expect(record.map(({ name }) => name)).not.toContain('Integration User');
	});
});
