import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AnalyticsVendor } from '../../../src/gtm/analytics/analytics-vendor';
import { isRecord } from '../../../src/gtm/model/json';
import { type Capability, can } from '../../../src/gtm/vendors/capability';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import type { Execute } from '../../../src/n8n/gtm/node/prepared';
import { runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import * as alert from './alert.resource';
import * as query from './query.resource';
import * as report from './report.resource';

const EXECUTES: Readonly<Record<string, Execute<AnalyticsVendor>>> = {
	...query.executes,
	'report.make': report.make,
	'alert.check': alert.check,
};

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const vendor = vendorOf('analytics', readText(this, 'vendor', 0));
	// Reports and alerts are ours, made of the vendor's metrics.
	const own: Readonly<Record<string, Capability>> = vendor.capabilities['metric.query'].supported
		? { 'report.make': can(), 'alert.check': can() }
		: {};
	const able = { ...vendor, capabilities: { ...vendor.capabilities, ...own } };
	const [items = []] = await runVendorNode(
		this,
		able,
		(resource, operation) => EXECUTES[`${resource}.${operation}`],
	);
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
