import { pipedrive as emulated } from '../../../../../../sandbox/vendors/pipedrive/pipedrive.ts';
import type { HttpResponse } from '../../../../../../src/gtm/http/http-port';
import type { VendorClient } from '../../../../../../src/gtm/http/vendor-client';
import type { VendorRequest } from '../../../../../../src/gtm/http/vendor-request';
import { pipedrive } from '../../../../../../src/gtm/vendors/pipedrive/pipedrive';
import { openVendor } from '../sandbox-client';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(30_000);

/** A Pipedrive that answers every request the same way, and remembers what it was asked. */
function clientAnswering(answer: Partial<HttpResponse>) {
	const asked: VendorRequest[] = [];
	const client: VendorClient = {
		provider: 'pipedrive',
		now: Date.now,
		accountKey: async () => await Promise.resolve('account'),
		send: (request) => {
			asked.push(request);
			return Promise.resolve({ status: 200, headers: {}, body: undefined, ...answer });
		},
	};
	return { client, asked };
}

describe('an answer of Pipedrive', () => {
	it.each([
		['that says it did nothing', { success: false, error: 'Not now' }, 'no_success'],
		['that does not say what it did', { data: {} }, 'unreadable_answer'],
		['that is a web page', '<html></html>', 'unreadable_answer'],
	])('of status 200 %s is no success', async (_what, body, code) => {
		const { client } = clientAnswering({ body });
		expect(await pipedrive.listOwners(client)).toMatchObject({
			status: 'upstream_error',
			reason: { code },
		});
	});

	it('without any field for a domain says which one to add', async () => {
		const { client, asked } = clientAnswering({ body: { success: true, data: [] } });
		const values = { domain: 'acme.com' };
		expect(await pipedrive.company.upsert(client, { values })).toMatchObject({
			status: 'invalid',
			reason: { code: 'no_domain_field' },
		});
		expect(asked.map(({ path }) => path)).toEqual(['/api/v2/organizationFields']);
	});

	it('that gives the same cursor for ever is left', async () => {
		const body = { success: true, data: [], additional_data: { next_cursor: 'same' } };
		const { client, asked } = clientAnswering({ body });
		await pipedrive.listProperties(client, 'deal');
		expect(asked).toHaveLength(2);
	});
});

it('a history wants a scope of its own, which the message names, and takes 40 tokens of the day', async () => {
	const reader = { header: 'x-api-token', key: 'sandbox-pipedrive-reader' };
	const { client, examples } = openVendor(emulated, pipedrive, reader);
	const { email } = examples.person;
	expect(await pipedrive.contact.get(client, { email }, {})).toMatchObject({ status: 'found' });
	expect(await pipedrive.contact.history(client, { email }, {})).toMatchObject({
		status: 'forbidden',
		reason: { message: expect.stringContaining('recents:read') as string },
	});
	const { client: counting, asked } = clientAnswering({
		body: { success: true, data: { id: 7 } },
	});
	await pipedrive.deal.history(counting, { id: '7' }, {});
	expect(asked.find(({ path }) => path === '/v1/deals/7/flow')).toMatchObject({
		cost: { tokens: 40 },
	});
});

it('a search counts as one, and takes its tokens of the day', async () => {
	const { client, asked } = clientAnswering({ body: { success: true, data: { items: [] } } });
	await pipedrive.contact.get(client, { email: 'dana@acme.com' }, {});
	expect(asked).toMatchObject([{ limits: ['search'], cost: { tokens: 20 }, effect: 'read' }]);
});
