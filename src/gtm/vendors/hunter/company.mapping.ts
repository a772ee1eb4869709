import { domain, integer, number, text, texts } from '../../model/codecs';
import { country, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { employeeRange, linkedinHandle } from './codecs';

/**
 * Money comes without a currency, so none is claimed.
 *
 * @see https://hunter.io/api-documentation/v2#company-enrichment
 */
export const companyMapping: MappingTable = [
	{ field: 'externalIds.hunter', vendor: 'id', as: text },
	{ field: 'domain', vendor: 'domain', as: domain },
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'industry', vendor: 'category.industry', as: wordsOf(industry) },
	{ field: 'employees', vendor: 'metrics.employees', as: integer },
	{ field: 'employeeRange', vendor: 'metrics.employeesRange', as: text },
	{ field: 'employeeRange', vendor: 'metrics.employees', as: employeeRange },
	{ field: 'annualRevenue.amount', vendor: 'metrics.annualRevenue', as: number },
	{ field: 'country', vendor: 'geo.country', as: country },
	{ field: 'city', vendor: 'geo.city', as: text },
	{ field: 'description', vendor: 'description', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin.handle', as: linkedinHandle('company') },
	{ field: 'phone', vendor: 'site.phoneNumbers.0', as: phone },
	{ field: 'foundedYear', vendor: 'foundedYear', as: integer },
	{ field: 'technologies', vendor: 'tech', as: texts },
	{ field: 'fundingTotal.amount', vendor: 'metrics.raised', as: number },
	{ field: 'fundingStage', vendor: 'fundingRounds.0.series', as: text },
];
