import { domain, email, integer, number, text, time } from '../../model/codecs';
import { spelledPhone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { industry } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_account.htm */
export const accountMapping: MappingTable = [
	{ field: 'id', vendor: 'Id', as: text, access: 'read' },
	// A free text: people write hosts, URLs and paths into it.
	{ field: 'domain', vendor: 'Website', as: domain },
	{ field: 'name', vendor: 'Name', as: text },
	{ field: 'industry', vendor: 'Industry', as: wordsOf(industry) },
	{ field: 'employees', vendor: 'NumberOfEmployees', as: integer },
	{ field: 'annualRevenue.amount', vendor: 'AnnualRevenue', as: number },
	{
		field: 'annualRevenue.currency',
		vendor: 'CurrencyIsoCode',
		as: text,
		// Orgs with several currencies only.
		optional: true,
	},
	{ field: 'country', vendor: 'BillingCountry', as: text },
	{ field: 'city', vendor: 'BillingCity', as: text },
	{ field: 'description', vendor: 'Description', as: text },
	{ field: 'phone', vendor: 'Phone', as: spelledPhone },
	{ field: 'lifecycle', vendor: 'Type', as: text },
	{ field: 'ownerId', vendor: 'OwnerId', as: text },
	{ field: 'ownerEmail', vendor: 'Owner.Email', as: email, access: 'read' },
	{ field: 'createdAt', vendor: 'CreatedDate', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'SystemModstamp', as: time, access: 'read' },
];
