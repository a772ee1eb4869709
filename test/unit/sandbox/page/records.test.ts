import { listen } from '../../../../sandbox/frame/http-server.ts';
import { Sandbox } from '../../../../sandbox/frame/sandbox.ts';
import { renderPerson } from '../../../../sandbox/page/person.ts';
import { renderRecords } from '../../../../sandbox/page/records.ts';
import { VENDORS } from '../../../../sandbox/vendors/index.ts';

let sandbox: Sandbox;

beforeAll(() => {
	sandbox = new Sandbox({ vendors: VENDORS, settings: { limits: 'off' } });
});

describe('what the vendors have now', () => {
	test.each(['HubSpot', 'Salesforce', 'Pipedrive', 'Attio'])('of a company: %s', (vendor) => {
		const { account } = sandbox.world.examples;
		const { text } = renderRecords(sandbox, account.domain);
		const own = text.split(`<strong>${vendor}</strong>`)[1]?.split('<strong>')[0] ?? '';
		expect(own).toContain('has this record');
		expect(own).toContain(account.name);
	});

	test.each(['HubSpot', 'Salesforce', 'Pipedrive', 'Attio', 'Apollo'])(
		'of a person: %s',
		(vendor) => {
			const { person } = sandbox.world.examples;
			const { text } = renderRecords(sandbox, person.email);
			const own = text.split(`<strong>${vendor}</strong>`)[1]?.split('<strong>')[0] ?? '';
			expect(own).toContain('has this record');
			expect(own).toContain(person.lastName);
		},
	);

	test('is nothing of somebody whom nobody knows', () => {
		const { text } = renderRecords(sandbox, 'nobody@northwind.example');
		expect(text).toContain('has no record');
		expect(text).not.toContain('has this record');
	});

	test('shows what a workflow has just written, of a person who is not of the data too', async () => {
		expect(renderPerson(sandbox, 'noa@northwind.example')).toBeUndefined();
		const listening = await listen(sandbox);
		const answer = await fetch(`${listening.baseUrl('hubspot')}/crm/objects/2026-09/contacts`, {
			method: 'POST',
			headers: { authorization: 'Bearer pat-sandbox-hubspot', 'content-type': 'application/json' },
			body: JSON.stringify({ properties: { email: 'noa@northwind.example', jobtitle: 'CRO' } }),
		});
		await listening.close();
		expect(answer.status).toBe(201);
		expect(renderPerson(sandbox, 'noa@northwind.example')).toContain('CRO');
	});
});
