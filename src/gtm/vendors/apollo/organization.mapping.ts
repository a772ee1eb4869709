import { domain, integer, number, text, texts } from '../../model/codecs';
import { country, linkedinUrl, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';

/**
 * An organization of Apollo's database; an account is one that the team has saved. Money is in US
 * dollars as far as Apollo says, but it does not say so beside the number: no currency is claimed.
 *
 * @see https://docs.apollo.io/reference/organization-enrichment
 */
export const organizationMapping: MappingTable = [
	{ field: 'externalIds.apollo:organization', vendor: 'id', as: text },
	{ field: 'externalIds.apollo:account', vendor: 'account_id', as: text },
	{ field: 'domain', vendor: 'primary_domain', as: domain },
	{ field: 'domain', vendor: 'website_url', as: domain },
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'industry', vendor: 'industry', as: wordsOf(industry) },
	{ field: 'employees', vendor: 'estimated_num_employees', as: integer },
	{ field: 'annualRevenue.amount', vendor: 'annual_revenue', as: number },
	{ field: 'country', vendor: 'country', as: country },
	{ field: 'city', vendor: 'city', as: text },
	{ field: 'description', vendor: 'short_description', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin_url', as: linkedinUrl },
	{ field: 'phone', vendor: 'primary_phone.sanitized_number', as: phone },
	{ field: 'phone', vendor: 'phone', as: phone },
	{ field: 'foundedYear', vendor: 'founded_year', as: integer },
	{ field: 'technologies', vendor: 'technology_names', as: texts },
	{ field: 'fundingTotal.amount', vendor: 'total_funding', as: number },
	{ field: 'fundingStage', vendor: 'latest_funding_stage', as: text },
];
