import type { AnalyticsVendor } from '../../analytics/analytics-vendor';
import type { Operation } from '../operation';
import type { VendorPorts } from '../ports';

export type AnalyticsPorts = VendorPorts<AnalyticsVendor>;

/** A question to an analytics vendor: it changes nothing and costs nothing. */
export function analyticsOperation<Input, Given>(
	described: Omit<
		Operation<AnalyticsPorts, Input, Given>,
		'effect' | 'family' | 'price' | 'scopes'
	>,
): Operation<AnalyticsPorts, Input, Given> {
	return {
		...described,
		family: 'analytics',
		effect: 'reads',
		price: 'free',
		scopes: ['analytics.read'],
	};
}
