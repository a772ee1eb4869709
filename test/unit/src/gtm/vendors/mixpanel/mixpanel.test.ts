import { mixpanel as emulated } from '../../../../../../sandbox/vendors/mixpanel/mixpanel.ts';
import type { MetricQuery } from '../../../../../../src/gtm/analytics/analytics-vendor';
import type { HttpPort } from '../../../../../../src/gtm/http/http-port';
import { mixpanel } from '../../../../../../src/gtm/vendors/mixpanel/mixpanel';
import { analyticsSandbox, peopleIn } from '../analytics-sandbox';

interface Given {
	key?: string;
	project?: string;
	wrap?: (port: HttpPort) => HttpPort;
}

const open = ({
	key = 'sandbox.mp-service-account:sandbox-secret',
	project = '3141592',
	wrap,
}: Given = {}) =>
	analyticsSandbox(mixpanel, emulated, {
		authentication: {
			headers: { authorization: `Basic ${Buffer.from(key).toString('base64')}` },
			query: { project_id: project },
		},
		...(wrap && { wrap }),
	});

let box: ReturnType<typeof open>;

beforeEach(() => {
	box = open();
});

const ask = async (query: Partial<MetricQuery> = {}) =>
	await box.run(
		mixpanel.queryMetric(box.client, {
			event: 'workflow run',
			measure: 'total',
			window: box.window,
			...query,
		}),
	);

const runs = () => box.usage.filter(({ name }) => name === 'workflow run');

describe('a metric of Mixpanel', () => {
	it('counts events with one query, also over time', async () => {
		const { record } = await ask({ interval: 'month' });
		const [metric] = record ?? [];
		expect(metric?.value).toBe(runs().length);
		expect(metric?.series?.reduce((sum, { value }) => sum + value, 0)).toBe(runs().length);
		expect(metric?.series?.[0]?.at).toMatch(/-01T00:00:00/);
		expect(box.requests).toHaveLength(1);
	});

	it('counts people of the whole window, not the sum of its days', async () => {
		const { record } = await ask({ measure: 'unique', interval: 'day' });
		const days = record?.[0]?.series?.reduce((sum, { value }) => sum + value, 0);
		expect(record?.[0]?.value).toBe(peopleIn(runs()));
		expect(days).toBeGreaterThan(peopleIn(runs()));
	});

	it('sums a property, and averages it with numerator and denominator', async () => {
		const sum = runs().reduce((all, { properties }) => all + Number(properties.seats), 0);
		const summed = await ask({ measure: 'sum', property: 'seats', interval: 'day' });
		const averaged = await ask({ measure: 'average', property: 'seats' });
		expect(summed.record?.[0]).toMatchObject({ value: sum, asOf: expect.any(String) });
		expect(averaged.record?.[0]).toMatchObject({
			value: sum / runs().length,
			numerator: sum,
			denominator: runs().length,
		});
	});

	it('is zero where nothing happened', async () => {
		const total = await ask({ event: 'never' });
		const average = await ask({ event: 'never', measure: 'average', property: 'seats' });
		expect([total, average].map(({ record }) => record?.[0]?.value)).toEqual([0, 0]);
	});

	it('holds to its filters, on events and on profiles', async () => {
		const counted = async (filters: MetricQuery['filters']) =>
			(await ask({ filters })).record?.[0]?.value;
		const { email = '' } = box.world.lookup.person.get(runs()[0]?.personKey ?? '') ?? {};
		const own = runs().filter(({ personKey }) => personKey === runs()[0]?.personKey);
		const team = runs().filter(({ properties }) => properties.plan === 'team');
		expect(await counted([{ property: 'plan', operator: 'contains', value: 'tea' }])).toBe(
			team.length,
		);
		expect(await counted([{ property: 'plan', operator: 'neq', value: 'team' }])).toBe(
			runs().length - team.length,
		);
		expect(await counted([{ property: 'person.$email', operator: 'eq', value: email }])).toBe(
			own.length,
		);
	});

	it('never takes a name or value for a part of the expression', async () => {
		const attack = 'x" or properties["plan"] != "y\\';
		const outcomes = [
			await ask({ filters: [{ property: 'plan', operator: 'eq', value: attack }] }),
			await ask({ filters: [{ property: attack, operator: 'eq', value: attack }] }),
			await ask({ measure: 'sum', property: attack }),
		];
		expect(outcomes.map(({ status, record }) => [status, record?.[0]?.value])).toEqual([
			['found', 0],
			['found', 0],
			['found', 0],
		]);
	});

	it.each([
		[{ interval: 'week' }, 'interval_not_offered'],
		[{ measure: 'unique', interval: 'hour' }, 'interval_not_offered'],
		[{ measure: 'sum', property: 'seats', interval: 'month' }, 'interval_not_offered'],
		[{ measure: 'sum', property: 'seats', breakdown: 'plan' }, 'breakdown_not_offered'],
		[
			{ window: { from: '2026-11-01T06:00:00.000Z', to: '2026-11-02T00:00:00.000Z' } },
			'window_not_whole_days',
		],
	] as Array<[Partial<MetricQuery>, string]>)(
		'that Mixpanel cannot count is refused before anything is sent: %j',
		async (query, code) => {
			expect(await ask(query)).toMatchObject({ status: 'invalid', reason: { code } });
			expect(box.requests).toEqual([]);
		},
	);
});

describe('a funnel of Mixpanel', () => {
	const funnel = { steps: [], savedFunnelId: '7509', conversionWithinHours: 720 };

	it('says that its steps are not the ones that were given', async () => {
		const { notes } = await box.run(
			mixpanel.queryFunnel(box.client, { ...funnel, steps: ['a', 'b'], window: box.window }),
		);
		expect(notes).toEqual(['The steps are those of the saved funnel.']);
	});

	it('needs an ID, at most 90 days, and one that is there', async () => {
		const { window } = box;
		const none = await mixpanel.queryFunnel(box.client, { steps: ['a', 'b'], window });
		const long = { ...funnel, conversionWithinHours: 3_000, window };
		const tooLong = await mixpanel.queryFunnel(box.client, long);
		expect(box.requests).toEqual([]);
		const unknown = await box.run(
			mixpanel.queryFunnel(box.client, { ...funnel, savedFunnelId: '1', window }),
		);
		expect([none, tooLong, unknown]).toMatchObject([
			{ status: 'invalid', reason: { code: 'saved_funnel_needed' } },
			{ status: 'invalid', reason: { code: 'conversion_too_long' } },
			{ status: 'invalid' },
		]);
	});
});

describe('product usage in Mixpanel', () => {
	const someone = () => {
		const { personKey = '', accountKey = '' } = box.usage[0] ?? {};
		const { person, account } = box.world.lookup;
		return { person: person.get(personKey), account: account.get(accountKey) };
	};

	it('tells a person without events from an unknown one', async () => {
		const { person } = someone();
		const email = { email: person?.email ?? '' };
		const { window } = box;
		const idle = await box.run(
			mixpanel.personUsage(box.client, email, { window, events: ['never'] }),
		);
		const unknown = await box.run(
			mixpanel.personUsage(box.client, { email: 'x" in "y@acme.com' }, { window }),
		);
		expect([idle, unknown].map(({ reason }) => reason?.code)).toEqual(['no_events', 'no_profile']);
	});

	const exporting = (body: (sent: string) => unknown) =>
		open({
			wrap: (port) => async (request) => {
				const response = await port(request);
				const isExport = request.url.includes('/export');
				return isExport ? { ...response, body: body(String(response.body)) } : response;
			},
		});

	it('is read from a single line, which HTTP clients take for JSON', async () => {
		box = exporting((sent) => JSON.parse(sent.split('\n')[0] ?? '') as unknown);
		const { record } = await box.run(
			mixpanel.personUsage(
				box.client,
				{ email: someone().person?.email ?? '' },
				{ window: box.window },
			),
		);
		expect(record?.events).toBe(1);
	});

	it('is no result if the export broke off', async () => {
		box = exporting((sent) => `${sent}terminated early\n`);
		const outcome = await box.run(
			mixpanel.personUsage(
				box.client,
				{ email: someone().person?.email ?? '' },
				{ window: box.window },
			),
		);
		expect(outcome).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
		});
	});
});

describe('a refusal of Mixpanel', () => {
	it('names the account or the project, and shows nothing of the query', async () => {
		box = open({ key: 'other:wrong' });
		const key = await ask();
		box = open({ project: '1' });
		const project = await ask({ filters: [{ property: 'p', operator: 'eq', value: 'hush' }] });
		expect(key).toMatchObject({ status: 'forbidden' });
		expect(key.reason?.message).toContain('service account');
		expect(project).toMatchObject({ status: 'forbidden' });
		expect(project.reason?.message).toContain('project');
		expect(project.reason?.message).not.toContain('hush');
	});

	it('for the hour is not waited for', async () => {
		box.sandbox.setFault({ vendor: 'mixpanel', kind: 'rate_limit_quota' });
		expect(await ask()).toMatchObject({ status: 'quota_exhausted', retry: { advised: false } });
		expect(box.requests).toHaveLength(1);
	});

	it('for too many at once is waited for', async () => {
		box.sandbox.setFault({ vendor: 'mixpanel', kind: 'rate_limit_burst', times: 1 });
		expect((await ask()).status).toBe('found');
		expect(box.requests).toHaveLength(2);
	});

	it('is not needed for the 61st query of an hour: it is not sent', async () => {
		for (let sent = 0; sent < 60; sent += 1) await ask();
		expect(await ask()).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'local_quota' },
		});
		expect(box.requests).toHaveLength(60);
	});

	it('within a 200 is none the less one', async () => {
		box = open({
			wrap: () => async () =>
				await Promise.resolve({ status: 200, headers: {}, body: { error: 'no such event' } }),
		});
		expect(await ask()).toMatchObject({ status: 'invalid', reason: { code: 'refused' } });
	});

	it.each(['garbage', 'truncated'] as const)('that is %s is no result', async (kind) => {
		box.sandbox.setFault({ vendor: 'mixpanel', kind });
		expect((await ask()).status).toBe('upstream_error');
	});
});

describe('where Mixpanel is', () => {
	it('is told by region, each with two hosts', () => {
		expect(mixpanel.hosts({ region: 'eu' })).toEqual({
			query: 'https://eu.mixpanel.com/api/query',
			data: 'https://data-eu.mixpanel.com/api/2.0',
		});
		expect(() => mixpanel.hosts({ region: 'mars' })).toThrow(/Region/);
	});
});
