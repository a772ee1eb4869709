import { date, email, number, percent, text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm */
export const opportunityMapping: MappingTable = [
	{ field: 'id', vendor: 'Id', as: text, access: 'read' },
	{ field: 'name', vendor: 'Name', as: text },
	{ field: 'stage', vendor: 'StageName', as: text },
	// Orgs with several sales processes tell them by the record type.
	{ field: 'pipeline', vendor: 'RecordTypeId', as: text, optional: true },
	{ field: 'amount.amount', vendor: 'Amount', as: number },
	// Orgs with several currencies only.
	{ field: 'amount.currency', vendor: 'CurrencyIsoCode', as: text, optional: true },
	{ field: 'probability', vendor: 'Probability', as: percent },
	{ field: 'closeDate', vendor: 'CloseDate', as: date },
	{ field: 'accountId', vendor: 'AccountId', as: text },
	{ field: 'ownerId', vendor: 'OwnerId', as: text },
	{ field: 'ownerEmail', vendor: 'Owner.Email', as: email, access: 'read' },
	{ field: 'createdAt', vendor: 'CreatedDate', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'SystemModstamp', as: time, access: 'read' },
];

/** Open, won or lost is told by two fields together. */
export const OPPORTUNITY_STATUS_FIELDS = ['IsClosed', 'IsWon'] as const;
