import { domain, email, text } from '../../model/codecs';
import { country, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { department, seniority } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { linkedinHandle } from './codecs';

/** @see https://hunter.io/api-documentation/v2#email-enrichment */
export const personMapping: MappingTable = [
	{ field: 'externalIds.hunter', vendor: 'id', as: text },
	{ field: 'email', vendor: 'email', as: email },
	{ field: 'firstName', vendor: 'name.givenName', as: text },
	{ field: 'lastName', vendor: 'name.familyName', as: text },
	{ field: 'fullName', vendor: 'name.fullName', as: text },
	{ field: 'title', vendor: 'employment.title', as: text },
	{ field: 'seniority', vendor: 'employment.seniority', as: wordsOf(seniority) },
	{ field: 'department', vendor: 'employment.role', as: wordsOf(department) },
	{ field: 'phone', vendor: 'phone', as: phone },
	{ field: 'linkedinUrl', vendor: 'linkedin.handle', as: linkedinHandle('in') },
	{ field: 'country', vendor: 'geo.country', as: country },
	{ field: 'city', vendor: 'geo.city', as: text },
	{ field: 'accountName', vendor: 'employment.name', as: text },
	{ field: 'accountDomain', vendor: 'employment.domain', as: domain },
];
