import { mixpanel as emulated } from '../../../sandbox/vendors/mixpanel/mixpanel.ts';
import { mixpanel } from '../../../src/gtm/vendors/mixpanel/mixpanel';
import { analyticsSandbox } from '../../unit/src/gtm/vendors/analytics-sandbox';
import { checkedPort } from './openapi/checked-port';
import type { Deviation } from './openapi/spec';
import { describeContract } from './openapi/specs';

const DEVIATIONS: readonly Deviation[] = [
	{
		operation: 'POST /engage',
		in: 'request',
		problem: /output_properties must be array/,
		reason: 'The schema says array; its description and example are a JSON array as text.',
	},
	{
		operation: 'POST /engage',
		in: 'response',
		problem: /\$distinct_id must be integer/,
		reason: 'The schema says integer; ids are texts, as the export and the activity feed show.',
	},
];

const BASE = 'http://localhost/mixpanel';

describeContract('mixpanel', DEVIATIONS, (spec) => {
	test('every operation sends what the specification asks for, and the emulator answers so', async () => {
		let problems: readonly string[] = [];
		const key = 'sandbox.mp-service-account:sandbox-secret';
		const { client, run, window, world } = analyticsSandbox(mixpanel, emulated, {
			authentication: {
				headers: { authorization: `Basic ${Buffer.from(key).toString('base64')}` },
				query: { project_id: '3141592' },
			},
			wrap: (port) => {
				const checked = checkedPort(port, spec(), BASE);
				({ problems } = checked);
				return checked.port;
			},
		});
		const { personKey = '', accountKey = '' } = world.usage[0] ?? {};
		const { email = '' } = world.lookup.person.get(personKey) ?? {};
		const { domain = '' } = world.lookup.account.get(accountKey) ?? {};
		const metric = { event: 'workflow run', window, property: 'seats' };
		const filters = [{ property: 'plan', operator: 'eq', value: 'team' }] as const;
		const outcomes = [
			mixpanel.queryMetric(client, { ...metric, measure: 'total', breakdown: 'plan', filters }),
			mixpanel.queryMetric(client, { ...metric, measure: 'unique', interval: 'month' }),
			mixpanel.queryMetric(client, { ...metric, measure: 'average', interval: 'day' }),
			mixpanel.queryFunnel(client, {
				steps: [],
				window,
				savedFunnelId: '7509',
				conversionWithinHours: 48,
			}),
			mixpanel.accountUsage(client, { domain }, { window, events: ['workflow run'] }),
			mixpanel.personUsage(client, { email }, { window }),
		];
		const statuses = await run(
			Promise.all(outcomes.map(async (outcome) => (await outcome).status)),
		);
		for (const [path, query] of [
			['/events/names', { type: 'general', limit: 1 }],
			['/funnels/list', {}],
		] as const) {
			await run(client.send({ method: 'GET', path, query, effect: 'read' }));
		}
		expect(problems).toEqual([]);
		expect(statuses).toEqual(outcomes.map(() => 'found'));
	});
});
