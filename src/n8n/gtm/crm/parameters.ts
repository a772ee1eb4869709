import type { IExecuteFunctions } from 'n8n-workflow';

import type {
	Associations,
	CrmEntity,
	RecordReference,
	SearchCondition,
} from '../../../gtm/crm/crm-vendor';
import { SEARCH_OPERATORS } from '../../../gtm/crm/crm-vendor';
import { toDomain } from '../../../gtm/model/domain';
import { toEmail } from '../../../gtm/model/email';
import { isRecord } from '../../../gtm/model/json';
import { readText } from '../node/parameter-values';
import { splitList } from '../../../base/split-list';

/**
 * The record that the locator names.
 *
 * @throws RangeError naming what is wrong
 */
export function readReference(context: IExecuteFunctions, itemIndex: number): RecordReference {
	const locator: unknown = context.getNodeParameter('record', itemIndex, {});
	const { mode, value } = isRecord(locator) ? locator : { mode: 'id', value: locator };
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (text === '')
		throw new RangeError('The record is empty: choose one, or say by what to find it.');
	if (mode === 'email') {
		const email = toEmail(text);
		if (email === undefined) throw new RangeError('The email of the record is no address.');
		return { email };
	}
	if (mode === 'domain') {
		const domain = toDomain(text);
		if (domain === undefined)
			throw new RangeError('The domain of the record is none, such as acme.com.');
		return { domain };
	}
	return { id: text };
}

/** Ids that the user entered, by kind; empty ones are left out. */
export function readAssociations(context: IExecuteFunctions, itemIndex: number): Associations {
	const given = context.getNodeParameter('associations', itemIndex, {}) as Record<string, unknown>;
	const entries = (['contactIds', 'companyIds', 'dealIds'] as const).map(
		(name) => [name, splitList(given[name])] as const,
	);
	return Object.fromEntries(entries.filter(([, ids]) => ids.length > 0));
}

/** @throws RangeError naming the condition that is incomplete */
export function readConditions(context: IExecuteFunctions, itemIndex: number): SearchCondition[] {
	const rows = context.getNodeParameter('conditions.condition', itemIndex, []) as unknown;
	return (Array.isArray(rows) ? rows : []).map((row: unknown, index) => {
		const { field, operator, value } = isRecord(row) ? row : {};
		const name = typeof field === 'string' ? field.trim() : '';
		if (name === '') throw new RangeError(`Condition ${index + 1} names no field.`);
		const known = SEARCH_OPERATORS.find((one) => one === operator);
		if (!known) throw new RangeError(`Condition ${index + 1} has no operator.`);
		if (known === 'known' || known === 'unknown') return { field: name, operator: known };
		if (value === undefined || value === '') {
			throw new RangeError(`Condition ${index + 1} on "${name}" has no value.`);
		}
		return {
			field: name,
			operator: known,
			value: known === 'in' ? splitList(value) : (value as string | number | boolean),
		};
	});
}

export function entityOf(resource: unknown): CrmEntity {
	if (resource === 'contact' || resource === 'company' || resource === 'deal') return resource;
	throw new RangeError(`"${String(resource)}" is no kind of record.`);
}

/** A point in time, ISO 8601; now if the user left it empty. */
export function readTime(context: IExecuteFunctions, name: string, itemIndex: number, now: number) {
	const text = readText(context, name, itemIndex);
	if (text === '') return new Date(now).toISOString();
	const time = new Date(text);
	if (Number.isNaN(time.getTime())) throw new RangeError(`${name} is no date with a time.`);
	return time.toISOString();
}
