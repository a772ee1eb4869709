import type { AnalyticsVendor } from '../../../../../src/gtm/analytics/analytics-vendor';
import { makeReport } from '../../../../../src/gtm/analytics/report';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';

const window = { from: '2026-11-08T00:00:00.000Z', to: '2026-11-15T00:00:00.000Z' };

/** A vendor that has the numbers of the window, and fails for the one before. */
const vendor = {
	profile: { id: 'acme' },
	queryMetric: async (
		_client: VendorClient,
		{ event, window: asked }: { event: string; window: object },
	) =>
		await Promise.resolve(
			JSON.stringify(asked) === JSON.stringify(window)
				? {
						status: 'found',
						provider: 'acme',
						record: [{ name: event, unit: 'count', value: 5, source: 'acme' }],
					}
				: {
						status: 'upstream_error',
						provider: 'acme',
						reason: { code: 'unavailable', message: 'Acme is down.' },
						retry: { advised: true },
					},
		),
} as unknown as AnalyticsVendor;

it('a report whose window before failed is partial, and says so', async () => {
	const lines = [{ event: 'signed_up', measure: 'total' as const }];
	const outcome = await makeReport(vendor, {} as VendorClient, { title: 'Week', window, lines });
	expect(outcome).toMatchObject({
		status: 'partial',
		reason: {
			code: 'lines_missing',
			message: 'The report is not complete: signed_up in the previous window: Acme is down.',
		},
		retry: { advised: true },
		record: { metrics: [{ value: 5 }], missing: [expect.stringContaining('Acme is down.')] },
	});
});
