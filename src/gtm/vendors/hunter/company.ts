import {
	foundOutcome,
	missedOutcome,
	objectIn,
	unreadableOutcome,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { CompanyQuery, EnrichOptions } from '../../enrichment/enrichment-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { type Account, accountSchema } from '../../model/account';
import { toDomain } from '../../../base/identity/domain';
import { textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { companyMapping } from './company.mapping';
import { FREE } from './free';

/**
 * By domain only. An unknown one is a 404, and free.
 *
 * @see https://hunter.io/api-documentation/v2#company-enrichment
 */
export async function enrichCompany(
	client: VendorClient,
	{ domain }: CompanyQuery,
	options: EnrichOptions,
): Promise<Outcome<Account>> {
	const name = domain === undefined ? undefined : toDomain(domain);
	if (name === undefined) {
		return unusableOutcome(
			client.provider,
			'Hunter finds a company by its domain. Fill in Domain.',
		);
	}
	try {
		const { body, status } = await client.send({
			method: 'GET',
			path: '/v2/companies/find',
			query: { domain: name },
			effect: 'unsafe',
			accept: [404],
		});
		if (status === 404) return missedOutcome(client.provider, 'company', FREE);
		const source = objectIn(body, 'data');
		if (source === undefined || textOf(source.id ?? source.domain) === undefined) {
			return unreadableOutcome(client.provider, 'it contains no company');
		}
		return foundOutcome(
			client,
			{ table: companyMapping, schema: accountSchema, source, body },
			options,
		);
	} catch (error) {
		return toOutcome(error);
	}
}
