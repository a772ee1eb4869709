import { describeOperations } from '../gtm/describe-operations';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { enrichmentNode } from './enrichment-node';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';

const RUN = 'POST /public/v0/routines/{routine_id}/run';
const RESULTS = 'GET /public/v0/routines/run/{routine_run_id}/results';

const email = '={{ $json.email }}';

describeOperations(
	'enrichment',
	'clay',
	{
		'company.enrich': ({ sandbox: { world } }) => {
			const { domain, name, employees, technologies, foundedYear } = world.examples.account;
			return {
				parameters: { domain: '={{ $json.domain }}' },
				items: [{ domain: `www.${domain}` }, { domain: world.examples.unknownDomain }],
				outputs: [
					{
						status: 'found',
						provider: 'clay',
						record: {
							domain,
							name,
							employees,
							industry: 'industrial_automation',
							technologies,
							foundedYear,
						},
					},
					{ status: 'not_found', reason: { code: 'no_match' }, retry: { advised: false } },
				],
				asked: [RUN, RUN, RESULTS, RESULTS],
			};
		},
		'job.finished': () => ({
			parameters: {},
			outputs: [{ status: 'found', record: { cursor: expect.any(String), more: false } }],
			asked: [],
		}),
		'person.enrich': ({ sandbox: { world } }) => {
			const { person, unknownEmail, account } = world.examples;
			const { title, mobilePhone, firstName, linkedinUrl } = person;
			return {
				parameters: { email },
				items: [{ email: person.email }, { email: unknownEmail }],
				// The routine calls them "Work Email", "Email Status", "jobTitle".
				outputs: [
					{
						status: 'found',
						provider: 'clay',
						record: {
							email: person.email,
							emailStatus: 'deliverable',
							title,
							firstName,
							mobilePhone,
							linkedinUrl,
							accountDomain: account.domain,
						},
					},
					{ status: 'not_found', reason: { code: 'no_match' } },
				],
				asked: [RUN, RUN, RESULTS, RESULTS],
			};
		},
		'email.verify': ({ sandbox: { world } }) => {
			const { person, catchAll, undeliverable } = world.examples;
			return {
				parameters: { email },
				items: [person, catchAll, undeliverable].map(({ email: address }) => ({
					email: address.toUpperCase(),
				})),
				outputs: [
					{ status: 'found', record: { email: person.email, status: 'deliverable' } },
					{ status: 'found', record: { email: catchAll.email, status: 'risky_catch_all' } },
					{ status: 'found', record: { email: undeliverable.email, status: 'undeliverable' } },
				],
				asked: [RUN, RESULTS],
			};
		},
	},
	{ open: openSkippingSandbox },
);

describe('Clay in the enrichment node', () => {
	const node = enrichmentNode('clay');

	const inputs = () =>
		node
			.calls()
			.filter(({ route }) => route === RUN)
			.flatMap(
				({ requestBody }) =>
					(JSON.parse(requestBody ?? '{}') as { items: Array<{ inputs: unknown }> }).items,
			)
			.map((item) => item.inputs);

	it('is told all that is known, under the names of the documentation', async () => {
		const { person, account } = node.examples;
		const { firstName, lastName, linkedinUrl } = person;
		const questions = [
			{ linkedinUrl },
			{ firstName, lastName, domain: `https://www.${account.domain}` },
			{ firstName, lastName, companyName: account.name },
		];
		for (const question of questions) {
			const { items } = await node.run('person.enrich', { known: question });
			expect(items).toMatchObject([{ status: 'found', record: { email: person.email } }]);
		}
		const named = { first_name: firstName, last_name: lastName };
		expect(inputs()).toEqual([
			{ linkedin_url: linkedinUrl },
			{ ...named, company_domain: account.domain },
			{ ...named, company_name: account.name },
		]);
	});

	it('is followed until the run is complete, at one run a question', async () => {
		const { items } = await node.run('person.enrich', { email: node.examples.person.email });
		expect(items[0]).toMatchObject({ status: 'found' });
		expect(node.routes()).toEqual([RUN, RESULTS, RESULTS]);
		expect(node.calls()[1]).toMatchObject({ status: 202 });
		expect(node.spent()).toBe(1);
	});

	it('gives outputs with names of your own, and its whole answer, where they are asked for', async () => {
		const parameters = { email: node.examples.person.email };
		const simple = await node.run('person.enrich', parameters);
		const named = await node.run('person.enrich', {
			...parameters,
			options: { fields: 'email, Lead Score' },
		});
		const raw = await node.run('person.enrich', { ...parameters, options: { output: 'raw' } });
		expect(simple.items[0]?.record).not.toHaveProperty('custom');
		expect(named.items[0]?.record).toEqual({
			email: parameters.email,
			custom: { 'Lead Score': 72 },
		});
		expect(raw.items[0]).toMatchObject({
			record: { custom: { 'Lead Score': 72 } },
			raw: { status: 'complete', data: [{ result: { 'Work Email': parameters.email } }] },
		});
	});

	it('does not know who asked to be forgotten', async () => {
		const { items } = await node.run('person.enrich', {
			email: node.examples.claimedRemoval.email,
		});
		expect(items).toMatchObject([{ status: 'not_found' }]);
	});

	it('tells a routine that failed from one that found nobody, and repeats no address of it', async () => {
		const { email: address } = node.examples.person;
		const { items } = await node.run(
			'person.enrich',
			{ email: address },
			{ credentials: { gtmClayApi: { personRoutineId: 'sandbox_failing' } } },
		);
		expect(items).toMatchObject([
			{
				status: 'upstream_error',
				reason: { code: 'routine_failed', message: expect.stringContaining('No credits at a') },
			},
		]);
		expect(JSON.stringify(items)).not.toContain(address);
	});

	it('has no verdict of an address if the routine gives none', async () => {
		const { items } = await node.run(
			'email.verify',
			{ email: node.examples.person.email },
			{ credentials: { gtmClayApi: { emailRoutineId: 'sandbox_other' } } },
		);
		expect(items).toMatchObject([
			{ status: 'upstream_error', reason: { code: 'unreadable_answer' } },
		]);
	});

	it('is not asked without a routine, and the message names the field of the credential', async () => {
		const { items } = await node.run(
			'company.enrich',
			{ domain: node.examples.account.domain },
			{ credentials: { gtmClayApi: { companyRoutineId: '' } } },
		);
		expect(items).toMatchObject([
			{
				status: 'invalid',
				reason: {
					code: 'routine_missing',
					message: expect.stringContaining('"Company Routine ID"'),
				},
			},
		]);
		expect(node.calls()).toEqual([]);
	});

	it('does not take a routine that is not there for a person that is not there', async () => {
		const { items } = await node.run(
			'person.enrich',
			{ email: node.examples.person.email },
			{ credentials: { gtmClayApi: { personRoutineId: 'gone' } } },
		);
		expect(items).toMatchObject([
			{
				status: 'invalid',
				reason: { code: 'unknown_id', message: expect.stringContaining('routine IDs') },
			},
		]);
	});

	it('without credits is asked once, and for no item after that', async () => {
		node.sandbox.vendor('clay').credits.set(0);
		const items = Array.from({ length: 7 }, () => ({ email: node.examples.person.email }));
		const finished = await node.run('person.enrich', { email }, { items });
		expect(finished.items.map(({ status }) => status)).toEqual(items.map(() => 'quota_exhausted'));
		expect(finished.items.at(-1)).toMatchObject({ reason: { code: 'not_tried' } });
		expect(node.calls().length).toBeLessThanOrEqual(5);
	});

	it('that takes no more calls says when to come back, and is not asked before', async () => {
		node.sandbox.setFault({ vendor: 'clay', kind: 'rate_limit_burst', route: RUN, times: 1 });
		const question = { email: node.examples.person.email };
		const first = await node.run('person.enrich', question);
		expect(first.items).toMatchObject([
			{ status: 'rate_limited', retry: { advised: true, afterMs: 60_000 } },
		]);
		await gtmProcess().clock.sleep(10_000);
		const second = await node.run('person.enrich', question);
		expect(second.items).toMatchObject([{ status: 'found' }]);
		const [refused = 0, started = 0] = node.calls().map(({ at }) => Date.parse(at));
		expect(started - refused).toBeGreaterThanOrEqual(60_000);
	});

	it('starts no second run where the first may have been started', async () => {
		node.sandbox.setFault({ vendor: 'clay', kind: 'reset', when: 'after', route: RUN });
		const { items } = await node.run('person.enrich', { email: node.examples.person.email });
		expect(items).toMatchObject([{ status: 'upstream_error' }]);
		expect(node.routes()).toEqual([RUN]);
	});

	it('goes on following when a single answer fails', async () => {
		node.sandbox.setFault({ vendor: 'clay', kind: 'unavailable', route: RESULTS, times: 1 });
		const { items } = await node.run('person.enrich', { email: node.examples.person.email });
		expect(items).toMatchObject([{ status: 'found' }]);
		expect(node.spent()).toBe(1);
	});

	it('says of a wrong key where to make one, and shows none', async () => {
		const { items } = await node.run(
			'person.enrich',
			{ email: 'dana@acme.com' },
			{ credentials: { gtmClayApi: { apiKey: 'wrong-clay-key' } } },
		);
		expect(items).toMatchObject([
			{
				status: 'forbidden',
				reason: { message: expect.stringContaining('Create a new one under Settings > Account') },
			},
		]);
		expect(JSON.stringify(items)).not.toContain('wrong-clay-key');
	});
});
