import type { VendorClient } from '../../http/vendor-client';
import { recordOf, recordsOf, textOf, textsOf } from '../../model/json';
import type { Ga4Metric, Ga4Unit } from './metric-names';
import { CORE_QUOTAS } from './profile';

const UNITS: Readonly<Record<string, Ga4Unit>> = {
	TYPE_CURRENCY: 'currency',
	TYPE_SECONDS: 'seconds',
};

/**
 * What the property itself says of a metric, its own ones included: the list of names in
 * metric-names.ts is older than Google's.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/getMetadata
 */
export async function metricInProperty(
	client: VendorClient,
	name: string,
): Promise<Ga4Metric | undefined> {
	const response = await client.send({
		method: 'GET',
		host: 'core',
		path: '/metadata',
		effect: 'read',
		limits: CORE_QUOTAS,
	});
	const metric = recordsOf(recordOf(response.body).metrics).find(
		({ apiName, deprecatedApiNames }) =>
			apiName === name || textsOf(deprecatedApiNames).includes(name),
	);
	if (metric === undefined) return undefined;
	const byName = /Rate$/.test(name) ? 'ratio' : 'count';
	return { unit: UNITS[textOf(metric.type) ?? ''] ?? byName };
}
