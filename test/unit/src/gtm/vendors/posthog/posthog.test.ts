import { posthog as emulated } from '../../../../../../sandbox/vendors/posthog/posthog.ts';
import type { MetricQuery } from '../../../../../../src/gtm/analytics/analytics-vendor';
import { makeReport } from '../../../../../../src/gtm/analytics/report';
import { posthog } from '../../../../../../src/gtm/vendors/posthog/posthog';
import { analyticsSandbox } from '../analytics-sandbox';

const open = (key = 'phx_sandbox', projectId = '4242') =>
	analyticsSandbox(posthog, emulated, {
		authentication: { headers: { authorization: `Bearer ${key}` } },
		credential: { projectId },
	});

let box: ReturnType<typeof open>;

beforeEach(() => {
	box = open();
});

const ask = async (query: Partial<MetricQuery>) =>
	await box.run(
		posthog.queryMetric(box.client, {
			event: 'workflow run',
			measure: 'total',
			window: box.window,
			...query,
		}),
	);

const runs = () => box.usage.filter(({ name }) => name === 'workflow run');

const last = <Item>(items: readonly Item[]): Item | undefined => items.at(-1);

describe('a metric of PostHog', () => {
	it('is zero where nothing happened, but has no average', async () => {
		const none = { event: 'never' };
		const total = await ask(none);
		const sum = await ask({ ...none, measure: 'sum', property: 'seats' });
		const average = await ask({ ...none, measure: 'average', property: 'seats' });
		expect([total, sum].map(({ record }) => record?.[0]?.value)).toEqual([0, 0]);
		expect(average).toMatchObject({ status: 'not_found', reason: { code: 'no_values' } });
	});

	it.each(['hour', 'day', 'week', 'month'] as const)('has values by %s', async (interval) => {
		const { record } = await ask({ interval });
		const series = record?.[0]?.series ?? [];
		const sum = series.reduce((all, { value }) => all + value, 0);
		expect(sum).toBe(runs().length);
		expect(series.map(({ at }) => at)).toEqual(series.map(({ at }) => at).toSorted());
		expect(series[0]?.at).toMatch(interval === 'hour' ? /T\d\d:00:00/ : /T00:00:00/);
	});

	it('has values over time for each part of a breakdown', async () => {
		const { record = [] } = await ask({ interval: 'month', breakdown: 'plan' });
		for (const { value, series = [] } of record) {
			expect(series.reduce((all, point) => all + point.value, 0)).toBe(value);
		}
		expect(record.length).toBeGreaterThan(1);
	});

	it('holds to its filters, on events and on persons', async () => {
		const counted = async (filters: MetricQuery['filters']) =>
			(await ask({ filters })).record?.[0]?.value;
		const person = box.world.lookup.person.get(runs()[0]?.personKey ?? '');
		const own = runs().filter(({ personKey }) => personKey === person?.key);
		const team = runs().filter(({ properties }) => properties.plan === 'team');
		const others = runs().length - team.length;
		expect(await counted([{ property: 'plan', operator: 'eq', value: 'team' }])).toBe(team.length);
		expect(await counted([{ property: 'plan', operator: 'neq', value: 'team' }])).toBe(others);
		expect(await counted([{ property: 'plan', operator: 'contains', value: 'TEA' }])).toBe(
			team.length,
		);
		const isPerson = {
			property: 'person.email',
			operator: 'eq',
			value: person?.email ?? '',
		} as const;
		expect(await counted([isPerson])).toBe(own.length);
	});

	it('never takes a name or value for a part of the query', async () => {
		const attack = "x' OR 1 = 1 -- {v0} ] ) \\";
		const outcomes = [
			await ask({ event: attack }),
			await ask({ filters: [{ property: attack, operator: 'eq', value: attack }] }),
			await ask({ measure: 'sum', property: attack }),
		];
		expect(outcomes.map(({ record }) => record?.[0]?.value)).toEqual([0, 0, 0]);
		await ask({ breakdown: attack });
		for (const { query } of box.bodies()) {
			expect((query as { query: string }).query).not.toContain('OR 1');
		}
	});

	it('makes a report beside the window before', async () => {
		const lines = [
			{ event: 'workflow run', measure: 'total' as const },
			{ event: 'signed in', measure: 'unique' as const, label: 'People' },
		];
		const { record } = await box.run(
			makeReport(posthog, box.client, { title: 'Week', window: box.window, lines }),
		);
		expect(record?.metrics.map(({ name }) => name)).toEqual(['workflow run', 'People']);
		expect(record?.metrics[0]).toMatchObject({
			value: runs().length,
			previous: expect.any(Number),
		});
	});
});

describe('a funnel of PostHog', () => {
	const steps = ['signed in', 'workflow created', 'workflow run'];

	it('gets shorter with less time', async () => {
		const reached = async (conversionWithinHours: number) =>
			last(
				(
					await box.run(
						posthog.queryFunnel(box.client, { steps, window: box.window, conversionWithinHours }),
					)
				).record ?? [],
			)?.numerator ?? 0;
		expect(await reached(1)).toBeLessThan(await reached(1_440));
	});

	it('is all zeros where nobody began', async () => {
		const { record } = await box.run(
			posthog.queryFunnel(box.client, { steps: ['never', 'signed in'], window: box.window }),
		);
		expect(record).toMatchObject([
			{ value: 0, numerator: 0, denominator: 0 },
			{ value: 0, numerator: 0, denominator: 0 },
		]);
	});

	it('refuses what PostHog cannot answer, and sends nothing', async () => {
		const { window } = box;
		const saved = await posthog.queryFunnel(box.client, { steps, window, savedFunnelId: '7' });
		const short = await posthog.queryFunnel(box.client, { steps: ['signed in'], window });
		expect([saved, short].map(({ reason }) => reason?.code)).toEqual([
			'saved_funnel_not_offered',
			'too_few_steps',
		]);
		expect(box.requests).toEqual([]);
	});
});

describe('a refusal of PostHog', () => {
	const total = { event: 'workflow run', measure: 'total' as const };

	const refused = async (key: string, projectId: string) => {
		box = open(key, projectId);
		return await ask(total);
	};

	it('names the key, the scope or the project, and never passes for an empty metric', async () => {
		const key = await refused('phc_wrong', '4242');
		const scope = await refused('phx_sandbox_no_query', '4242');
		const project = await refused('phx_sandbox', '1');
		expect(key).toMatchObject({ status: 'forbidden', reason: { code: 'authentication_failed' } });
		expect(key.reason?.message).toContain('phx_');
		expect(scope).toMatchObject({ status: 'forbidden', reason: { code: 'permission_denied' } });
		expect(scope.reason?.message).toContain('query:read');
		expect(project).toMatchObject({ status: 'invalid', reason: { code: 'not_found' } });
	});

	it('for the minute says when to come back', async () => {
		box.sandbox.setFault({ vendor: 'posthog', kind: 'rate_limit_burst' });
		expect(await ask(total)).toMatchObject({
			status: 'rate_limited',
			retry: { advised: true, afterMs: 60_000 },
		});
	});

	it('for the hour is not waited for', async () => {
		box.sandbox.setFault({ vendor: 'posthog', kind: 'rate_limit_quota' });
		expect(await ask(total)).toMatchObject({
			status: 'quota_exhausted',
			retry: { advised: false, afterMs: 3_600_000 },
		});
		expect(box.requests).toHaveLength(1);
	});
});

describe('where PostHog is', () => {
	const project = { projectId: '7' };

	it('is told by region or Base URL', () => {
		expect(posthog.hosts({ ...project, region: 'eu' })).toEqual({
			project: 'https://eu.posthog.com/api/projects/7',
		});
		const own = { ...project, region: 'own', baseUrl: 'https://ph.acme.com/' };
		expect(posthog.hosts(own).project).toBe('https://ph.acme.com/api/projects/7');
	});

	it('must be known', () => {
		expect(() => posthog.hosts({ ...project, region: 'own' })).toThrow(/Base URL/);
		expect(() => posthog.hosts({ region: 'us', projectId: '7/../8' })).toThrow(/Project ID/);
	});
});
