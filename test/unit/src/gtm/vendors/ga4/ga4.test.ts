import { ga4 as emulated } from '../../../../../../sandbox/vendors/ga4/ga4.ts';
import type { MetricQuery } from '../../../../../../src/gtm/analytics/analytics-vendor';
import type { HttpPort } from '../../../../../../src/gtm/http/http-port';
import { recordOf } from '../../../../../../src/gtm/model/json';
import { ga4 } from '../../../../../../src/gtm/vendors/ga4/ga4';
import { analyticsSandbox, peopleIn } from '../analytics-sandbox';

interface Given {
	token?: string;
	propertyId?: string;
	wrap?: (port: HttpPort) => HttpPort;
}

const open = ({ token = 'ya29.sandbox', propertyId = '123456789', wrap }: Given = {}) =>
	analyticsSandbox(ga4, emulated, {
		authentication: { headers: { authorization: `Bearer ${token}` } },
		credential: { propertyId },
		...(wrap && { wrap }),
	});

let box: ReturnType<typeof open>;

beforeEach(() => {
	box = open();
});

const ask = async (query: Partial<MetricQuery> = {}) =>
	await box.run(
		ga4.queryMetric(box.client, {
			event: 'workflow_run',
			measure: 'total',
			window: box.window,
			...query,
		}),
	);

const runs = () => box.usage.filter(({ name }) => name === 'workflow run');

describe('a metric of Google Analytics', () => {
	it('tells what it took in tokens, and how many are left', async () => {
		const total = await ask({ interval: 'day' });
		expect(total.cost).toEqual({ amount: 10, unit: 'token', remaining: 199_990 });
	});

	it('sums and averages what is registered as a custom metric', async () => {
		const sum = runs().reduce((all, { properties }) => all + Number(properties.seats), 0);
		const summed = await ask({ measure: 'sum', property: 'seats' });
		const averaged = await ask({ measure: 'average', property: 'seats' });
		const unregistered = await ask({ measure: 'sum', property: 'chairs' });
		expect(summed.record?.[0]?.value).toBe(sum);
		expect(averaged.record?.[0]?.value).toBeCloseTo(sum / runs().length, 6);
		expect(unregistered).toMatchObject({ status: 'invalid', reason: { code: 'INVALID_ARGUMENT' } });
		expect(unregistered.reason?.message).toContain('customEvent:chairs');
	});

	it('is one of its own if it has such a name, with no event behind it', async () => {
		const { record } = await ask({ event: 'activeUsers' });
		expect(record?.[0]).toMatchObject({ name: 'activeUsers', value: peopleIn(box.usage) });
		const rate = (await ask({ event: 'engagementRate' })).record?.[0];
		expect(rate).toMatchObject({ unit: 'ratio', denominator: expect.any(Number) });
		expect(rate?.value).toBeCloseTo((rate?.numerator ?? 0) / (rate?.denominator ?? 1), 9);
		const money = await ask({ event: 'totalRevenue' });
		expect(money.record?.[0]?.unit).toBe('USD');
		expect(await ask({ event: 'sessions', measure: 'unique' })).toMatchObject({
			status: 'invalid',
			reason: { code: 'measure_not_offered' },
		});
	});

	it.each(['refundAmount', 'recentlyAddedCost'])(
		'is the money that it is, and no event, if the property calls it so: %s',
		async (event) => {
			const { record } = await ask({ event });
			expect(record?.[0]).toMatchObject({ name: event, unit: 'USD' });
			expect(record?.[0]?.value).toBeGreaterThan(0);
			expect(await ask({ event, measure: 'unique' })).toMatchObject({
				status: 'invalid',
				reason: { code: 'measure_not_offered' },
			});
		},
	);

	it('asks the property for its metrics only if nothing happened by a name', async () => {
		await ask();
		expect(box.requests.filter(({ method }) => method === 'GET')).toEqual([]);
		await ask({ event: 'never' });
		expect(box.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
	});

	it('that the account may not see is 0 with a note that says why', async () => {
		box = open({ token: 'ya29.sandbox-no-revenue' });
		const { record, notes } = await ask({ event: 'refundAmount' });
		expect(record?.[0]?.value).toBe(0);
		expect(notes).toEqual([expect.stringMatching(/refundAmount.*cannot see/)]);
	});

	it('is zero where nothing happened', async () => {
		const { status, record } = await ask({ event: 'never', interval: 'day' });
		expect([status, record?.[0]?.value, record?.[0]?.series]).toEqual(['found', 0, []]);
	});

	it.each(['hour', 'day', 'week', 'month'] as const)('has values by %s', async (interval) => {
		const { record } = await ask({ interval });
		const series = record?.[0]?.series ?? [];
		expect(series.reduce((sum, { value }) => sum + value, 0)).toBe(runs().length);
		expect(series.map(({ at }) => at)).toEqual(series.map(({ at }) => at).toSorted());
		const mondays = series.filter(({ at }) => new Date(at).getUTCDay() === 1).length;
		if (interval === 'week') expect(mondays).toBe(series.length);
	});

	it('is broken down, the largest first, also over time', async () => {
		const { record = [] } = await ask({ breakdown: 'customEvent:plan', interval: 'month' });
		const plans = Map.groupBy(runs(), ({ properties }) => String(properties.plan));
		expect(
			record.map(({ dimensions, value }) => [dimensions?.['customEvent:plan'], value]),
		).toEqual(
			[...plans]
				.map(([plan, { length }]) => [plan, length])
				.toSorted((a, b) => Number(b[1]) - Number(a[1])),
		);
		for (const { series = [], value } of record) {
			expect(series.reduce((sum, point) => sum + point.value, 0)).toBe(value);
		}
	});

	it('of a window within a day is refused before anything is sent', async () => {
		const window = { from: '2026-11-01T06:00:00.000Z', to: '2026-11-02T00:00:00.000Z' };
		expect(await ask({ window })).toMatchObject({ reason: { code: 'window_not_whole_days' } });
		expect(box.requests).toEqual([]);
	});

	it('says where Google hides or estimates', async () => {
		const metadata = {
			subjectToThresholding: true,
			dataLossFromOtherRow: true,
			samplingMetadatas: [{ samplesReadCount: '1', samplingSpaceSize: '2' }],
		};
		box = open({
			wrap: (port) => async (request) => {
				const response = await port(request);
				return { ...response, body: { ...recordOf(response.body), metadata } };
			},
		});
		expect((await ask()).notes).toHaveLength(3);
	});
});

describe('a funnel of Google Analytics', () => {
	const steps = ['signed_in', 'workflow_created', 'workflow_run'];

	it('tells people at each step over people who began', async () => {
		const { record = [], notes } = await box.run(
			ga4.queryFunnel(box.client, { steps, window: box.window, conversionWithinHours: 360 }),
		);
		const began = peopleIn(box.usage.filter(({ name }) => name === 'signed in'));
		expect(record[0]).toMatchObject({ value: 1, numerator: began, denominator: began });
		expect(record[2]?.value).toBeLessThanOrEqual(record[1]?.value ?? 0);
		expect(notes?.[0]).toContain('each step to the next');
		expect(box.requests[0]?.url).toContain('/v1alpha/');
	});

	it('counts nobody at a step that has no row', async () => {
		const { record } = await box.run(
			ga4.queryFunnel(box.client, { steps: ['signed_in', 'never'], window: box.window }),
		);
		expect(record?.[1]).toMatchObject({ value: 0, numerator: 0 });
	});

	it('refuses saved funnels and single steps before anything is sent', async () => {
		const { window } = box;
		const saved = await ga4.queryFunnel(box.client, { steps, window, savedFunnelId: '7' });
		const short = await ga4.queryFunnel(box.client, { steps: ['signed_in'], window });
		expect([saved, short].map(({ reason }) => reason?.code)).toEqual([
			'saved_funnel_not_offered',
			'too_few_steps',
		]);
		expect(box.requests).toEqual([]);
	});
});

describe('a refusal of Google Analytics', () => {
	const refused = async (given: Given) => {
		box = open(given);
		return await ask();
	};

	it('names the sign-in, the scope or the property', async () => {
		const signIn = await refused({ token: 'old' });
		const scope = await refused({ token: 'ya29.sandbox-no-scope' });
		const property = await refused({ propertyId: '1' });
		expect([signIn, scope, property].map(({ status, reason }) => [status, reason?.code])).toEqual([
			['forbidden', 'UNAUTHENTICATED'],
			['forbidden', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'],
			['forbidden', 'PERMISSION_DENIED'],
		]);
		expect(property.reason?.message).toContain('Viewer');
	});

	it('for too many at once is waited for', async () => {
		box.sandbox.setFault({ vendor: 'ga4', kind: 'rate_limit_burst', times: 1 });
		expect((await ask()).status).toBe('found');
		expect(box.requests).toHaveLength(2);
	});

	it('for the tokens of the hour is not waited for', async () => {
		box.sandbox.setFault({ vendor: 'ga4', kind: 'rate_limit_quota' });
		expect(await ask()).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'RESOURCE_EXHAUSTED' },
			retry: { advised: false, afterMs: 3_600_000 },
		});
		expect(box.requests).toHaveLength(1);
	});

	it('is spared once an answer said that no token is left', async () => {
		const none = { tokensPerHour: { consumed: 5, remaining: 0 } };
		box = open({
			wrap: (port) => async (request) => {
				const response = await port(request);
				return { ...response, body: { ...recordOf(response.body), propertyQuota: none } };
			},
		});
		expect((await ask()).status).toBe('found');
		expect(await ask()).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'local_quota' },
		});
		expect(box.requests).toHaveLength(1);
	});

	it.each(['garbage', 'truncated'] as const)('that is %s is no empty report', async (kind) => {
		box.sandbox.setFault({ vendor: 'ga4', kind });
		expect(await ask()).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
		});
	});
});

describe('the test of the credential', () => {
	it('asks for what the property knows', async () => {
		const metadata = { method: 'GET', path: '/metadata', effect: 'read' } as const;
		const { status } = await box.run(box.client.send(metadata));
		expect(status).toBe(200);
	});
});

describe('where Google Analytics is', () => {
	it('is told by the number of the property, and by no ID of a stream', () => {
		expect(ga4.hosts({ propertyId: ' 7 ' })).toEqual({
			core: 'https://analyticsdata.googleapis.com/v1beta/properties/7',
			funnel: 'https://analyticsdata.googleapis.com/v1alpha/properties/7',
		});
		expect(() => ga4.hosts({ propertyId: 'G-ABC123' })).toThrow(/Property ID/);
	});
});

it('a funnel that Google estimates from a sample says so', async () => {
	const { from } = box.window;
	const before = new Date(Date.parse(from) - 60 * 86_400_000).toISOString();
	const steps = ['signed_up', 'workflow_run'];
	const short = await box.run(ga4.queryFunnel(box.client, { steps, window: box.window }));
	const long = await box.run(
		ga4.queryFunnel(box.client, { steps, window: { ...box.window, from: before } }),
	);
	expect(short.notes).toBeUndefined();
	expect(long.notes).toEqual([expect.stringContaining('from a sample')]);
});
