import type { ReadRecord } from '../../crm/upsert-steps';
import type { VendorClient } from '../../http/vendor-client';
import { textOf } from '../../model/json';
import { selectionOf, withNames } from './fields';
import type { SalesforceObject } from './objects';
import { QUERY_MAX, nextPage, runQuery } from './query';
import { soqlName, soqlText } from './soql';
import { toStored } from './values';

type Answer = Record<string, unknown>;

/**
 * Contacts by their emails in lower case; several may have the same one, the oldest first.
 *
 * @param names fields besides the id and the email
 */
export async function contactsByEmail(
	client: VendorClient,
	emails: readonly string[],
	names: readonly string[],
): Promise<Map<string, Answer[]>> {
	const select = [...new Set(['Id', 'Email', ...names])].map(soqlName).join(', ');
	const found = await queryAny(
		client,
		emails,
		(list) => `SELECT ${select} FROM Contact WHERE Email IN (${list}) ORDER BY CreatedDate ASC`,
	);
	return Map.groupBy(found, ({ Email }) => (textOf(Email) ?? '').toLowerCase());
}

/** Records by their ids, without links. Ids that there are not are left out. */
export async function readByIds<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	ids: readonly string[],
	names: readonly string[],
): Promise<Map<string, ReadRecord<Entity>>> {
	const { select, fields } = withNames(selectionOf(object, {}), names);
	const found = await queryAny(
		client,
		ids,
		(list) => `SELECT ${select.join(', ')} FROM ${object.name} WHERE Id IN (${list})`,
	);
	return new Map(
		found.map((answer) => {
			const { id, values } = toStored(answer);
			const { record } = object.toRecord(answer, fields);
			return [id, { record, values, associations: {} }];
		}),
	);
}

/** Runs as many queries as it takes for a list that does not fit one. */
async function queryAny(
	client: VendorClient,
	values: readonly string[],
	toSoql: (list: string) => string,
): Promise<Answer[]> {
	const found: Answer[] = [];
	for (const portion of portions(values, QUERY_MAX - encodeURIComponent(toSoql('')).length)) {
		let page = await runQuery(client, toSoql(portion.join(', ')));
		found.push(...page.records);
		while (page.next !== undefined) {
			page = await nextPage(client, page.next);
			found.push(...page.records);
		}
	}
	return found;
}

/** Literals in portions of so many characters of a URL. */
function portions(values: readonly string[], charactersMax: number): string[][] {
	const all: string[][] = [];
	let left = 0;
	for (const value of values) {
		const literal = soqlText(value);
		const length = encodeURIComponent(`${literal}, `).length;
		if (length > left) {
			all.push([]);
			left = charactersMax;
		}
		all.at(-1)?.push(literal);
		left -= length;
	}
	return all;
}
