import { hubspot as emulated } from '../../../../../../sandbox/vendors/hubspot/hubspot.ts';
import { createVendorClient } from '../../../../../../src/gtm/http/create-vendor-client';
import { createVendorTraffic } from '../../../../../../src/gtm/http/vendor-traffic';
import { hubspot } from '../../../../../../src/gtm/vendors/hubspot/hubspot';
import { FakeClock } from '../../fake-clock';
import { type Turn, createScriptedPort } from '../../http/scripted-port';
import { openVendor } from '../sandbox-client';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(30_000);

const upsertMany: NonNullable<typeof hubspot.contact.upsertMany> = async (...input) =>
	(await hubspot.contact.upsertMany?.(...input)) ?? [];

const open = () =>
	openVendor(emulated, hubspot, { header: 'authorization', key: 'Bearer pat-sandbox-hubspot' });

const fresh = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		values: { email: `person${index}@many.example`, firstName: `Person ${index}` },
	}));

describe('many contacts in the emulated HubSpot', () => {
	test('have their outcomes in the order of the drafts', async () => {
		const { client, examples } = open();
		const { person, colleague } = examples;
		const outcomes = await upsertMany(client, [
			{ values: { email: 'one@many.example' } },
			{ values: { email: person.email.toUpperCase(), title: 'Chief of Staff' } },
			{ values: { email: 'two@many.example', custom: { icp_score: 'many' } } },
			{ values: { email: colleague.email, firstName: colleague.firstName } },
			{ values: { firstName: 'No email' } },
		]);
		expect(outcomes.map(({ status }) => status)).toEqual([
			'created',
			'updated',
			'invalid',
			'unchanged',
			'invalid',
		]);
		expect(outcomes[1]?.record).toMatchObject({
			title: 'Chief of Staff',
			lastName: person.lastName,
		});
		expect(outcomes[2]?.reason?.message).toContain('icp_score');
	});

	test('250 take three batches of three requests: read, write, read back', async () => {
		const { client, sent } = open();
		const outcomes = await upsertMany(client, fresh(250));
		expect(outcomes.every(({ status }) => status === 'created')).toBe(true);
		expect(outcomes.map(({ record }) => record?.email)).toEqual(
			fresh(250).map(({ values }) => values.email),
		);
		expect(sent).toHaveLength(9);
	});

	test('two drafts of one email are written one after the other', async () => {
		const { client } = open();
		const outcomes = await upsertMany(client, [
			{ values: { email: 'twice@many.example', title: 'First' } },
			{ values: { email: 'Twice@many.example', title: 'Second' } },
		]);
		expect(outcomes).toMatchObject([
			{ status: 'created' },
			{ status: 'updated', record: { title: 'Second' } },
		]);
	});

	test('keep what is filled if they are asked to', async () => {
		const { client, examples } = open();
		const { email, title } = examples.person;
		const outcomes = await upsertMany(client, [
			{ values: { email, title: 'Other' }, onlyIfEmpty: ['title'] },
		]);
		expect(outcomes).toMatchObject([{ status: 'unchanged', record: { title } }]);
	});

	test('all fail alike if the day’s calls are used up, and nothing is tried again', async () => {
		const { client, sandbox, sent } = open();
		sandbox.setFault({ vendor: 'hubspot', kind: 'rate_limit_quota' });
		const outcomes = await upsertMany(client, fresh(2));
		expect(outcomes.map(({ status }) => status)).toEqual(['quota_exhausted', 'quota_exhausted']);
		expect(sent).toHaveLength(1);
	});
});

describe('a batch that was done in part', () => {
	const nothing: Turn = { body: { results: [] } };
	const result = (email: string) => ({
		id: '1',
		properties: { email, firstname: email.replace('person', 'Person ').split('@')[0] },
	});
	const error = (message: string, context?: object) => ({
		category: 'VALIDATION_ERROR',
		message,
		...(context && { context }),
	});

	async function upserted(count: number, body: { results: object[]; errors?: object[] }) {
		const clock = new FakeClock();
		const { http } = createScriptedPort(clock, [
			nothing,
			{ status: 207, body },
			{ body: { results: body.results } },
		]);
		const client = createVendorClient(
			hubspot.profile,
			{ http, clock, traffic: createVendorTraffic(clock) },
			{ hosts: { api: 'https://api.hubapi.com' }, principal: 'test', secrets: [] },
		);
		return await clock.until(upsertMany(client, fresh(count)));
	}

	test('gives each record its own error, whatever their order', async () => {
		const outcomes = await upserted(3, {
			results: [result('person1@many.example')],
			errors: [
				error('of the third', { objectWriteTraceId: ['2'] }),
				error('of the first', { ids: ['Person0@many.example'] }),
			],
		});
		expect(outcomes).toMatchObject([
			{
				status: 'invalid',
				reason: { code: 'VALIDATION_ERROR', message: 'of the first' },
				retry: { advised: false },
			},
			{ status: 'created' },
			{ status: 'invalid', reason: { message: 'of the third' } },
		]);
	});

	test('does not blame a record for the error of another', async () => {
		const outcomes = await upserted(2, {
			results: [],
			errors: [error('of the second', { objectWriteTraceId: ['1'] })],
		});
		expect(outcomes).toMatchObject([
			{ status: 'invalid', reason: { code: 'left_out' } },
			{ status: 'invalid', reason: { message: 'of the second' } },
		]);
	});

	test('takes an error that names nobody for everyone who is missing', async () => {
		const outcomes = await upserted(2, {
			results: [result('person0@many.example')],
			errors: [error('of somebody')],
		});
		expect(outcomes).toMatchObject([{ status: 'created' }, { reason: { message: 'of somebody' } }]);
	});

	test('says so if a record is missing without a word', async () => {
		expect(await upserted(1, { results: [] })).toMatchObject([
			{ status: 'invalid', reason: { code: 'left_out' } },
		]);
	});
});
