import type { INodeParameters } from 'n8n-workflow';

import { type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { removeLedger } from './remove-ledger';

let sandbox: OpenSandbox;

// Several vendors in turn take real time on a busy machine.
jest.setTimeout(30_000);

beforeEach(async () => {
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await removeLedger();
});

interface Told {
	steps: Array<{ vendor: string; status: string; cached: boolean; filled: string[] }>;
	spent: Record<string, number>;
	missing: string[];
}

const waterfall = async (operation: string, parameters: INodeParameters, inputs = [{}]) => {
	const { items, error } = await runGtmNode(sandbox, {
		type: 'gtmEnrichment',
		items: inputs,
		parameters: {
			resource: 'waterfall',
			operation,
			...parameters,
			options: { output: 'raw', ...(parameters.options as INodeParameters | undefined) },
		},
	});
	const told = items[0]?.record as Told | undefined;
	return { items, error, told };
};

/** What was asked, apart from whose account it is. */
const routes = () =>
	sandbox.sandbox.log
		.list()
		.map(({ route }) => route)
		.filter((route) => route !== 'GET /v2/account');
const examples = () => sandbox.sandbox.world.examples;

describe('a waterfall over companies', () => {
	it('asks the next vendor only for what the one before had not', async () => {
		const { domain, employees, foundedYear, technologies } = examples().account;
		const { items, told } = await waterfall('company', {
			vendor: ['pdl', 'hunter', 'fullenrich'],
			wanted: 'employees, foundedYear, technologies',
			domain,
		});
		expect(items).toMatchObject([
			{
				status: 'found',
				record: {
					domain,
					employees,
					foundedYear,
					technologies,
					sources: { employees: { vendor: 'pdl' }, technologies: { vendor: 'hunter' } },
				},
			},
		]);
		expect(told?.steps.map(({ vendor }) => vendor)).toEqual(['pdl', 'hunter']);
		expect(routes()).toEqual(['GET /v5/company/enrich', 'GET /v2/companies/find']);
	});

	it('of which nobody knows anything costs nothing', async () => {
		const { items, told } = await waterfall('company', {
			vendor: ['apollo', 'pdl', 'fullenrich', 'hunter'],
			wanted: 'employees',
			domain: examples().unknownDomain,
		});
		expect(items).toMatchObject([{ status: 'not_found' }]);
		expect(told?.steps.map(({ status }) => status)).toEqual(Array(4).fill('not_found'));
		expect(Object.values(told?.spent ?? {}).every((amount) => amount === 0)).toBe(true);
	});
});

describe('a waterfall with a vendor that answers later', () => {
	const clay = { vendor: ['clay'], wanted: 'email, title' };

	it('follows it to the end', async () => {
		const { person } = examples();
		const { items, told } = await waterfall('person', { ...clay, email: person.email });
		expect(items).toMatchObject([{ status: 'found', record: { title: person.title } }]);
		expect(told?.spent).toEqual({ run: 1 });
	});

	it('is pending when the time is over, and goes on in the next run at no cost', async () => {
		const { person } = examples();
		const question = { ...clay, email: person.email };
		const first = await waterfall('person', {
			...question,
			options: { followSeconds: 0 },
		});
		expect(first.items).toMatchObject([{ status: 'pending', reason: { code: 'vendor_works' } }]);
		expect(first.told?.spent).toEqual({ run: 1 });
		const second = await waterfall('person', question);
		expect(second.items).toMatchObject([{ status: 'found', record: { title: person.title } }]);
		expect(second.told?.spent).toEqual({});
		expect(routes().filter((route) => route?.endsWith('/run'))).toHaveLength(1);
		expect(sandbox.sandbox.vendor('clay').credits.left).toBe(499);
	});

	it('pays FullEnrich what it took, and not what it might have taken', async () => {
		const { linkedinUrl } = examples().claimedRemoval;
		const { items, told } = await waterfall('person', {
			vendor: ['fullenrich'],
			wanted: 'mobilePhone',
			known: { linkedinUrl },
		});
		expect(items).toMatchObject([{ status: 'not_found' }]);
		expect(told?.spent).toEqual({ credit: 0 });
	});
});

describe('a waterfall', () => {
	it('says that a person asked to be forgotten, and does not ask about them again', async () => {
		const { claimedRemoval } = examples();
		const question = { vendor: ['hunter'], wanted: 'title', email: claimedRemoval.email };
		const first = await waterfall('person', question);
		expect(first.items).toMatchObject([
			{ status: 'legal_block', reason: { code: 'removal_claim' } },
		]);
		const asked = routes().length;
		const second = await waterfall('person', question);
		expect(second.items).toMatchObject([{ status: 'legal_block' }]);
		expect(routes()).toHaveLength(asked);
	});

	it('goes on for an email that may take no mail, until a vendor says that it does', async () => {
		const { linkedinUrl, email } = examples().person;
		const { items, told } = await waterfall('person', {
			vendor: ['pdl', 'hunter'],
			wanted: 'email',
			known: { linkedinUrl },
		});
		expect(items).toMatchObject([
			{
				status: 'found',
				record: { email, emailStatus: 'deliverable', sources: { email: { vendor: 'hunter' } } },
			},
		]);
		expect(told?.steps.map(({ vendor }) => vendor)).toEqual(['pdl', 'hunter']);
	});

	it('goes on when a vendor has no credits left', async () => {
		sandbox.sandbox.vendor('apollo').credits.set(0);
		const { person } = examples();
		const { items, told } = await waterfall('person', {
			vendor: ['apollo', 'pdl'],
			wanted: 'title',
			email: person.email,
		});
		expect(items).toMatchObject([{ status: 'found', record: { title: person.title } }]);
		expect(told?.steps.map(({ status }) => status)).toEqual(['quota_exhausted', 'found']);
	});

	it('says before anything is asked what each vendor may take of an item', async () => {
		const { items } = await waterfall('estimate', {
			vendor: ['apollo', 'clay', 'fullenrich'],
			wanted: 'email, mobilePhone',
		});
		expect(items).toMatchObject([
			{
				record: {
					atMost: { 'apollo credit': 1, 'clay run': 1, 'fullenrich credit': 11 },
					perItem: [
						{ vendor: 'apollo', chargedOnMiss: false },
						{ vendor: 'clay', chargedOnMiss: true },
						{ vendor: 'fullenrich', chargedOnMiss: false },
					],
				},
			},
		]);
		expect(routes()).toEqual([]);
	});

	it('says it of companies, and of all items together', async () => {
		const { items } = await waterfall(
			'estimate',
			{ vendor: ['apollo', 'pdl'], wanted: 'employees', estimateOf: 'company' },
			[{}, {}, {}],
		);
		expect(items).toHaveLength(3);
		expect(items[0]).toMatchObject({
			record: {
				atMost: { 'apollo credit': 1, 'pdl credit': 1 },
				atMostInAll: { 'apollo credit': 3, 'pdl credit': 3 },
			},
		});
		expect(routes()).toEqual([]);
	});
});
