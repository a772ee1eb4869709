import type { VendorClient } from '../http/vendor-client';
import type { EngagementEvent } from '../model/enrollment';
import type { Metric, MetricWindow } from '../model/metric';
import type { Outcome } from '../model/outcome';
import type { Capabilities, Vendor } from '../vendors/vendor';

export const ANALYTICS_OPERATIONS = [
	'metric.query',
	'funnel.query',
	'usage.account',
	'usage.person',
] as const;

export type AnalyticsOperation = (typeof ANALYTICS_OPERATIONS)[number];

export interface MetricQuery {
	/** The event, or the vendor's own metric name (GA4). */
	event: string;
	/** `total`: how often. `unique`: by how many people. `sum`, `average`: of `property`. */
	measure: 'total' | 'unique' | 'sum' | 'average';
	property?: string;
	window: MetricWindow;
	/** Values over time in steps of this size; only the total if left out. */
	interval?: 'hour' | 'day' | 'week' | 'month';
	/** A property to break down by; at most `limit` values. */
	breakdown?: string;
	limit?: number;
	/** All hold. Values are data, never pasted into a query. */
	filters?: ReadonlyArray<{
		property: string;
		operator: 'eq' | 'neq' | 'contains';
		value: string | number | boolean;
	}>;
}

export interface FunnelQuery {
	/** At least two events in order. */
	steps: readonly string[];
	window: MetricWindow;
	/** Maximum time from the first to the last step, in hours. */
	conversionWithinHours?: number;
	/** The vendor's saved funnel instead of steps, where it has them. */
	savedFunnelId?: string;
}

export interface UsageQuery {
	window: MetricWindow;
	/** Events that count as usage; all if left out. */
	events?: readonly string[];
}

/** How an account or person uses the product. */
export interface ProductUsage {
	subject: { domain?: string; email?: string; id?: string };
	window: MetricWindow;
	events: number;
	activeUsers?: number;
	activeDays?: number;
	firstSeen?: string;
	lastSeen?: string;
	topEvents: Array<{ event: string; count: number }>;
	recent?: EngagementEvent[];
}

export interface AnalyticsVendor extends Vendor {
	capabilities: Capabilities<AnalyticsOperation>;
	/** One metric, or one for each value of the breakdown. */
	queryMetric(client: VendorClient, query: MetricQuery): Promise<Outcome<Metric[]>>;
	/** One ratio for each step: people who got there over people who began. */
	queryFunnel(client: VendorClient, query: FunnelQuery): Promise<Outcome<Metric[]>>;
	accountUsage(
		client: VendorClient,
		account: { domain: string },
		query: UsageQuery,
	): Promise<Outcome<ProductUsage>>;
	personUsage(
		client: VendorClient,
		person: { email: string },
		query: UsageQuery,
	): Promise<Outcome<ProductUsage>>;
}
