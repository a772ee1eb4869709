import { describeOperations } from '../gtm/describe-operations';
import {
	activePerson,
	analyticsNode,
	between,
	countingCase,
	peopleIn,
	usageOf,
} from './analytics-node';
import { WORKFLOW_ZONE } from '../harness/run-workflow';
import { uuidOf } from '../../../sandbox/world/slice.ts';

const QUERY = 'POST /api/projects/{project}/query/';

describeOperations('analytics', 'posthog', {
	'metric.query': ({ sandbox: { world } }) => countingCase(world, 'posthog', QUERY, WORKFLOW_ZONE),
	'funnel.query': ({ sandbox: { world } }) => {
		const began = peopleIn(usageOf(world, 'signed in', WORKFLOW_ZONE));
		return {
			parameters: { steps: 'signed in, workflow run', withinHours: 720, ...between(world) },
			outputs: [
				{ status: 'found', record: { name: 'signed in', value: 1, numerator: began } },
				{
					status: 'found',
					record: { name: 'workflow run', unit: 'ratio', denominator: began },
				},
			],
			asked: [QUERY],
		};
	},
	'usage.account': ({ sandbox: { world } }) => {
		const { account } = activePerson(world, WORKFLOW_ZONE);
		const own = usageOf(world, undefined, WORKFLOW_ZONE).filter(({ personKey }) =>
			world.lookup.person.get(personKey)?.email.endsWith(`@${account.domain}`),
		);
		return {
			parameters: { domain: '={{ $json.domain }}', ...between(world) },
			items: [{ domain: `https://www.${account.domain}/` }, { domain: 'unheard-of.com' }],
			outputs: [
				{
					status: 'found',
					record: {
						subject: { domain: account.domain },
						events: own.length,
						activeUsers: peopleIn(own),
					},
				},
				{ status: 'not_found', reason: { code: 'no_events' } },
			],
			asked: [QUERY, QUERY, QUERY],
		};
	},
	'usage.person': ({ sandbox: { world } }) => {
		const { person, own } = activePerson(world, WORKFLOW_ZONE);
		const latest = own.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
		return {
			parameters: { email: person.email.toUpperCase(), ...between(world) },
			outputs: [
				{
					status: 'found',
					record: {
						subject: { email: person.email },
						events: own.length,
						activeUsers: 1,
						activeDays: new Set(own.map(({ at }) => at.slice(0, 10))).size,
						lastSeen: `${latest?.at.slice(0, 19)}.000Z`,
						recent: expect.arrayContaining([
							expect.objectContaining({
								id: uuidOf('posthog', latest?.key ?? ''),
								detail: latest?.name,
							}),
						]),
					},
				},
			],
			asked: [QUERY, QUERY, QUERY],
		};
	},
});

describe('PostHog in the analytics node', () => {
	const node = analyticsNode('posthog');
	const runs = { event: 'workflow run' };
	const count = () => usageOf(node.sandbox.world, 'workflow run', WORKFLOW_ZONE).length;

	it('never takes a name for a part of its query', async () => {
		const attack = "x' OR 1 = 1 -- {v0} ] ) \\";
		const { items } = await node.run(
			'metric.query',
			{
				event: '={{ $json.event }}',
				options: { measure: '={{ $json.measure }}', property: '={{ $json.property }}' },
			},
			{
				items: [
					{ event: attack, measure: 'total', property: '' },
					{ event: 'workflow run', measure: 'sum', property: attack },
				],
			},
		);
		expect(items).toMatchObject([
			{ status: 'found', record: { value: 0 } },
			{ status: 'found', record: { value: 0 } },
		]);
		const usage = await node.run('usage.person', { email: "o'hara@acme.com" });
		expect(usage.items).toMatchObject([{ status: 'not_found' }]);
		expect(node.calls().length).toBeGreaterThanOrEqual(3);
		for (const body of node.bodies()) {
			const { query } = JSON.parse(body) as { query: { query: string } };
			expect(query.query).not.toMatch(/OR 1|hara/);
			expect(query.query).toMatch(/\{v\d+\}/);
		}
	});

	it('gives the largest values of a breakdown, and says that there are others', async () => {
		const { items } = await node.run('metric.query', {
			...runs,
			options: { breakdown: 'person.email' },
		});
		const people = Map.groupBy(
			usageOf(node.sandbox.world, 'workflow run', WORKFLOW_ZONE),
			({ personKey }) => personKey,
		);
		const counts = [...people.values()].map(({ length }) => length).toSorted((a, b) => b - a);
		expect(counts.length).toBeGreaterThan(25);
		expect(items.map(({ record }) => (record as { value: number }).value)).toEqual(
			counts.slice(0, 25),
		);
		expect(items[0]?.notes).toEqual([expect.stringContaining('largest values are shown')]);
		const all = await node.run('metric.query', { ...runs, options: { breakdown: 'plan' } });
		expect(all.items[0]).not.toHaveProperty('notes');
	});

	it('says so in a report, too', async () => {
		const lines = { line: [{ label: 'By person', ...runs, breakdown: 'person.email' }] };
		const { items } = await node.run('report.make', { lines });
		expect(items[0]?.notes).toEqual([
			expect.stringMatching(/^By person: Only the 25 largest values are shown/),
		]);
	});

	it('has all values over time, although it answers with 100 rows unless told otherwise', async () => {
		const { items } = await node.run('metric.query', { ...runs, options: { interval: 'hour' } });
		const { series } = items[0]?.record as { series: Array<{ value: number }> };
		expect(series.length).toBeGreaterThan(100);
		expect(series.reduce((sum, { value }) => sum + value, 0)).toBe(count());
		expect(items[0]).not.toHaveProperty('notes');
	});

	it('says that values over time end early where there are more than it gives', async () => {
		const { world } = node.sandbox;
		const { person, account } = activePerson(world, WORKFLOW_ZONE);
		const hours = Array.from({ length: 50_010 }, (_, index) => ({
			key: `hourly-${index}`,
			personKey: person.key,
			accountKey: account.key,
			name: 'ticked',
			at: new Date(world.asOf - index * 3_600_000).toISOString(),
			properties: {},
		}));
		await node.enter({ ...world, usage: hours });
		const { items } = await node.run('metric.query', {
			event: 'ticked',
			options: { interval: 'hour' },
			from: '2015-01-01',
			to: '2030-01-01',
		});
		expect(items).toMatchObject([
			{
				status: 'found',
				record: { value: 50_010 },
				notes: [expect.stringContaining('the series end early')],
			},
		]);
	}, 30_000);

	it('has no average of nothing, and a total of zero', async () => {
		const { items } = await node.run(
			'metric.query',
			{ event: 'never', options: { measure: '={{ $json.measure }}', property: 'seats' } },
			{ items: [{ measure: 'average' }, { measure: 'total' }] },
		);
		expect(items).toMatchObject([
			{ status: 'not_found', reason: { code: 'no_values' } },
			{ status: 'found', record: { value: 0 } },
		]);
	});

	it('is waited for in a limit of the minute, and not in one of the hour', async () => {
		node.sandbox.setFault({ vendor: 'posthog', kind: 'rate_limit_burst', times: 1 });
		const waited = await node.run('metric.query', runs);
		expect(waited.items).toMatchObject([{ status: 'found', record: { value: count() } }]);
		expect(node.statuses()).toEqual([429, 200]);
		node.sandbox.setFault({ vendor: 'posthog', kind: 'rate_limit_quota' });
		const refused = await node.run('metric.query', runs);
		expect(refused.items).toMatchObject([
			{
				status: 'quota_exhausted',
				reason: { message: expect.stringContaining('The project has used its queries') },
				retry: { advised: false, afterMs: 3_600_000 },
			},
		]);
		expect(node.statuses()).toEqual([429, 200, 429]);
	});

	it('is asked again after it failed, since a question changes nothing', async () => {
		node.sandbox.setFault({ vendor: 'posthog', kind: 'unavailable', times: 3 });
		const { items } = await node.run('metric.query', runs);
		expect(items).toMatchObject([{ status: 'found', record: { value: count() } }]);
		expect(node.statuses()).toEqual([503, 503, 503, 200]);
	});

	it.each(['garbage', 'truncated'] as const)(
		'that answers with something %s and a 200 has not counted nothing',
		async (kind) => {
			node.sandbox.setFault({ vendor: 'posthog', kind });
			const { items } = await node.run('metric.query', runs);
			expect(items).toMatchObject([
				{ status: 'upstream_error', reason: { code: 'unreadable_answer' } },
			]);
		},
	);

	it.each([
		['a wrong key', { apiKey: 'phc_wrong_key' }, 'forbidden', 'phx_'],
		['a key that may not query', { apiKey: 'phx_sandbox_no_query' }, 'forbidden', 'query:read'],
		['a project that is not there', { projectId: '1' }, 'invalid', 'Project ID and Region'],
	])('says of %s what to do, and shows no key', async (_what, fields, status, step) => {
		const { items } = await node.run('metric.query', runs, {
			credentials: { gtmPosthogApi: fields },
		});
		expect(items).toMatchObject([{ status, reason: { message: expect.stringContaining(step) } }]);
		expect(JSON.stringify(items)).not.toMatch(/phc_wrong_key|phx_sandbox/);
	});

	it('is not asked for a saved funnel', async () => {
		const { items } = await node.run('funnel.query', { savedFunnelId: '7' });
		expect(items).toMatchObject([
			{ status: 'invalid', reason: { code: 'saved_funnel_not_offered' } },
		]);
		expect(node.calls()).toEqual([]);
	});
});
