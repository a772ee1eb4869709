import {
	companyObject,
	contactObject,
	dealObject,
} from '../../../../../../src/gtm/vendors/hubspot/objects';
import { toProperties } from '../../../../../../src/gtm/vendors/hubspot/properties';
import { toVendor } from '../../../../../../src/gtm/model/mapping';

describe('an answer of HubSpot in canonical words', () => {
	test('reads texts as what they mean', () => {
		const properties = {
			domain: 'www.Acme.com',
			numberofemployees: '250',
			annualrevenue: '1200000.50',
			web_technologies: 'n8n;postgres',
			createdate: '2026-01-05T10:00:00Z',
		};
		expect(companyObject.toRecord({ id: '7', properties }).record).toEqual({
			id: '7',
			domain: 'acme.com',
			employees: 250,
			annualRevenue: { amount: 1_200_000.5 },
			technologies: ['n8n', 'postgres'],
			createdAt: '2026-01-05T10:00:00.000Z',
		});
	});

	test('keeps what it cannot read under its own name, with a note', () => {
		const { record, notes } = companyObject.toRecord({
			id: '7',
			properties: { numberofemployees: 'many' },
		});
		expect(record).toEqual({ id: '7', custom: { numberofemployees: 'many' } });
		expect(notes).toEqual([expect.stringContaining('numberofemployees')]);
	});

	test('takes any reason of a hard bounce for an address that does not work', () => {
		const properties = {
			email: 'A@b.example',
			hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER',
			hs_email_optout: 'true',
		};
		expect(contactObject.toRecord({ id: '1', properties }).record).toMatchObject({
			email: 'a@b.example',
			emailStatus: 'undeliverable',
			optedOut: true,
		});
	});

	test.each([
		['false', 'false', 'open'],
		['true', 'true', 'won'],
		['true', 'false', 'lost'],
	])('closed %s, won %s is %s', (hs_is_closed, hs_is_closed_won, status) => {
		const { record } = dealObject.toRecord({
			id: '1',
			properties: { hs_is_closed, hs_is_closed_won },
		});
		expect(record.status).toBe(status);
	});

	test('of a deal gives its people and its first company, each once', () => {
		const associations = {
			contacts: { results: [{ id: '1' }, { id: '1' }, { id: '2' }] },
			companies: { results: [{ id: '9' }, { id: '8' }] },
		};
		expect(dealObject.toRecord({ id: '5', properties: {}, associations }).record).toMatchObject({
			contactIds: ['1', '2'],
			accountId: '9',
		});
	});
});

describe('canonical values in HubSpot’s words', () => {
	test('are texts, lists joined by semicolons', () => {
		const { values } = toVendor(companyObject.table, {
			employees: 12,
			technologies: ['a', 'b'],
			custom: { tags: ['x', 'y'] },
		});
		expect(toProperties(values)).toEqual({
			numberofemployees: '12',
			web_technologies: 'a;b',
			tags: 'x;y',
		});
	});

	test('leave out what HubSpot does not let be written, and say so', () => {
		const { values, notes } = toVendor(contactObject.table, {
			email: 'a@b.example',
			optedOut: true,
		});
		expect(values).toEqual({ email: 'a@b.example' });
		expect(notes.join()).toMatch(/optedOut/);
	});
});
