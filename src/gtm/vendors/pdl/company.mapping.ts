import { domain, integer, text } from '../../model/codecs';
import { country, linkedinUrl } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';

/** @see https://docs.peopledatalabs.com/docs/company-schema */
export const companyMapping: MappingTable = [
	{ field: 'externalIds.pdl:company', vendor: 'id', as: text },
	{ field: 'domain', vendor: 'website', as: domain },
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'industry', vendor: 'industry', as: wordsOf(industry) },
	{ field: 'employees', vendor: 'employee_count', as: integer },
	{ field: 'employeeRange', vendor: 'size', as: text },
	{ field: 'country', vendor: 'location.country', as: country },
	{ field: 'city', vendor: 'location.locality', as: text },
	{ field: 'description', vendor: 'summary', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin_url', as: linkedinUrl },
	{ field: 'foundedYear', vendor: 'founded', as: integer },
];
