import { salesforce } from '../../../../sandbox/vendors/salesforce/salesforce.ts';
import { callerOf } from './caller';

const API = '/services/data/v64.0';

let caller: ReturnType<typeof callerOf>;

const call = (...what: Parameters<typeof caller.call>) => caller.call(...what);
const query = async (soql: string) =>
	await call('GET', `${API}/query?q=${encodeURIComponent(soql)}`);
const recordsOf = async (soql: string) =>
	((await query(soql)).body as { records: Array<Record<string, unknown>> }).records;

beforeEach(() => {
	caller = callerOf(salesforce);
});

describe('a query of the emulated Salesforce', () => {
	test('selects fields, parents’ fields and children', async () => {
		const { person, account } = caller.sandbox.world.examples;
		const [record] = await recordsOf(
			`SELECT Name, Account.Name, Owner.Email, (SELECT OpportunityId FROM OpportunityContactRoles LIMIT 1) FROM Contact WHERE Email = '${person.email}'`,
		);
		expect(record).toMatchObject({
			attributes: { type: 'Contact' },
			Name: `${person.firstName} ${person.lastName}`,
			Account: { Name: account.name },
			Owner: { Email: expect.any(String) as string },
		});
		expect(record).toHaveProperty('OpportunityContactRoles');
	});

	test('of standard fields gives none of the org’s own', async () => {
		const [record] = await recordsOf('SELECT FIELDS(STANDARD) FROM Account LIMIT 1');
		expect(record).toHaveProperty('Website');
		expect(record).not.toHaveProperty('Tier__c');
	});

	test('knows AND, OR, NOT, brackets, IN, LIKE, order and limit', async () => {
		const records = await recordsOf(
			"SELECT Name, NumberOfEmployees FROM Account WHERE (Type = 'Customer' OR Type IN ('Prospect')) AND NOT (Name LIKE 'Z%') AND NumberOfEmployees > 10 ORDER BY NumberOfEmployees DESC NULLS LAST LIMIT 5",
		);
		const sizes = records.map(({ NumberOfEmployees }) => Number(NumberOfEmployees));
		expect(sizes).toHaveLength(5);
		expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
	});

	test('goes on where the first page ends', async () => {
		const [{ Id: accountId } = { Id: '' }] = await recordsOf('SELECT Id FROM Account LIMIT 1');
		const records = Array.from({ length: 200 }, (_, index) => ({
			attributes: { type: 'Opportunity' },
			Name: `Deal ${index}`,
			StageName: 'Discovery',
			CloseDate: '2027-01-31',
			AccountId: accountId,
		}));
		for (let round = 0; round < 11; round += 1) {
			await call('POST', `${API}/composite/sobjects`, { allOrNone: false, records });
		}
		const first = (await query("SELECT Id FROM Opportunity WHERE Name LIKE 'Deal %'")).body as {
			totalSize: number;
			done: boolean;
			nextRecordsUrl: string;
			records: unknown[];
		};
		expect(first).toMatchObject({ totalSize: 2_200, done: false });
		expect(first.records).toHaveLength(2_000);
		const second = await call('GET', first.nextRecordsUrl);
		expect(second.body).toMatchObject({ totalSize: 2_200, done: true });
		expect((second.body as { records: unknown[] }).records).toHaveLength(200);
	});

	test.each([
		["SELECT Id FROM Contact WHERE Name = 'O'Brien'", 'MALFORMED_QUERY'],
		["SELECT Id FROM Contact WHERE Name = 'a\\q'", 'MALFORMED_QUERY'],
		['SELECT Id, Id FROM Contact', 'MALFORMED_QUERY'],
		['SELECT Id FROM Contact WHERE', 'MALFORMED_QUERY'],
		['SELECT Nonsense FROM Contact', 'INVALID_FIELD'],
		["SELECT Id FROM Account WHERE NumberOfEmployees > '10'", 'INVALID_FIELD'],
		['SELECT Id FROM Account WHERE Name = 10', 'INVALID_FIELD'],
		["SELECT Id FROM Opportunity WHERE CloseDate > '2026-01-01'", 'INVALID_FIELD'],
		['SELECT Id FROM Contact WHERE CreatedDate > 2026-01-01', 'INVALID_FIELD'],
		["SELECT Id FROM Contact WHERE Id = 'nonsense'", 'INVALID_QUERY_FILTER_OPERATOR'],
		['SELECT Id FROM Nonsense', 'INVALID_TYPE'],
	])('%s is %s', async (soql, errorCode) => {
		expect(await query(soql)).toMatchObject({ status: 400, body: [{ errorCode }] });
	});
});

describe('a write to the emulated Salesforce', () => {
	test.each([
		[{ LastName: 'A', Nonsense: 1 }, 'INVALID_FIELD'],
		[{ LastName: 'A', Name: 'B' }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
		[{ FirstName: 'A' }, 'REQUIRED_FIELD_MISSING'],
		[{ LastName: 'A', Score__c: '1' }, 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
		[{ LastName: 'A', AccountId: '001Hp0000000000AAA' }, 'INVALID_CROSS_REFERENCE_KEY'],
		[{ LastName: 'A', Email: 'nonsense' }, 'INVALID_EMAIL_ADDRESS'],
	])('%j is %s', async (body, errorCode) => {
		expect(await call('POST', `${API}/sobjects/Contact`, body)).toMatchObject({
			status: 400,
			body: [{ errorCode }],
		});
	});

	test('keeps values unique where the field says so', async () => {
		const body = { LastName: 'A', External_Id__c: 'x-1' };
		const made = await call('POST', `${API}/sobjects/Contact`, body);
		const { id } = made.body as { id: string };
		expect(await call('POST', `${API}/sobjects/Contact`, body)).toMatchObject({
			status: 400,
			body: [
				{
					errorCode: 'DUPLICATE_VALUE',
					message: expect.stringContaining(id.slice(0, 15)) as string,
				},
			],
		});
	});

	test('of a collection has a result for each record', async () => {
		const attributes = { type: 'Contact' };
		const records = [{ attributes, LastName: 'A' }, { attributes }, { attributes, LastName: 'B' }];
		expect(
			await call('POST', `${API}/composite/sobjects`, { allOrNone: false, records }),
		).toMatchObject({
			status: 200,
			body: [
				{ success: true, errors: [] },
				{
					success: false,
					errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }],
				},
				{ success: true },
			],
		});
	});

	test('of more than 200 records is refused', async () => {
		const records = Array.from({ length: 201 }, () => ({
			attributes: { type: 'Contact' },
			LastName: 'A',
		}));
		expect(
			await call('POST', `${API}/composite/sobjects`, { allOrNone: false, records }),
		).toMatchObject({ status: 400 });
	});
});

test('a call without a session is refused with a list of errors, as every failure is', async () => {
	expect(await call('GET', `${API}/`, undefined, 'wrong')).toMatchObject({
		status: 401,
		body: [{ errorCode: 'INVALID_SESSION_ID' }],
	});
});

test('every answer tells what is left of the day', async () => {
	const { headers } = await call('GET', `${API}/`);
	expect(headers['sforce-limit-info']).toBe('api-usage=1/100000');
});
