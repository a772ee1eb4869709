import { describeOperations } from '../gtm/describe-operations';
import {
	activePerson,
	analyticsNode,
	between,
	countingCase,
	peopleIn,
	usageOf,
} from './analytics-node';
import { makeLookup } from '../../../sandbox/world/lookup.ts';
import type { World } from '../../../sandbox/world/world.ts';

const SEGMENTATION = 'GET /api/query/segmentation';
const ENGAGE = 'POST /api/query/engage';
const EXPORT = 'GET /api/2.0/export';
const FUNNEL = 'GET /api/query/funnels';

describeOperations('analytics', 'mixpanel', {
	'metric.query': ({ sandbox: { world } }) => countingCase(world, 'mixpanel', SEGMENTATION),
	'funnel.query': ({ sandbox: { world } }) => {
		const began = peopleIn(usageOf(world, 'signed in'));
		return {
			parameters: { savedFunnelId: '7509', withinHours: 720, ...between(world) },
			outputs: [
				{ status: 'found', record: { name: 'signed in', value: 1, numerator: began } },
				{ status: 'found', record: { name: 'workflow created', denominator: began } },
				{ status: 'found', record: { name: 'workflow run', denominator: began } },
			],
			asked: [FUNNEL],
		};
	},
	'usage.account': ({ sandbox: { world } }) => {
		const { account } = activePerson(world);
		const own = usageOf(world).filter(({ personKey }) =>
			world.lookup.person.get(personKey)?.email.endsWith(`@${account.domain}`),
		);
		return {
			parameters: { domain: '={{ $json.domain }}', ...between(world) },
			items: [{ domain: account.domain }, { domain: 'unheard-of.com' }],
			outputs: [
				{
					status: 'found',
					record: {
						subject: { domain: account.domain },
						events: own.length,
						activeUsers: peopleIn(own),
					},
				},
				{ status: 'not_found', reason: { code: 'no_profile' } },
			],
			asked: [ENGAGE, ENGAGE, EXPORT],
		};
	},
	'usage.person': ({ sandbox: { world } }) => {
		const { person, own } = activePerson(world);
		const latest = own.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
		return {
			parameters: { email: person.email, events: '={{ $json.events }}', ...between(world) },
			items: [{ events: '' }, { events: 'never done' }],
			outputs: [
				{
					status: 'found',
					record: {
						subject: { email: person.email },
						events: own.length,
						activeUsers: 1,
						lastSeen: `${latest?.at.slice(0, 19)}.000Z`,
						recent: expect.arrayContaining([
							expect.objectContaining({ id: latest?.key, detail: latest?.name }),
						]),
					},
				},
				{ status: 'not_found', reason: { code: 'no_events' } },
			],
			asked: [ENGAGE, ENGAGE, EXPORT, EXPORT],
		};
	},
});

/** A world in which everyone who did something has an address at one domain. */
function oneCompany(world: World, domain: string): World {
	const people = world.people.map((person, index) => ({
		...person,
		email: `person${index}@${domain}`,
	}));
	const changed = { ...world, people };
	return { ...changed, lookup: makeLookup(changed) };
}

describe('Mixpanel in the analytics node', () => {
	const node = analyticsNode('mixpanel');
	const runs = { event: 'workflow run' };
	const happened = () => usageOf(node.sandbox.world, 'workflow run');

	it('never takes a name for a part of its expressions', async () => {
		const attack = 'seats"] or properties["plan"] != "y\\';
		const { items } = await node.run('metric.query', {
			...runs,
			options: { measure: 'sum', property: attack },
		});
		expect(items).toMatchObject([{ status: 'found', record: { value: 0 } }]);
		const [call] = node.calls();
		const on = new URL(call?.url ?? '', 'http://sandbox').searchParams.get('on');
		expect(on).toBe(`number(properties[${JSON.stringify(attack)}])`);
	});

	it('counts the people of the whole window, who are fewer than those of its days together', async () => {
		const { items } = await node.run('metric.query', {
			...runs,
			options: { measure: 'unique', interval: 'day' },
		});
		const { value, series } = items[0]?.record as {
			value: number;
			series: Array<{ value: number }>;
		};
		expect(value).toBe(peopleIn(happened()));
		expect(series.reduce((sum, day) => sum + day.value, 0)).toBeGreaterThan(value);
	});

	it('averages over all events, and shows of what', async () => {
		const sum = happened().reduce((all, { properties }) => all + Number(properties.seats), 0);
		const { items } = await node.run('metric.query', {
			...runs,
			options: { measure: 'average', property: 'seats' },
		});
		expect(items[0]?.record).toMatchObject({
			value: sum / happened().length,
			numerator: sum,
			denominator: happened().length,
		});
	});

	it('gives the largest values of a breakdown, and says that there are others', async () => {
		const { items } = await node.run('metric.query', {
			...runs,
			options: { breakdown: 'seats' },
		});
		const seats = Map.groupBy(happened(), ({ properties }) => properties.seats);
		const counts = [...seats.values()].map(({ length }) => length).toSorted((a, b) => b - a);
		expect(counts.length).toBeGreaterThan(25);
		expect(items.map(({ record }) => (record as { value: number }).value)).toEqual(
			counts.slice(0, 25),
		);
		expect(items[0]?.notes).toEqual([expect.stringContaining('largest values are shown')]);
	});

	it.each([
		['interval_not_offered', { options: { interval: 'week' } }],
		['interval_not_offered', { options: { measure: 'unique', interval: 'hour' } }],
		[
			'breakdown_not_offered',
			{ options: { measure: 'sum', property: 'seats', breakdown: 'plan' } },
		],
		['window_not_whole_days', { from: '2026-11-01T06:00:00Z', to: '2026-11-02' }],
	])('refuses with %s what it cannot count, and sends nothing: %j', async (code, parameters) => {
		const { items } = await node.run('metric.query', { ...runs, ...parameters });
		expect(items).toMatchObject([{ status: 'invalid', reason: { code } }]);
		expect(node.calls()).toEqual([]);
	});

	it('does not take a saved funnel that is not there for an empty one', async () => {
		const { items } = await node.run('funnel.query', { savedFunnelId: '1' });
		expect(items).toMatchObject([
			{ status: 'invalid', reason: { message: expect.stringContaining('Funnel not found') } },
		]);
	});

	it('says that more than a hundred people of an account are not all counted', async () => {
		await node.enter(oneCompany(node.sandbox.world, 'everyone.example'));
		const { items } = await node.run('usage.account', { domain: 'everyone.example' });
		expect(items).toMatchObject([
			{
				status: 'partial',
				record: { activeUsers: expect.any(Number) },
				reason: {
					code: 'usage_incomplete',
					message: expect.stringContaining('Only the first 100 people are counted'),
				},
			},
		]);
		expect((items[0]?.record as { activeUsers: number }).activeUsers).toBeLessThanOrEqual(100);
	});

	it('asks no 61st query of an hour, and says when the next one may be asked', async () => {
		const items = Array.from({ length: 62 }, () => ({}));
		const finished = await node.run('metric.query', runs, { items });
		const by = Map.groupBy(finished.items, ({ status }) => status);
		expect(by.get('found')).toHaveLength(60);
		expect(by.get('quota_exhausted')).toHaveLength(2);
		expect(by.get('quota_exhausted')?.[0]).toMatchObject({
			reason: { code: 'local_quota' },
			retry: { afterMs: expect.any(Number) },
		});
		expect(node.calls()).toHaveLength(60);
	});

	it('is waited for where there are too many queries at once, and not for the hour', async () => {
		node.sandbox.setFault({ vendor: 'mixpanel', kind: 'rate_limit_burst', times: 1 });
		const waited = await node.run('metric.query', runs);
		expect(waited.items).toMatchObject([{ status: 'found' }]);
		expect(node.statuses()).toEqual([429, 200]);
		node.sandbox.setFault({ vendor: 'mixpanel', kind: 'rate_limit_quota' });
		const refused = await node.run('metric.query', runs);
		expect(refused.items).toMatchObject([
			{
				status: 'quota_exhausted',
				reason: { message: expect.stringContaining('60 queries per hour') },
				retry: { advised: false },
			},
		]);
		expect(node.statuses()).toEqual([429, 200, 429]);
	});

	it.each(['garbage', 'truncated'] as const)(
		'that answers with something %s and a 200 has not counted nothing',
		async (kind) => {
			node.sandbox.setFault({ vendor: 'mixpanel', kind });
			const { items } = await node.run('metric.query', runs);
			expect(items).toMatchObject([{ status: 'upstream_error' }]);
		},
	);

	it('whose export broke off gives no smaller number', async () => {
		node.sandbox.setFault({ vendor: 'mixpanel', kind: 'truncated', route: EXPORT });
		const { person } = activePerson(node.sandbox.world);
		const { items } = await node.run('usage.person', { email: person.email });
		expect(items).toMatchObject([
			{ status: 'upstream_error', reason: { message: expect.stringContaining('broke off') } },
		]);
	});

	it('has the only event of a person, although that looks like JSON and not like lines', async () => {
		const { world } = node.sandbox;
		const { own, person } = activePerson(world);
		await node.enter({ ...world, usage: own.slice(0, 1) });
		const { items } = await node.run('usage.person', { email: person.email });
		expect(items).toMatchObject([
			{ status: 'found', record: { events: 1, topEvents: [{ event: own[0]?.name, count: 1 }] } },
		]);
	});

	it.each([
		['a wrong secret', { secret: 'wrong-mixpanel-secret' }, 'service account'],
		['a project that the account is not in', { projectId: '1' }, 'to this project'],
	])('says of %s what to do, and shows no secret', async (_what, fields, step) => {
		const { items } = await node.run('metric.query', runs, {
			credentials: { gtmMixpanelApi: fields },
		});
		expect(items).toMatchObject([
			{ status: 'forbidden', reason: { message: expect.stringContaining(step) } },
		]);
		expect(JSON.stringify(items)).not.toMatch(/wrong-mixpanel-secret|sandbox-secret/);
	});
});
