import { domain, integer, number, text, texts } from '../../model/codecs';
import { country, linkedinUrl, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';

/**
 * Names that the outputs of a company routine should have; docs/vendors/clay.md lists them. Clay
 * prescribes none; `size` is its own word for a band of employees.
 */
export const companyMapping: MappingTable = [
	{ field: 'domain', vendor: 'domain', as: domain },
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'name', vendor: 'company_name', as: text },
	{ field: 'industry', vendor: 'industry', as: wordsOf(industry) },
	{ field: 'employees', vendor: 'employees', as: integer },
	{ field: 'employeeRange', vendor: 'size', as: text },
	{ field: 'annualRevenue.amount', vendor: 'annual_revenue', as: number },
	{ field: 'country', vendor: 'country', as: country },
	{ field: 'city', vendor: 'city', as: text },
	{ field: 'description', vendor: 'description', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin_url', as: linkedinUrl },
	{ field: 'phone', vendor: 'phone', as: phone },
	{ field: 'foundedYear', vendor: 'founded_year', as: integer },
	{ field: 'technologies', vendor: 'technologies', as: texts },
	{ field: 'fundingTotal.amount', vendor: 'funding_total', as: number },
	{ field: 'fundingStage', vendor: 'funding_stage', as: text },
];
