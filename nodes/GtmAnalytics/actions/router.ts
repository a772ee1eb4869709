import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../../src/gtm/model/json';
import { analyticsOperations } from '../../../src/gtm/operations/analytics/analytics-operations';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { fixedText } from '../../../src/n8n/gtm/node/fixed-text';
import type { Reads } from '../../../src/n8n/gtm/node/node-form';
import { runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import { properties } from '../GtmAnalytics.properties';
import { readAlert } from './alert.resource';
import { readAccountUsage, readFunnel, readPersonUsage, readQuery } from './query.resource';
import { readReport } from './report.resource';

const reads: Reads<typeof analyticsOperations> = {
	'metric.query': readQuery,
	'funnel.query': readFunnel,
	'usage.account': readAccountUsage,
	'usage.person': readPersonUsage,
	'report.make': readReport,
	'alert.check': readAlert,
};

export const form = {
	properties,
	operations: analyticsOperations,
	reads,
	labels: { name: 'Name' },
};

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const vendor = vendorOf('analytics', fixedText(this, 'vendor'));
	const [items = []] = await runVendorNode(this, vendor, form);
	return [await Promise.all(items.map(async (item) => await withChart(this, item)))];
}

/** The chart of a report as a file. */
async function withChart(
	context: IExecuteFunctions,
	item: INodeExecutionData,
): Promise<INodeExecutionData> {
	const { record } = item.json;
	if (!isRecord(record) || typeof record.chart !== 'string') return item;
	const { chart, ...rest } = record;
	const file = Buffer.from(chart, 'utf8');
	const data = await context.helpers.prepareBinaryData(file, 'report.svg', 'image/svg+xml');
	return { ...item, json: { ...item.json, record: rest }, binary: { data } };
}
