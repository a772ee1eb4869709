import { posthog as emulated } from '../../../sandbox/vendors/posthog/posthog.ts';
import { posthog } from '../../../src/gtm/vendors/posthog/posthog';
import { analyticsSandbox } from '../../unit/src/gtm/vendors/analytics-sandbox';
import { checkedPort } from './openapi/checked-port';
import { describeContract } from './openapi/specs';

describeContract(
	{ vendor: 'posthog', files: ['posthog/query-openapi-derived-2025-10.json'] },
	[],
	(spec) => {
		test('every query is one that the specification knows, and the emulator answers it', async () => {
			let problems: readonly string[] = [];
			const { client, run, window, world } = analyticsSandbox(posthog, emulated, {
				authentication: { headers: { authorization: 'Bearer phx_sandbox' } },
				credential: { projectId: '4242' },
				wrap: (port) => {
					const checked = checkedPort(port, spec(), 'http://localhost/posthog');
					({ problems } = checked);
					return checked.port;
				},
			});
			const { personKey = '', accountKey = '' } = world.usage[0] ?? {};
			const { email = '' } = world.lookup.person.get(personKey) ?? {};
			const { domain = '' } = world.lookup.account.get(accountKey) ?? {};
			const metric = { event: 'workflow run', window } as const;
			const outcomes = [
				posthog.queryMetric(client, { ...metric, measure: 'total', breakdown: 'plan' }),
				posthog.queryMetric(client, { ...metric, measure: 'unique', interval: 'month' }),
				posthog.queryMetric(client, { ...metric, measure: 'average', property: 'seats' }),
				posthog.queryFunnel(client, {
					steps: ['signed up', 'workflow run'],
					window,
					conversionWithinHours: 48,
				}),
				posthog.accountUsage(client, { domain }, { window }),
				posthog.personUsage(client, { email }, { window }),
			];
			const statuses = await run(
				Promise.all(outcomes.map(async (outcome) => (await outcome).status)),
			);
			expect(problems).toEqual([]);
			expect(statuses).toEqual(outcomes.map(() => 'found'));
		});
	},
);
