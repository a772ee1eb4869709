import { boolean, domain, email, oneOf, text, time } from '../../model/codecs';
import { spelledPhone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { department } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contact.htm */
export const contactMapping: MappingTable = [
	{ field: 'id', vendor: 'Id', as: text, access: 'read' },
	{ field: 'email', vendor: 'Email', as: email },
	{
		field: 'emailStatus',
		vendor: 'EmailBouncedReason',
		as: { read: () => ({ value: 'undeliverable' }), write: oneOf({}).write },
		access: 'read',
	},
	{ field: 'firstName', vendor: 'FirstName', as: text },
	{ field: 'lastName', vendor: 'LastName', as: text },
	{ field: 'fullName', vendor: 'Name', as: text, access: 'read' },
	{ field: 'title', vendor: 'Title', as: text },
	{ field: 'department', vendor: 'Department', as: wordsOf(department) },
	{ field: 'phone', vendor: 'Phone', as: spelledPhone },
	{ field: 'mobilePhone', vendor: 'MobilePhone', as: spelledPhone },
	{ field: 'country', vendor: 'MailingCountry', as: text },
	{ field: 'city', vendor: 'MailingCity', as: text },
	{ field: 'accountId', vendor: 'AccountId', as: text },
	{ field: 'accountName', vendor: 'Account.Name', as: text, access: 'read' },
	{ field: 'accountDomain', vendor: 'Account.Website', as: domain, access: 'read' },
	{ field: 'optedOut', vendor: 'HasOptedOutOfEmail', as: boolean },
	{ field: 'ownerId', vendor: 'OwnerId', as: text },
	{ field: 'ownerEmail', vendor: 'Owner.Email', as: email, access: 'read' },
	{ field: 'createdAt', vendor: 'CreatedDate', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'SystemModstamp', as: time, access: 'read' },
];
