import { integer, number, separated, text, time } from '../../model/codecs';
import { spelledLinkedinUrl, spelledPhone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { companyDomain } from './identity';

/** @see https://knowledge.hubspot.com/properties/hubspot-crm-default-company-properties */
export const companyMapping: MappingTable = [
	{ field: 'id', vendor: 'hs_object_id', as: text, access: 'read' },
	{ field: 'domain', vendor: 'domain', as: companyDomain },
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'industry', vendor: 'industry', as: wordsOf(industry) },
	{ field: 'employees', vendor: 'numberofemployees', as: integer },
	{ field: 'annualRevenue.amount', vendor: 'annualrevenue', as: number },
	{ field: 'country', vendor: 'country', as: text },
	{ field: 'city', vendor: 'city', as: text },
	{ field: 'description', vendor: 'description', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin_company_page', as: spelledLinkedinUrl },
	{ field: 'phone', vendor: 'phone', as: spelledPhone },
	{ field: 'foundedYear', vendor: 'founded_year', as: integer },
	{ field: 'technologies', vendor: 'web_technologies', as: separated(';') },
	{ field: 'fundingTotal.amount', vendor: 'total_money_raised', as: number },
	{ field: 'lifecycle', vendor: 'lifecyclestage', as: text },
	{ field: 'icpTier', vendor: 'hs_ideal_customer_profile', as: text },
	{ field: 'ownerId', vendor: 'hubspot_owner_id', as: text },
	{ field: 'createdAt', vendor: 'createdate', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'hs_lastmodifieddate', as: time, access: 'read' },
];
