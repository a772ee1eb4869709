import type { RecordReference } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toDomain } from '../../../base/identity/domain';
import type { SalesforceObject } from './objects';
import { STANDARD_FIELDS } from './fields';
import { nextPage, runQuery } from './query';
import { toRecordId } from './record-id';
import { refused } from './refused';
import { soqlText } from './soql';
import { isAt, websiteCondition } from './website';

type Answer = Record<string, unknown>;

/** Enough to know that a match is in doubt, and to name the others. */
const MATCHES_MAX = 10;

/**
 * The records that a reference names, oldest first, ten at most. Salesforce keeps neither emails nor
 * websites unique, so there may be several.
 *
 * @param select what stands behind SELECT
 * @throws VendorError also for a reference that the object cannot be named by
 */
export async function findRecords<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	select: readonly string[],
): Promise<Answer[]> {
	const { name } = object;
	// What tells whether an account is at the domain must be read, too.
	const names =
		name === 'Account' && !select.includes(STANDARD_FIELDS) ? [...select, 'Website'] : select;
	const list = [...new Set(names)].join(', ');
	const query = async (where: string, limit: string) =>
		await runQuery(
			client,
			`SELECT ${list} FROM ${name} WHERE ${where} ORDER BY CreatedDate ASC${limit}`,
		);
	if ('id' in reference) {
		const page = await query(`Id = ${soqlText(toRecordId(reference.id))}`, ' LIMIT 1');
		return page.records;
	}
	if ('email' in reference && name === 'Contact') {
		const page = await query(`Email = ${soqlText(reference.email)}`, ` LIMIT ${MATCHES_MAX}`);
		return page.records;
	}
	const domain =
		'domain' in reference && name === 'Account' ? toDomain(reference.domain) : undefined;
	if (domain === undefined) throw unusable(object, reference);
	return await findAt(client, domain, await query(websiteCondition(domain), ''));
}

/** The query finds too much by its nature, so it has no limit of its own: pages until enough match. */
async function findAt(
	client: VendorClient,
	domain: string,
	first: Awaited<ReturnType<typeof runQuery>>,
): Promise<Answer[]> {
	const matches: Answer[] = [];
	for (let page = first; ; page = await nextPage(client, page.next)) {
		matches.push(...page.records.filter((record) => isAt([domain], record)));
		if (page.next === undefined || matches.length >= MATCHES_MAX)
			return matches.slice(0, MATCHES_MAX);
	}
}

function unusable<Entity>({ kind }: SalesforceObject<Entity>, reference: RecordReference) {
	const key = { contact: 'an ID or an email', company: 'an ID or a domain', deal: 'an id' }[kind];
	const given = Object.keys(reference).join(', ');
	return refused(
		'unusable_reference',
		`A ${kind} in Salesforce needs ${key}; this ${given} has none.`,
	);
}
