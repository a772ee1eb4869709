import { domain, text } from '../../model/codecs';
import { country, linkedinUrl } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { knownInteger } from './codecs';

/** @see https://docs.fullenrich.com/api/v2 */
export const companyMapping: MappingTable = [
	{ field: 'externalIds.fullenrich', vendor: 'id', as: text },
	{ field: 'domain', vendor: 'domain', as: domain },
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'industry', vendor: 'industry.main_industry', as: wordsOf(industry) },
	{ field: 'employees', vendor: 'headcount', as: knownInteger },
	{ field: 'employeeRange', vendor: 'headcount_range', as: text },
	{ field: 'country', vendor: 'locations.headquarters.country_code', as: country },
	{ field: 'country', vendor: 'locations.headquarters.country', as: country },
	{ field: 'city', vendor: 'locations.headquarters.city', as: text },
	{ field: 'description', vendor: 'description', as: text },
	{ field: 'linkedinUrl', vendor: 'social_profiles.professional_network.url', as: linkedinUrl },
	{ field: 'foundedYear', vendor: 'year_founded', as: knownInteger },
];
