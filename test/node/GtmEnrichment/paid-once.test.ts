import type { INodeParameters } from 'n8n-workflow';

import type { SandboxKey } from '../../../sandbox/frame/authentication.ts';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { enrichmentNode } from './enrichment-node';

const email = '={{ $json.email }}';
const remembered = { at: expect.stringMatching(/^\d{4}-.*Z$/), saved: { amount: 1 } };

describe('verifying with Hunter', () => {
	const node = enrichmentNode('hunter');

	const known = () => node.examples.person.email;
	const verify = async (emails: readonly string[], options: INodeParameters = {}) =>
		await node.run(
			'email.verify',
			{ email, options },
			{ items: emails.map((one) => ({ email: one })) },
		);

	it('costs once for an address that stands in a list twice, in whatever case', async () => {
		const { items } = await verify([known(), ` ${known().toUpperCase()}`, known()]);
		expect(node.spent()).toBe(1);
		expect(items.map(({ record }) => record)).toEqual(
			Array<unknown>(3).fill({ email: known(), status: 'deliverable', score: 0.97 }),
		);
		expect(items[0]).not.toHaveProperty('remembered');
		expect(items[1]).toMatchObject({
			cost: { amount: 0 },
			remembered,
			notes: [expect.stringContaining('Reused the answer')],
		});
	});

	it('costs nothing for the same list in the next run, until the answers are old', async () => {
		const { person, catchAll } = node.examples;
		const list = [person.email, catchAll.email];
		await verify(list);
		const after = node.spent();
		const again = await verify(list);
		expect(again.items.map(({ status }) => status)).toEqual(['found', 'found']);
		expect(node.spent()).toBe(after);
		await gtmProcess().clock.sleep(2 * 86_400_000);
		await verify(list, { lifetimeDays: 3 });
		expect(node.spent()).toBe(after);
		await verify(list, { lifetimeDays: 1 });
		expect(node.spent()).toBe(2 * after);
	});

	it('is asked anew where one wants it, and once in a list all the same', async () => {
		await verify([known()]);
		const { items } = await verify([known(), known()], { lifetimeDays: 0 });
		expect(node.spent()).toBe(2);
		expect(items.map(({ remembered: told }) => told === undefined)).toEqual([true, false]);
	});

	it('costs once in two executions at once', async () => {
		const lists = await Promise.all([verify([known()]), verify([known()])]);
		expect(lists.map(({ items }) => items[0]?.status)).toEqual(['found', 'found']);
		expect(node.spent()).toBe(1);
	});

	it('costs once in two executions at once where the answer comes later', async () => {
		const { catchAll } = node.examples;
		const lists = await Promise.all([verify([catchAll.email]), verify([catchAll.email])]);
		expect(lists.map(({ items }) => items[0]?.status)).toEqual(['found', 'found']);
		expect(node.spent()).toBe(1);
	});

	it('keeps to the budget of a run, says what to do, and goes on with what costs nothing', async () => {
		const { person, colleague, duplicated } = node.examples;
		const [first, second, third] = [person.email, colleague.email, duplicated.email];
		await verify([third]);
		// All runs of a test are one execution, and one credit is spent.
		const { items } = await verify([first, second, third], { perRun: 2 });
		expect(items).toMatchObject([
			{ status: 'found', cost: { amount: 1 } },
			{
				status: 'quota_exhausted',
				reason: { code: 'budget_of_run', message: expect.stringContaining('Credits per Run') },
			},
			{ status: 'found', remembered },
		]);
		expect(node.spent()).toBe(2);
	});

	it('gives back what an address did not cost, to the next one of the list', async () => {
		const { claimedRemoval } = node.examples;
		const { items } = await verify([claimedRemoval.email, known()], { perRun: 1 });
		expect(items.map(({ status }) => status)).toEqual(['legal_block', 'found']);
	});

	it('keeps to the budget of a day, in all executions', async () => {
		const { person, colleague } = node.examples;
		await verify([person.email], { perDay: 1 });
		const { items } = await verify([colleague.email], { perDay: 1 });
		expect(items).toMatchObject([
			{
				status: 'quota_exhausted',
				reason: { code: 'budget_of_day' },
				retry: { advised: true, afterMs: expect.any(Number) },
			},
		]);
		expect(node.spent()).toBe(1);
	});

	it('remembers nothing of a failure: the next run asks', async () => {
		const route = 'GET /v2/email-verifier';
		node.sandbox.setFault({ vendor: 'hunter', kind: 'server_error', route, times: 1 });
		expect((await verify([known()])).items).toMatchObject([{ status: 'upstream_error' }]);
		expect((await verify([known()])).items).toMatchObject([{ status: 'found' }]);
	});

	it('remembers by the account, whatever key of it is used', async () => {
		await verify([known()]);
		const keys = node.sandbox.vendor('hunter').emulator.keys as unknown as SandboxKey[];
		keys.push({ value: 'rotated-hunter', scopes: 'all' });
		try {
			const credentials = { gtmHunterApi: { apiKey: 'rotated-hunter' } };
			const { items } = await node.run('email.verify', { email: known() }, { credentials });
			expect(items).toMatchObject([{ status: 'found', remembered }]);
			expect(node.spent()).toBe(1);
		} finally {
			keys.pop();
		}
	});

	it('has the whole answer where it was asked for, and asks for it if it was not kept', async () => {
		const raw = { output: 'raw' };
		await verify([known()]);
		expect((await verify([known()], raw)).items).toMatchObject([
			{ raw: { data: { status: 'valid' } } },
		]);
		expect((await verify([known()], raw)).items).toMatchObject([
			{ raw: { data: { status: 'valid' } }, remembered },
		]);
		expect(node.spent()).toBe(2);
	});
});

describe('enriching with Apollo', () => {
	const node = enrichmentNode('apollo');

	it('costs once for a person and once for a company', async () => {
		const { person, account } = node.examples;
		for (const count of [1, 2, 3]) {
			const one = await node.run('person.enrich', { email: person.email });
			const other = await node.run('company.enrich', { domain: account.domain });
			expect([one.items[0], other.items[0]].map((item) => item?.remembered !== undefined)).toEqual(
				Array(2).fill(count > 1),
			);
		}
		expect(node.spent()).toBe(2);
	});

	it('answers a waterfall with what was paid for with one vendor, if nothing is missing in it', async () => {
		const { person } = node.examples;
		await node.run('person.enrich', { email: person.email });
		const waterfall = {
			vendor: ['apollo'],
			wanted: ['title'],
			email: person.email,
			options: { output: 'raw' },
		};
		const { items } = await node.run('waterfall.person', waterfall);
		expect(items).toMatchObject([
			{
				status: 'found',
				record: { title: person.title, steps: [{ cached: true, remembered }], spent: {} },
			},
		]);
		expect(node.spent()).toBe(1);
	});

	it('costs once for the signals of a company, also where "a week ago" is a moment later', async () => {
		const { account } = node.examples;
		const signals = async () =>
			await node.run('signal.list', {
				domain: account.domain,
				kinds: ['funding', 'news'],
				since: '={{ $now.minus({ days: 300 }).toISO() }}',
			});
		const first = await signals();
		const after = node.spent();
		expect(after).toBeGreaterThan(0);
		const second = await signals();
		expect(node.spent()).toBe(after);
		expect(second.items.map(({ record }) => record)).toEqual(
			first.items.map(({ record }) => record),
		);
		await gtmProcess().clock.sleep(2 * 86_400_000);
		await signals();
		expect(node.spent()).toBe(2 * after);
	});
});

describe('two waterfalls at once', () => {
	const node = enrichmentNode('pdl');

	it('pay once for the same person', async () => {
		const { person } = node.examples;
		const question = { vendor: ['pdl'], wanted: ['title'], email: person.email };
		const runs = await Promise.all([
			node.run('waterfall.person', question),
			node.run('waterfall.person', question),
		]);
		expect(runs.map(({ items }) => items[0]?.status)).toEqual(['found', 'found']);
		expect(node.spent()).toBe(1);
	});

	it('are refused for a field that there is not, and no vendor is asked', async () => {
		const question = { vendor: ['pdl'], wanted: 'jobTitle', email: node.examples.person.email };
		const { items } = await node.run('waterfall.person', question);
		expect(items).toMatchObject([{ error: expect.stringMatching(/Wanted Fields.*jobTitle/) }]);
		expect(node.calls()).toEqual([]);
	});
});

describe('what can be no address, domain or profile', () => {
	const node = enrichmentNode('pdl');

	it.each([
		['person.enrich', { email: 'garbage@' }, 'Email is not an email address'],
		[
			'person.enrich',
			{ known: { linkedinUrl: 'https://example.com/in/dana' } },
			'LinkedIn URL is not a LinkedIn',
		],
		['company.enrich', { domain: 'acme' }, 'Domain is not a domain'],
		['waterfall.person', { vendor: ['pdl'], wanted: ['title'], email: 'garbage@' }, 'Email is no'],
		['waterfall.company', { vendor: ['pdl'], wanted: ['name'], domain: '.com' }, 'Domain is no'],
	])('of %s is refused by its name, and nobody is asked', async (operation, given, message) => {
		const { items } = await node.run(operation, given);
		expect(items).toMatchObject([{ error: expect.stringContaining(message) }]);
		expect(node.sandbox.log.list()).toEqual([]);
	});
});
