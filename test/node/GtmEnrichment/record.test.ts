import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openSandbox } from '../../contract/gtm/sandbox-port';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { removeLedger } from './remove-ledger';

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

afterAll(removeLedger);

const run = async (
	operation: 'check' | 'standardize',
	items: IDataObject[],
	parameters: INodeParameters = {},
	what: Partial<GtmRun> = {},
) => {
	const finished = await runGtmNode(sandbox, {
		type: 'gtmEnrichment',
		items,
		...what,
		parameters: { resource: 'record', operation, ...parameters },
	});
	// Nothing leaves this n8n.
	expect(sandbox.sandbox.log.list()).toEqual([]);
	return finished;
};

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Someone of the world as the other nodes output them. */
const known = () => {
	const { person, account } = sandbox.sandbox.world.examples;
	const { email, firstName, lastName, title } = person;
	return { email, firstName, lastName, title, accountDomain: account.domain };
};

describe('the quality of a record', () => {
	it('is good where all that is wanted is there, and nothing is odd', async () => {
		const { items, outputs } = await run('check', [{ record: known() }]);
		expect(items).toMatchObject([
			{
				status: 'found',
				provider: 'gtm',
				record: { completeness: 1, findings: [], verdict: 'good' },
			},
		]);
		expect(items[0]?.record).not.toHaveProperty('freshness');
		expect(outputs[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('is read from an item that is the record itself, too', async () => {
		const { items } = await run('check', [known()]);
		expect(items).toMatchObject([{ record: { completeness: 1, verdict: 'good' } }]);
	});

	it('is usable without what is wanted, and poor without what is required', async () => {
		const { title: _, ...untitled } = known();
		const { email: __, ...unreachable } = known();
		const { items } = await run('check', [untitled, unreachable]);
		expect(items).toMatchObject([
			{
				record: {
					completeness: 0.8,
					verdict: 'usable',
					findings: [{ kind: 'missing', field: 'title' }],
				},
			},
			{ record: { verdict: 'poor', findings: [{ kind: 'missing', field: 'email' }] } },
		]);
	});

	it('is measured against the fields that you want and require', async () => {
		const { items } = await run('check', [known()], {
			wantedFields: 'email, phone',
			requiredFields: 'phone',
		});
		expect(items).toMatchObject([{ record: { completeness: 0.5, verdict: 'poor' } }]);
	});

	it('loses half its freshness in a half-life, and is stale after two', async () => {
		const items = [10, 25].map((days) => ({ ...known(), updatedAt: daysAgo(days) }));
		const finished = await run('check', items, { halfLifeDays: 10 });
		const reports = finished.items.map(
			({ record }) => record as { freshness: number; findings: Array<{ kind: string }> },
		);
		expect(reports[0]?.freshness).toBeCloseTo(0.5, 2);
		expect(reports.map(({ findings }) => findings.map(({ kind }) => kind))).toEqual([
			[],
			['stale'],
		]);
	});

	it('names what contradicts itself and what cannot be', async () => {
		const { items } = await run('check', [
			{ ...known(), accountDomain: 'other.example' },
			{ ...known(), emailStatus: 'undeliverable' },
			{ ...known(), firstName: 'abel@home.example' },
		]);
		expect(items).toMatchObject([
			{ record: { verdict: 'usable', findings: [{ kind: 'conflict', field: 'accountDomain' }] } },
			{ record: { verdict: 'poor', findings: [{ kind: 'implausible', field: 'email' }] } },
			{ record: { verdict: 'poor', findings: [{ kind: 'implausible', field: 'firstName' }] } },
		]);
	});

	it('of a company has rules of its own', async () => {
		const { domain, name, employees } = sandbox.sandbox.world.examples.account;
		const { items } = await run(
			'check',
			[
				{ domain, name, employees, employeeRange: '11-50' },
				{ domain: `https://www.${domain}`, name, employees, employeeRange: '51-200' },
			],
			{ entity: 'company', wantedFields: 'domain, name', requiredFields: 'domain' },
		);
		expect(items).toMatchObject([
			{ record: { verdict: 'good', completeness: 1 } },
			{
				record: {
					verdict: 'poor',
					findings: [
						{ kind: 'implausible', field: 'domain' },
						{ kind: 'conflict', field: 'employees' },
					],
				},
			},
		]);
	});

	it('can be checked of what a waterfall gave, with all that it tells besides', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const enriched = await runGtmNode(sandbox, {
			type: 'gtmEnrichment',
			parameters: {
				resource: 'waterfall',
				operation: 'person',
				vendor: ['apollo'],
				wanted: 'email, title',
				email: person.email,
			},
		});
		sandbox.sandbox.log.clear();
		const { items } = await run('check', enriched.items);
		expect(items).toMatchObject([{ status: 'found', record: { completeness: 1 } }]);
	});

	it('cannot be told of a record with a field that there is not, and the others are told', async () => {
		const { items, status } = await run(
			'check',
			[{ record: { e_mail: 'a@b.example' } }, { record: known() }],
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(status).toBe('success');
		expect(items).toMatchObject([
			{ error: expect.stringContaining('"e_mail" is not a contact field') },
			{ record: { verdict: 'good' } },
		]);
	});

	it('needs a half-life above zero', async () => {
		const { error } = await run('check', [known()], { halfLifeDays: 0 });
		expect(error?.message).toContain('Half-Life');
	});
});

describe('a record in one spelling', () => {
	it('has address, domain, country, phone and LinkedIn page in it, and the rest as it was', async () => {
		const { email, linkedinUrl } = sandbox.sandbox.world.examples.person;
		const { domain } = sandbox.sandbox.world.examples.account;
		const { items } = await run('standardize', [
			{
				record: {
					email: ` ${email.toUpperCase()}`,
					accountDomain: `https://www.${domain}/about?x=1`,
					country: 'Germany',
					phone: '+1 (303) 555-0123',
					linkedinUrl: `${linkedinUrl.replace('https://www.', 'http://de.')}/?trk=x`,
					title: 'VP of Sales',
					nickname: 'Abe',
				},
			},
		]);
		expect(items).toEqual([
			{
				status: 'found',
				provider: 'gtm',
				record: {
					email,
					accountDomain: domain,
					country: 'DE',
					phone: '+13035550123',
					linkedinUrl,
					title: 'VP of Sales',
					seniority: 'vp',
					department: 'sales',
					nickname: 'Abe',
				},
			},
		]);
	});

	it('keeps what cannot be read, and says so of each field', async () => {
		const { items } = await run('standardize', [{ phone: 'call me', country: 'Atlantis' }]);
		expect(items).toMatchObject([
			{
				status: 'found',
				record: { phone: 'call me', country: 'Atlantis' },
				notes: [expect.stringContaining('country'), expect.stringContaining('phone')],
			},
		]);
	});

	it('does not overrule a seniority or department that is known', async () => {
		const given = { title: 'VP of Sales', seniority: 'head', department: 'growth' };
		const { items } = await run('standardize', [given]);
		expect(items[0]?.record).toEqual(given);
	});

	it('must be an object', async () => {
		const { error } = await run('standardize', [{}], { record: '[1, 2]' });
		expect(error?.message).toContain('Record (JSON)');
	});
});
