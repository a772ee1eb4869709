import { ga4 as emulated } from '../../../sandbox/vendors/ga4/ga4.ts';
import { ga4 } from '../../../src/gtm/vendors/ga4/ga4';
import { analyticsSandbox } from '../../unit/src/gtm/vendors/analytics-sandbox';
import { checkedPort } from './openapi/checked-port';
import { describeContract } from './openapi/specs';

describeContract(
	{ vendor: 'ga4', files: ['ga4/analyticsdata-openapi-derived.json'] },
	[],
	(spec) => {
		test('every operation sends what the specification asks for, and the emulator answers so', async () => {
			let problems: readonly string[] = [];
			const { client, run, window } = analyticsSandbox(ga4, emulated, {
				authentication: { headers: { authorization: 'Bearer ya29.sandbox' } },
				credential: { propertyId: '123456789' },
				wrap: (port) => {
					const checked = checkedPort(port, spec(), 'http://localhost/ga4');
					({ problems } = checked);
					return checked.port;
				},
			});
			const metric = { event: 'workflow_run', window, measure: 'total' } as const;
			const filters = [
				{ property: 'customEvent:plan', operator: 'neq', value: 'team' },
				{ property: 'country', operator: 'contains', value: 'e' },
			] as const;
			const outcomes = [
				ga4.queryMetric(client, { ...metric, breakdown: 'country', interval: 'week', filters }),
				ga4.queryMetric(client, { ...metric, measure: 'average', property: 'seats' }),
				ga4.queryMetric(client, { ...metric, event: 'engagementRate', interval: 'month' }),
				// Nobody knows the name, so the property is asked for its metrics.
				ga4.queryMetric(client, { ...metric, event: 'never' }),
				ga4.queryFunnel(client, {
					steps: ['signed_up', 'workflow_run'],
					window,
					conversionWithinHours: 48,
				}),
			];
			const statuses = await run(
				Promise.all(outcomes.map(async (outcome) => (await outcome).status)),
			);
			expect(problems).toEqual([]);
			expect(statuses).toEqual(outcomes.map(() => 'found'));
			expect(spec().covered()).toHaveLength(3);
		});
	},
);
