import type { UsageEvent } from '../../../../../sandbox/world/world.ts';
import type {
	AnalyticsVendor,
	MetricQuery,
} from '../../../../../src/gtm/analytics/analytics-vendor';
import { lastDays } from '../../../../../src/gtm/analytics/windows';
import { metricSchema } from '../../../../../src/gtm/model/metric';
import { type Account, type AccountOptions, openAccount } from '../vendors/vendor-account';

/** Where a vendor has other words for the events and properties of the world. */
interface Words {
	event?(name: string): string;
	property?(name: string): string;
	/** Of the funnel below, where it cannot be asked for by its steps. */
	savedFunnelId?: string;
}

const WORDS: Readonly<Record<string, Words>> = {
	ga4: {
		event: (name) => name.replaceAll(' ', '_'),
		property: (name) => (name === 'plan' ? 'customEvent:plan' : name),
	},
	mixpanel: { savedFunnelId: '7509' },
};

const FUNNEL = ['signed in', 'workflow created', 'workflow run'];

const RUN = 'workflow run';

const peopleIn = (usage: readonly UsageEvent[]) =>
	new Set(usage.map(({ personKey }) => personKey)).size;

/** What every analytics vendor does alike; what is a vendor's own stands in its own tests. */
export function describeAnalytics(vendor: AnalyticsVendor, options?: AccountOptions): void {
	const { event = String, property = String, savedFunnelId } = WORDS[vendor.profile.id] ?? {};
	const { capabilities } = vendor;
	let account: Account;

	beforeEach(() => {
		account = openAccount(vendor, options);
	});

	const windowOf = () => lastDays(60, account.world.asOf);
	const usage = () => {
		const { from, to } = windowOf();
		return account.world.usage.filter(({ at }) => at >= from && at < to);
	};
	const runs = () => usage().filter(({ name }) => name === RUN);
	const run = async <Result>(promise: Promise<Result>) => await account.run(promise);
	const ask = async ({ event: name = RUN, ...query }: Partial<MetricQuery> = {}) =>
		await run(
			vendor.queryMetric(account.client, {
				event: event(name),
				measure: 'total',
				window: windowOf(),
				...query,
			}),
		);

	describe('a metric', () => {
		test('counts events and people within the window', async () => {
			const total = await ask();
			expect(total).toMatchObject({
				status: 'found',
				record: [{ unit: 'count', value: runs().length }],
			});
			expect(metricSchema.safeParse(total.record?.[0]).error).toBeUndefined();
			const unique = await ask({ measure: 'unique' });
			expect(unique.record?.[0]?.value).toBe(peopleIn(runs()));
		});

		test('sums and averages a property', async () => {
			const sum = runs().reduce((all, { properties }) => all + Number(properties.seats), 0);
			const seats = property('seats');
			const summed = await ask({ measure: 'sum', property: seats });
			const averaged = await ask({ measure: 'average', property: seats });
			expect(summed.record?.[0]?.value).toBe(sum);
			expect(averaged.record?.[0]?.value).toBeCloseTo(sum / runs().length, 6);
		});

		test('is zero where nothing happened', async () => {
			const { status, record } = await ask({ event: 'never' });
			expect([status, record?.[0]?.value]).toEqual(['found', 0]);
		});

		test('is broken down, the largest first, at most as many as asked for', async () => {
			const plans = Map.groupBy(runs(), ({ properties }) => String(properties.plan));
			const breakdown = property('plan');
			const { record = [] } = await ask({ breakdown });
			expect(record.map(({ dimensions, value }) => [dimensions?.[breakdown], value])).toEqual(
				[...plans]
					.map(([plan, { length }]) => [plan, length])
					.toSorted((a, b) => Number(b[1]) - Number(a[1])),
			);
			const one = await ask({ breakdown, limit: 1 });
			expect(one.record).toEqual(record.slice(0, 1));
		});

		test.each(['day', 'month'] as const)('has values by %s that add up', async (interval) => {
			const { record } = await ask({ interval });
			const series = record?.[0]?.series ?? [];
			expect(series.reduce((sum, { value }) => sum + value, 0)).toBe(runs().length);
			const times = series.map(({ at }) => at);
			expect(times).toEqual(times.toSorted());
			for (const at of times) expect(at).toMatch(interval === 'day' ? /T00:00:00/ : /-01T00:00:00/);
		});

		test('holds to its filters, whose values are data', async () => {
			const counted = async (operator: 'contains' | 'eq' | 'neq', value: string) =>
				(await ask({ filters: [{ property: property('plan'), operator, value }] })).record?.[0]
					?.value;
			const team = runs().filter(({ properties }) => properties.plan === 'team').length;
			expect(await counted('eq', 'team')).toBe(team);
			expect(await counted('neq', 'team')).toBe(runs().length - team);
			expect(await counted('contains', 'tea')).toBe(team);
			for (const attack of [`x" or "a" == "a`, "x' OR 1 = 1 -- {v0} ] ) \\", '"}},{"filter":{']) {
				expect(await counted('eq', attack)).toBe(0);
			}
		});
	});

	describe('a funnel', () => {
		const steps = FUNNEL.map(event);
		const funnel = { steps, ...(savedFunnelId !== undefined && { savedFunnelId }) };

		test('tells people at each step over people who began', async () => {
			const { record = [] } = await run(
				vendor.queryFunnel(account.client, {
					...funnel,
					window: windowOf(),
					conversionWithinHours: 720,
				}),
			);
			const began = peopleIn(usage().filter(({ name }) => name === FUNNEL[0]));
			expect(record.map(({ name, unit }) => [name, unit])).toEqual(
				steps.map((step) => [step, 'ratio']),
			);
			expect(record[0]).toMatchObject({ value: 1, numerator: began, denominator: began });
			const reached = record.map(({ numerator = 0 }) => numerator);
			expect(reached).toEqual(reached.toSorted((a, b) => b - a));
			for (const { value, numerator = 0 } of record)
				expect(value).toBeCloseTo(numerator / began, 9);
		});

		test('of one step is refused, and nothing is sent', async () => {
			const outcome = await run(
				vendor.queryFunnel(account.client, { steps: steps.slice(0, 1), window: windowOf() }),
			);
			expect(outcome).toMatchObject({ status: 'invalid', retry: { advised: false } });
			expect(account.sent).toEqual([]);
		});
	});

	describe('the usage of a person or an account', () => {
		const someone = () => {
			const { personKey = '', accountKey = '' } = usage()[0] ?? {};
			const { person, account: accounts } = account.world.lookup;
			return {
				email: person.get(personKey)?.email ?? '',
				domain: accounts.get(accountKey)?.domain ?? '',
				personKey,
			};
		};
		const ofPerson = async (email: string, events?: string[]) =>
			await run(
				vendor.personUsage(
					account.client,
					{ email },
					{ window: windowOf(), ...(events && { events }) },
				),
			);
		const ofAccount = async (domain: string) =>
			await run(vendor.accountUsage(account.client, { domain }, { window: windowOf() }));

		if (!capabilities['usage.person'].supported) {
			test('is not offered: the outcome says why, and nothing is sent', async () => {
				for (const outcome of [await ofPerson('a@acme.com'), await ofAccount('acme.com')]) {
					expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'not_offered' } });
				}
				expect(account.sent).toEqual([]);
			});
			return;
		}

		test('is what they did, when, and lately, whatever the spelling of the address', async () => {
			const { email, personKey } = someone();
			const own = usage().filter((one) => one.personKey === personKey);
			const { status, record } = await ofPerson(email.toUpperCase());
			expect(status).toBe('found');
			expect(record).toMatchObject({
				events: own.length,
				activeUsers: 1,
				activeDays: new Set(own.map(({ at }) => at.slice(0, 10))).size,
			});
			const latest = Math.max(...own.map(({ at }) => Date.parse(at)));
			expect(Date.parse(record?.lastSeen ?? '')).toBe(Math.floor(latest / 1_000) * 1_000);
			expect(record?.recent?.[0]).toMatchObject({ type: 'other', at: record?.lastSeen });
			expect(record?.topEvents.reduce((all, { count }) => all + count, 0)).toBe(own.length);
		});

		test('counts only the named events', async () => {
			const { email, personKey } = someone();
			const own = usage().filter((one) => one.personKey === personKey);
			const events = [...new Set(own.map(({ name }) => name))].slice(0, 2);
			const { record } = await ofPerson(email, events);
			expect(record?.topEvents.map(({ event: name }) => name).toSorted()).toEqual(
				events.toSorted(),
			);
		});

		test('of an account is that of the people with its domain, and of no part of it', async () => {
			const { domain } = someone();
			const own = usage().filter(({ personKey }) =>
				account.world.lookup.person.get(personKey)?.email.endsWith(`@${domain}`),
			);
			const { record } = await ofAccount(domain);
			expect(record).toMatchObject({ events: own.length, activeUsers: peopleIn(own) });
			for (const part of [domain.slice(1), domain.slice(0, -1)]) {
				expect((await ofAccount(part)).status).toBe('not_found');
			}
		});
	});

	describe('a refusal', () => {
		test('of the key points to the credential, and is no empty metric', async () => {
			account = openAccount(vendor, {
				...options,
				credential: {
					apiKey: 'phx_wrong',
					secret: 'wrong',
					oauthTokenData: { access_token: 'wrong', token_type: 'Bearer' },
					...(!vendor.credentialTypes.some((type) => /OAuth2/.test(type)) && {
						oauthTokenData: '',
					}),
				},
			});
			expect(await ask()).toMatchObject({ status: 'forbidden', retry: { advised: false } });
		});

		test.each(['garbage', 'truncated'] as const)(
			'that is %s with a 200 is no result',
			async (kind) => {
				account.sandbox.setFault({ vendor: vendor.profile.id, kind });
				expect(await ask()).toMatchObject({
					status: 'upstream_error',
					reason: { code: 'unreadable_answer' },
				});
			},
		);
	});
}
