import { type IExecuteFunctions, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import {
	type QualityReport,
	type QualityRules,
	checkAccount,
	checkContact,
} from '../../../src/gtm/enrichment/quality';
import { standardize } from '../../../src/gtm/enrichment/standardize';
import { REPORT_MEMBERS } from '../../../src/gtm/enrichment/waterfall-fields';
import { toDraft } from '../../../src/gtm/crm/draft';
import type { Outcome } from '../../../src/gtm/model/outcome';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { readJsonObject } from '../../../src/n8n/gtm/node/parameter-values';
import { splitList } from '../../../src/base/split-list';
import { type Prepared, oneByOne } from '../../../src/n8n/gtm/node/prepared';

const properties: INodeProperties[] = [
	{
		displayName: 'Record Type',
		name: 'entity',
		type: 'options',
		options: [
			{ name: 'Company', value: 'company' },
			{ name: 'Person', value: 'contact' },
		],
		default: 'contact',
	},
	{
		displayName: 'Record (JSON)',
		name: 'record',
		type: 'json',
		default: '={{ $json.record ?? $json }}',
		description: 'Canonical fields, as the other GTM nodes output them',
	},
];

const rules: INodeProperties[] = [
	{
		displayName: 'Wanted Fields',
		name: 'wantedFields',
		type: 'string',
		default: 'email, firstName, lastName, title, accountDomain',
		description: 'A record should have them, by commas',
	},
	{
		displayName: 'Required Fields',
		name: 'requiredFields',
		type: 'string',
		default: 'email',
		description: 'Without them it is of no use, by commas',
	},
	{
		displayName: 'Half-Life (Days)',
		name: 'halfLifeDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 180,
		description: 'After so many days without a change its freshness is a half',
	},
];

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['record'] } },
		options: [
			{
				name: 'Check Quality',
				value: 'check',
				action: 'Check the quality of a record',
				description: 'Completeness, freshness, conflicts and what cannot be; no vendor is asked',
			},
			{
				name: 'Standardize',
				value: 'standardize',
				action: 'Standardize a record',
				description: 'One spelling for titles, countries, domains, phones; no vendor is asked',
			},
		],
		default: 'check',
	},
	...updateDisplayOptions({ show: { resource: ['record'] } }, properties),
	...updateDisplayOptions({ show: { resource: ['record'], operation: ['check'] } }, rules),
];

/** What needs no vendor: nothing leaves this n8n. */
export function prepareRecord(context: IExecuteFunctions, operation: string): Prepared<unknown> {
	if (operation === 'standardize') {
		return oneByOne<Record<string, unknown>>(
			(itemIndex) => readJsonObject(context, 'record', itemIndex, 'Record (JSON)'),
			async (record) => {
				const { notes, record: standard } = standardize(record);
				return await Promise.resolve(own(standard, notes));
			},
		);
	}
	return oneByOne<QualityReport>(
		(itemIndex) => checkRecord(context, itemIndex),
		async (report) => await Promise.resolve(own(report)),
	);
}

function own(record: unknown, notes: readonly string[] = []): Outcome {
	return {
		status: 'found',
		provider: 'gtm',
		record,
		...(notes.length > 0 && { notes: [...notes] }),
	};
}

/** @throws RangeError naming what cannot be read */
function checkRecord(context: IExecuteFunctions, itemIndex: number): QualityReport {
	const halfLifeDays = Number(context.getNodeParameter('halfLifeDays', itemIndex, 180));
	if (!(halfLifeDays > 0)) throw new RangeError('Half-Life (Days) is no number above 0.');
	const values = withoutReport(readJsonObject(context, 'record', itemIndex, 'Record (JSON)'));
	const rules: QualityRules = {
		wanted: splitList(context.getNodeParameter('wantedFields', itemIndex, '')),
		required: splitList(context.getNodeParameter('requiredFields', itemIndex, '')),
		halfLifeDays,
		now: gtmProcess().clock.now(),
	};
	return context.getNodeParameter('entity', itemIndex) === 'company'
		? checkAccount(toDraft('company', values), rules)
		: checkContact(toDraft('contact', values), rules);
}

/** What a waterfall tells beside the fields of its record. */
function withoutReport(record: Record<string, unknown>): Record<string, unknown> {
	const told: readonly string[] = REPORT_MEMBERS;
	return Object.fromEntries(Object.entries(record).filter(([name]) => !told.includes(name)));
}
