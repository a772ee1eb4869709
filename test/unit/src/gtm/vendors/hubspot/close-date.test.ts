import { hubspot as emulated } from '../../../../../../sandbox/vendors/hubspot/hubspot.ts';
import type { VendorClient } from '../../../../../../src/gtm/http/vendor-client';
import type { SearchCondition } from '../../../../../../src/gtm/crm/crm-vendor';
import { hubspot } from '../../../../../../src/gtm/vendors/hubspot/hubspot';
import { openVendor } from '../sandbox-client';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(30_000);

/** HubSpot for a workflow in a time zone. */
function openIn(timeZone: string) {
	const open = openVendor(emulated, hubspot, {
		header: 'authorization',
		key: 'Bearer pat-sandbox-hubspot',
	});
	const client: VendorClient = { ...open.client, timeZone };
	const wire = async (id = '') => {
		const path = `/crm/objects/2026-09/deals/${id}`;
		const query = { properties: 'closedate' };
		const { body } = await client.send({ method: 'GET', path, query, effect: 'read' });
		return (body as { properties: { closedate: string } }).properties.closedate;
	};
	return { ...open, client, wire };
}

const deal = { name: 'Christmas', closeDate: '2026-12-24' };

describe.each([
	['America/New_York', '2026-12-24T05:00:00'],
	['Europe/Berlin', '2026-12-23T23:00:00'],
	['Pacific/Auckland', '2026-12-23T11:00:00'],
])('the close date of a deal, in a workflow of %s', (timeZone, moment) => {
	test('is the first moment of that day there at HubSpot, which shows it in the zone of its user', async () => {
		const { client, wire } = openIn(timeZone);
		const made = await hubspot.deal.upsert(client, { values: deal });
		expect(made).toMatchObject({ status: 'created', record: { closeDate: '2026-12-24' } });
		expect(await wire(made.record?.id)).toContain(moment);
	});

	test('is read as the day that it is there, whatever the hour', async () => {
		const { client } = openIn(timeZone);
		const { record } = await hubspot.deal.upsert(client, { values: deal });
		const id = record?.id ?? '';
		const lateThere = new Date(Date.parse(`${moment}Z`) + 23.5 * 3_600_000).toISOString();
		await client.send({
			method: 'PATCH',
			path: `/crm/objects/2026-09/deals/${id}`,
			body: { properties: { closedate: lateThere } },
			effect: 'idempotent',
		});
		const { record: read } = await hubspot.deal.get(client, { id }, {});
		expect(read?.closeDate).toBe('2026-12-24');
		const again = await hubspot.deal.upsert(client, { match: { id }, values: deal });
		expect(again.status).toBe('unchanged');
		const { record: entries = [] } = await hubspot.deal.history(
			client,
			{ id },
			{ fields: ['closeDate'] },
		);
		expect(entries.map(({ to }) => to)).toEqual(['2026-12-24', '2026-12-24']);
	});

	test.each<[SearchCondition['operator'], string, boolean]>([
		['eq', '2026-12-24', true],
		['eq', '2026-12-23', false],
		['gte', '2026-12-24', true],
		['gt', '2026-12-23', true],
		['gt', '2026-12-24', false],
		['lte', '2026-12-24', true],
		['lt', '2026-12-25', true],
		['lt', '2026-12-24', false],
	])('is found as a whole day: %s %s is %s', async (operator, value, isFound) => {
		const { client } = openIn(timeZone);
		await hubspot.deal.upsert(client, { values: deal });
		const { records } = await hubspot.deal.search(client, {
			conditions: [
				{ field: 'name', operator: 'eq', value: deal.name },
				{ field: 'closeDate', operator, value },
			],
			limit: 5,
		});
		expect(records).toHaveLength(isFound ? 1 : 0);
	});
});
