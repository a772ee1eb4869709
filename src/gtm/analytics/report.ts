import type { VendorClient } from '../http/vendor-client';
import type { Metric, MetricWindow } from '../model/metric';
import type { Outcome } from '../model/outcome';
import type { AnalyticsVendor, MetricQuery } from './analytics-vendor';
import { comparisonChart } from './chart';
import { type ComparedMetric, compareMetrics } from './comparison';
import { windowBefore } from './windows';

/** One line of a report, or several if it is broken down. */
export type ReportLine = Omit<MetricQuery, 'window' | 'interval'> & {
	/** Label in the report. Default: the name of the event. */
	label?: string;
};

export interface ReportRequest {
	title: string;
	window: MetricWindow;
	lines: readonly ReportLine[];
}

export interface Report {
	title: string;
	window: MetricWindow;
	/** The window of the same length before it. */
	previousWindow: MetricWindow;
	metrics: ComparedMetric[];
	/** Lines that are missing, with the reason. */
	missing: string[];
	/** An SVG document. */
	chart: string;
}

/**
 * Several metrics beside those in the previous window. A line that fails, now or in the window before, is
 * named as missing: `partial`; if all fail it ends like the first one.
 */
export async function makeReport(
	vendor: AnalyticsVendor,
	client: VendorClient,
	{ title, window, lines }: ReportRequest,
): Promise<Outcome<Report>> {
	const { id: provider } = vendor.profile;
	const previousWindow = windowBefore(window);
	const metrics: ComparedMetric[] = [];
	const failures: Array<{ line: string; outcome: Outcome }> = [];
	const said: string[] = [];
	for (const { label, ...query } of lines) {
		const name = label ?? query.event;
		const now = await vendor.queryMetric(client, { ...query, window });
		if (now.status !== 'found' && now.status !== 'not_found') {
			failures.push({ line: name, outcome: now });
			continue;
		}
		const before = await vendor.queryMetric(client, { ...query, window: previousWindow });
		if (before.status !== 'found' && before.status !== 'not_found') {
			failures.push({ line: `${name} in the previous window`, outcome: before });
		}
		said.push(...(now.notes ?? []).map((note) => `${name}: ${note}`));
		metrics.push(...compareMetrics(named(now.record, name), named(before.record, name)));
	}
	const [first] = failures;
	if (first && metrics.length === 0) return first.outcome as Outcome<Report>;
	const missing = failures.map(
		({ line, outcome }) => `${line}: ${outcome.reason?.message ?? outcome.status}`,
	);
	const chart = comparisonChart(title, metrics);
	const record: Report = { title, window, previousWindow, metrics, missing, chart };
	const notes = said.length > 0 ? { notes: said } : {};
	if (!first) return { status: 'found', provider, record, ...notes };
	const message = `The report is not complete: ${missing.join('; ')}`;
	return {
		status: 'partial',
		provider,
		record,
		reason: { code: 'lines_missing', message },
		retry: { advised: first.outcome.retry?.advised ?? false },
		...notes,
	};
}

function named(metrics: readonly Metric[] = [], name: string): Metric[] {
	return metrics.map((metric) => ({ ...metric, name }));
}
