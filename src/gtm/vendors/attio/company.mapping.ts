import { domain, number, text, time } from '../../model/codecs';
import { spelledLinkedinUrl } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { countryCode, yearOfDate } from './codecs';

/** @see https://docs.attio.com/docs/standard-objects/standard-objects-companies */
export const companyMapping: MappingTable = [
	{ field: 'id', vendor: 'record_id', as: text, access: 'read' },
	{ field: 'domain', vendor: 'domains.first', as: domain },
	{ field: 'name', vendor: 'name', as: text },
	// Attio's own enrichment keeps the list of categories.
	{ field: 'industry', vendor: 'categories.first', as: wordsOf(industry), access: 'read' },
	{ field: 'employeeRange', vendor: 'employee_range', as: text },
	{ field: 'country', vendor: 'primary_location.country_code', as: countryCode },
	{ field: 'city', vendor: 'primary_location.locality', as: text },
	{ field: 'description', vendor: 'description', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin', as: spelledLinkedinUrl },
	{ field: 'foundedYear', vendor: 'foundation_date', as: yearOfDate },
	{ field: 'fundingTotal.amount', vendor: 'funding_raised_usd.currency_value', as: number },
	{ field: 'fundingTotal.currency', vendor: 'funding_raised_usd.currency_code', as: text },
	{ field: 'createdAt', vendor: 'created_at', as: time, access: 'read' },
];
