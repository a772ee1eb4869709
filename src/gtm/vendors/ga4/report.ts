import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import { listOf, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Cost } from '../../model/outcome';
import { CORE_QUOTAS } from './profile';

export interface ReportRow {
	dimensions: string[];
	metrics: number[];
}

export interface Ga4Report {
	rows: ReportRow[];
	/** ISO 4217, of the property. */
	currency?: string;
	/** Why the numbers may be too small. */
	notes: string[];
	cost?: Cost;
}

interface Method {
	host: 'core' | 'funnel';
	/** A custom method hangs on its resource by a colon. @see https://google.aip.dev/136 */
	path: ':runReport' | ':runFunnelReport';
}

const REPORT: Method = { host: 'core', path: ':runReport' };

export async function runReport(client: VendorClient, body: object): Promise<Ga4Report> {
	const answer = await ask(client, REPORT, body, CORE_QUOTAS);
	return { ...partsOf(answer), rows: rowsOf(answer) };
}

/** The table of the alpha version's funnel. */
export async function runFunnelReport(client: VendorClient, body: object): Promise<Ga4Report> {
	const answer = await ask(client, { host: 'funnel', path: ':runFunnelReport' }, body, []);
	const table = recordOf(answer.funnelTable);
	// What is to be said of the numbers stands with the table, not at the top as for other reports.
	return { ...partsOf({ ...answer, metadata: table.metadata }), rows: rowsOf(table) };
}

async function ask(
	client: VendorClient,
	{ host, path }: Method,
	body: object,
	limits: readonly string[],
): Promise<Record<string, unknown>> {
	const response = await client.send({
		method: 'POST',
		host,
		path,
		body: { ...body, returnPropertyQuota: true },
		effect: 'read',
		limits,
	});
	const answer = recordOf(response.body);
	if (answer.kind === `analyticsData#${path.slice(1)}`) return answer;
	const message = 'Google Analytics answered with something that is not a report.';
	const refusal = { status: 'upstream_error', code: 'unreadable_answer', message } as const;
	throw new VendorError(client.provider, refusal, { attempts: 1 });
}

function rowsOf({ rows }: Record<string, unknown>): ReportRow[] {
	return recordsOf(rows).map(({ dimensionValues, metricValues }) => ({
		dimensions: listOf(dimensionValues).map((cell) => textOf(recordOf(cell).value) ?? ''),
		metrics: listOf(metricValues).map((cell) => numberOf(recordOf(cell).value) ?? 0),
	}));
}

function partsOf({ metadata, propertyQuota }: Record<string, unknown>): Omit<Ga4Report, 'rows'> {
	const {
		currencyCode,
		subjectToThresholding,
		dataLossFromOtherRow,
		samplingMetadatas,
		dataTruncationReasons,
		schemaRestrictionResponse,
	} = recordOf(metadata);
	const restricted = recordsOf(
		recordOf(schemaRestrictionResponse).activeMetricRestrictions,
	).flatMap(({ metricName }) => textOf(metricName) ?? []);
	const currency = textOf(currencyCode);
	const cost = costOf(recordOf(recordOf(propertyQuota).tokensPerDay));
	return {
		...(currency !== undefined && { currency }),
		notes: [
			...(subjectToThresholding === true
				? ['Google leaves out rows with few people, so numbers can be too low.']
				: []),
			...(dataLossFromOtherRow === true
				? ['Rare values are counted under "(other)". Use a breakdown with fewer values.']
				: []),
			...(listOf(samplingMetadatas).length > 0
				? ['The numbers are an estimate from a sample. Use a shorter window.']
				: []),
			...(listOf(dataTruncationReasons).length > 0
				? ['Google left data out of the report. Use a shorter window or fewer values.']
				: []),
			...(restricted.length > 0
				? [
						`Google shows 0 for ${restricted.join(', ')}: the connected account cannot see cost or revenue data. Ask an administrator of the property for access.`,
					]
				: []),
		],
		...(cost && { cost }),
	};
}

function costOf({ consumed, remaining }: Record<string, unknown>): Cost | undefined {
	const amount = numberOf(consumed);
	const left = numberOf(remaining);
	if (amount === undefined) return undefined;
	return { amount, unit: 'token', ...(left !== undefined && { remaining: left }) };
}

/** What several reports took together. */
export function costOfAll(reports: readonly Ga4Report[]): Cost | undefined {
	const costs = reports.flatMap(({ cost }) => cost ?? []);
	const last = costs.at(-1);
	return last && { ...last, amount: costs.reduce((sum, { amount }) => sum + amount, 0) };
}
